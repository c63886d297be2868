"""The shape of what people enter about releases."""

from querschnitt.press.forms.acts import (
    ApproveForm,
    CorrectForm,
    EmbargoForm,
    PreviewForm,
    ReasonForm,
)
from querschnitt.press.forms.channels import ChannelForm
from querschnitt.press.forms.files import DescribeFilesForm, FileForm
from querschnitt.press.forms.lists import ReleaseListForm
from querschnitt.press.forms.releases import CorrectionForm, ReleaseForm, initial_of
from querschnitt.press.forms.subscribers import AccreditedForm, FindSubscriberForm

__all__ = [
    "AccreditedForm",
    "ApproveForm",
    "ChannelForm",
    "CorrectForm",
    "CorrectionForm",
    "DescribeFilesForm",
    "EmbargoForm",
    "FileForm",
    "FindSubscriberForm",
    "PreviewForm",
    "ReasonForm",
    "ReleaseForm",
    "ReleaseListForm",
    "initial_of",
]
