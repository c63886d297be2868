"""By what the list of releases is narrowed."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import Department
from querschnitt.framework.text_limits import LINE
from querschnitt.press.models import Release
from querschnitt.ui.forms import Form


class ReleaseListForm(Form):
    q = forms.CharField(label=_("Search in titles"), required=False, max_length=LINE)
    stage = forms.ChoiceField(
        label=_("Stage"), required=False, choices=[("", _("every stage")), *Release.Stage.choices]
    )
    department = forms.ChoiceField(label=_("Department"), required=False)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2999)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = Department.objects.in_order().values_list("key", "abbreviation")
        choices = [("", _("every department")), *rows]
        cast("forms.ChoiceField", self.fields["department"]).choices = choices
