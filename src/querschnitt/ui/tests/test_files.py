import re
from pathlib import Path

from django.conf import settings

UI = Path(__file__).parent.parent
STATIC = UI / "static" / "ui"
SVG = 'xmlns="http://www.w3.org/2000/svg"'


def test_own_styles_and_scripts_ask_nothing_of_anybody_else():
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8").replace(SVG, "")

        assert not re.search(r"https?:|//[a-z]|@import|\burl\(", text), path.name


def test_own_scripts_need_no_exception_from_the_content_security_policy():
    for path in STATIC.glob("*.js"):
        text = path.read_text(encoding="utf-8")

        assert not re.search(r"\beval\b|new Function|innerHTML|\.style\b|document\.write", text)


def test_own_field_templates_come_before_those_of_django():
    apps = settings.INSTALLED_APPS

    assert apps.index("querschnitt.ui") < apps.index("django.forms")


def test_every_message_is_german():
    catalogue = (UI / "locale" / "de" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    entries = catalogue.split("\n\n")[1:]

    untranslated = [entry for entry in entries if re.search(r'msgstr ""\Z', entry.rstrip())]

    assert entries
    assert untranslated == []
