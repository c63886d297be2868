import re

import pytest
from django.urls import reverse
from django.utils import timezone

from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.press import operations
from querschnitt.press.models import Release
from querschnitt.press.tests.factories import press_office
from querschnitt.press.tests.strings_of_attackers import STRINGS
from querschnitt.press.tests.test_pages_releases import IN_A_DAY, typed, url
from querschnitt.press.tests.test_rich_text import Tags
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("start", range(0, len(STRINGS), 14))
def test_nothing_that_is_typed_into_a_release_runs(start):
    office = press_office()
    client = browser_of(office)
    DepartmentFactory(key="mwu")
    strings = " ".join(STRINGS[start : start + 14])
    words = dict.fromkeys(("title", "subtitle"), strings[:290])
    rows = {"quotations-0-person": strings[:190], "quotations-0-office": strings[:190]}
    rows |= {"quotations-0-text": strings[:1900], "facts-0-text": strings[:1900]}
    client.post(
        url("write_draft", "free"),
        typed(**words, **rows, lead=strings[:900], body=f"<p>{strings}</p>", place=strings[:190],
              contact=strings[:900], title_en=strings[:290], body_en=strings),
    )  # fmt: skip
    release = Release.objects.get()
    _link, token = operations.create_preview_link(
        by=office, release=release, reader_name=strings[:190], expires_at=timezone.now() + IN_A_DAY
    )
    names = ("release", "revise_release", "posts", "submit_release", "create_preview_link")
    pages = [url("hub"), url("releases"), reverse("preview", args=[token])]

    for page in [*pages, *(url(name, release.pk) for name in names)]:
        assert_runs_nothing(client.get(page).content.decode())


def test_the_check_finds_what_would_run():
    for text in ("<p onclick=alert(1)>", "<script>alert(1)</script>", "<a href='javascript:x'>"):
        with pytest.raises(AssertionError):
            assert_runs_nothing(text)


def assert_runs_nothing(page):
    for tag, attributes in Tags(re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)).found:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert tag not in {"iframe", "object", "embed", "base", "animate", "math"}, tag
        if tag == "script":
            assert attributes.get("src", "").startswith("/static/"), attributes
        for name in ("href", "src", "action", "formaction", "data", "srcdoc"):
            value = (attributes.get(name) or "").strip().lower()
            assert not re.match(r"(java|vb)\s*script:|data:", value), (tag, value)
