"""What the tests of this app render: every part once, with something in it."""

import datetime
from html.parser import HTMLParser
from types import SimpleNamespace

from django import forms

from querschnitt.ui.context import facts
from querschnitt.ui.forms import Form, GermanDateField, PartialDateFormField, TextField

VOID = {"br", "hr", "img", "input", "link", "meta"}
AT = datetime.datetime(2026, 7, 12, 12, 5, tzinfo=datetime.UTC)
FACTS = [("Lead", "Ministry"), ("Due", "2030")]
ROWS = [[{"text": "Goal", "url": "/g/"}, {"text": "62 %", "numeric": True}]]
COLUMNS = [{"label": "Goal"}, {"label": "Share", "numeric": True}]


class Example(Form):
    title = forms.CharField(max_length=10, help_text="Short.")
    text = TextField(required=False)
    due = GermanDateField()
    since = PartialDateFormField(required=False)
    lead = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    answer = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    others = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("a", "A")], required=False
    )
    sure = forms.BooleanField()
    version = forms.IntegerField(widget=forms.HiddenInput)


COMPONENTS = {
    "_act": {"label": "Sign", "url": "/sign/", "fields": [("version", 4)]},
    "_alert": {
        "title": "Attention",
        "text": "Soon.",
        "kind": "warning",
        "url": "/x/",
        "link": "On",
    },
    "_badge": {"text": "signed", "kind": "success"},
    "_breadcrumb": {"items": [("Goals", "/g/"), ("This", None)]},
    "_card": {
        "title": "Goal",
        "url": "/g/",
        "badge": "on track",
        "kind": "success",
        "meta": "2030",
    },
    "_definitions": {"facts": FACTS},
    "_diff": {"parts": [("equal", "We "), ("delete", "may"), ("insert", "will")]},
    "_empty": {"title": "Nothing yet", "text": "Ask.", "url": "/x/", "link": "Ask"},
    "_errors": {"form": Example({})},
    "_facts": {"title": "At a glance", "facts": FACTS},
    "_form": {"form": Example({}), "submit": "Save", "keep": True, "cancel_url": "/x/"},
    "_heading": {
        "title": "Goal",
        "preline": "3.2",
        "lead": "Much.",
        "badge": "open",
        "kind": "info",
    },
    "_keep_offer": {},
    "_languages": {
        "languages": [
            {"code": "de", "name": "Deutsch", "is_current": True},
            {"code": "pl", "name": "Polski", "url": "/pl/"},
        ]
    },
    "_matrix": {
        "caption": "Answers",
        "corner": "Goal",
        "columns": [{"label": "Finance"}, {"label": "Interior", "url": "/i/"}],
        "rows": [{"label": "3.2", "cells": [{"text": "signed", "kind": "success"}, {}]}],
    },
    "_messages": {
        "messages": [
            SimpleNamespace(level_tag="success", extra_tags="goal", __str__=lambda: "Saved")
        ]
    },
    "_navigation": {
        "label": "Main",
        "navigation": [{"label": "Goals", "url": "/g/", "is_current": True}],
    },
    "_obstacle": {"label": "Publish", "sentence": "The cabinet has not decided."},
    "_pagination": {"previous_url": "?b=1", "next_url": "?a=9", "summary": "51–100"},
    "_print_header": {"site": facts(), "printed_as_of": "12.07.2026"},
    "_progress": {"label": "Answers", "value": 7, "max": 9},
    "_table": {"caption": "Goals", "columns": COLUMNS, "rows": ROWS},
    "_timeline": {"entries": [{"at": AT, "what": "Signed", "who": "Finance", "badge": "ok"}]},
}
LAYOUTS = ("ui/desk.html", "ui/portal.html", "ui/confirm.html", "ui/error.html")
ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "410.html", "500.html", "503.html")
PAGE = {
    "site": facts(),
    "navigation": COMPONENTS["_navigation"]["navigation"],
    "account": {"name": "Jo Weber", "department": "Ministry", "key": "7"},
    "breadcrumb": COMPONENTS["_breadcrumb"]["items"],
    "languages": COMPONENTS["_languages"]["languages"],
    "imprint_url": "/imprint/",
    "heading": "Close the round",
    "sentence": "Nobody can answer afterwards.",
    "submit": "Close",
}


class Page(HTMLParser):
    """What a test asks about markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.references: set[str] = set()
        self.inline: list[str] = []
        self.faults: list[str] = []
        self.feed(markup)
        self.close()
        self.faults += [f"<{tag}> is left open" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if len(found) != len(attrs):
            self.faults.append(f"<{tag}> repeats an attribute")
        if "id" in found:
            self.ids.append(found["id"])
        if tag in {"h1", "h2", "h3", "h4"}:
            self.levels.append(int(tag[1]))
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.references |= set((found.get(name) or "").split())
        if found.get("href", "").startswith("#") and len(found["href"]) > 1:
            self.references.add(found["href"][1:])
        self.inline += [f"{tag} {name}" for name in found if name == "style" or name[:2] == "on"]
        if tag == "style" or (tag == "script" and "src" not in found):
            self.inline.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
