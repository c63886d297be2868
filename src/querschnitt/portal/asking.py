"""From what stands in an address to what a reader asks the goal list for."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from querschnitt.lib.control_characters import holds_control_characters
from querschnitt.portal.addresses import SEARCHED, Segments
from querschnitt.portal.goal_list import LONGEST_SEARCH, Asked, Choices

LONGEST_POSITION = 18


class Unclear(Exception):
    """Raised for a question that cannot be answered; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def asked_in(parameters: Mapping[str, str], words: Segments, choices: Choices) -> Asked:
    """Return what is asked for.

    :raises Unclear: if a parameter has no meaning here, such as a field that there is not
    """

    def told(name: str) -> str:
        return (parameters.get(name) or "").strip()

    return Asked(
        document=_document(told(words.by_framework), words, choices),
        field=_one_of(told(words.by_field), choices.field, _("There is no such field of action.")),
        department=_one_of(
            told(words.by_department), choices.department, _("There is no such department.")
        ),
        kind=_one_of(told(words.by_kind), choices.kind, _("There is no such kind of goal.")),
        search=_search(told(SEARCHED)),
        after=_position(told(words.after)),
        before=_position(told(words.before)),
    )


def _document(value: str, words: Segments, choices: Choices) -> str:
    if value == choices.current:
        return ""
    if value == words.all_frameworks:
        return value
    return _one_of(value, choices.documents, _("There is no such version."))


def _one_of(value: str, known: tuple[tuple[str, str], ...], sentence: str) -> str:
    if value and value not in dict(known):
        raise Unclear(sentence)
    return value


def _search(text: str) -> str:
    if len(text) > LONGEST_SEARCH:
        raise Unclear(
            _("Please search for fewer words; at most {limit} characters are possible.").format(
                limit=LONGEST_SEARCH
            )
        )
    if holds_control_characters(text):
        raise Unclear(_("The search holds invisible control characters. Please type it anew."))
    return " ".join(text.split())


def _position(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > LONGEST_POSITION:
        raise Unclear(_("This page of the list does not exist. Please begin with the first one."))
    return int(text)
