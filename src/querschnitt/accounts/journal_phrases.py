"""Entries of the journal as sentences.

Codes stand in the journal for ever; how they read may be improved here at any time.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.models import JournalEntry, PersonalLink, Role
from querschnitt.ui import partial_dates


class Phrase(NamedTuple):
    """How an act is called in a list, and how it reads as a sentence."""

    name: str | Promise
    sentence: str | Promise


PHRASES: dict[str, Phrase] = {
    # accounts
    "accounts.invited": Phrase(_("Person invited"), _("%(actor)s invited %(subject)s.")),
    "accounts.reset_link_issued": Phrase(
        _("Personal link issued"), _("%(actor)s issued a personal link for %(subject)s.")
    ),
    "accounts.password_set": Phrase(
        _("Password set"), _("%(subject)s set a password by a personal link.")
    ),
    "accounts.password_changed": Phrase(
        _("Password changed"), _("%(subject)s changed their own password.")
    ),
    "accounts.role_changed": Phrase(
        _("Role changed"), _("%(actor)s changed the role or department of %(subject)s.")
    ),
    "accounts.deactivated": Phrase(
        _("Account deactivated"), _("%(actor)s deactivated the account of %(subject)s.")
    ),
    "accounts.reactivated": Phrase(
        _("Account reactivated"), _("%(actor)s reactivated the account of %(subject)s.")
    ),
    "accounts.department_founded": Phrase(
        _("Department entered"), _("%(actor)s entered the department %(subject)s.")
    ),
    "accounts.department_revised": Phrase(
        _("Department revised"), _("%(actor)s revised the entry of the department %(subject)s.")
    ),
    "accounts.department_dissolved": Phrase(
        _("Department dissolved"), _("%(actor)s entered that %(subject)s was dissolved.")
    ),
    "accounts.appointed": Phrase(
        _("Office filled"), _("%(actor)s entered who holds an office: %(subject)s.")
    ),
    "accounts.appointment_ended": Phrase(
        _("Term of office ended"), _("%(actor)s entered the end of a term of office: %(subject)s.")
    ),
    # framework
    "framework.term_opened": Phrase(
        _("Legislative term opened"), _("%(actor)s opened the legislative term %(subject)s.")
    ),
    "framework.government_recorded": Phrase(
        _("Government recorded"), _("%(actor)s recorded the government %(subject)s.")
    ),
    "framework.mandate_recorded": Phrase(
        _("Mandate recorded"), _("%(actor)s recorded the mandate “%(subject)s”.")
    ),
    "framework.clause_added": Phrase(
        _("Clause added"), _("%(actor)s added the clause “%(subject)s”.")
    ),
    "framework.field_added": Phrase(
        _("Field of action added"), _("%(actor)s added the field of action “%(subject)s”.")
    ),
    "framework.prepared": Phrase(
        _("Framework prepared"), _("%(actor)s prepared the framework “%(subject)s”.")
    ),
    "framework.introduction_revised": Phrase(
        _("Introduction revised"), _("%(actor)s revised the introduction of “%(subject)s”.")
    ),
    "framework.chapter_added": Phrase(
        _("Chapter added"), _("%(actor)s added the chapter “%(subject)s”.")
    ),
    "framework.chapter_revised": Phrase(
        _("Chapter revised"), _("%(actor)s revised the chapter “%(subject)s”.")
    ),
    "framework.clause_excluded": Phrase(
        _("Clause not taken up"), _("%(actor)s noted why a clause is not taken up: %(subject)s.")
    ),
    "framework.clause_readmitted": Phrase(
        _("Clause taken up again"), _("%(actor)s took up a clause again: %(subject)s.")
    ),
    "framework.goal_drafted": Phrase(
        _("Goal drafted"), _("%(actor)s drafted the goal %(subject)s.")
    ),
    "framework.goal_reported": Phrase(
        _("Reported goal entered"), _("%(actor)s entered a goal known from a report: %(subject)s.")
    ),
    "framework.goal_revised": Phrase(
        _("Goal revised"), _("%(actor)s revised the goal %(subject)s.")
    ),
    "framework.goal_submitted": Phrase(
        _("Goal submitted"), _("%(actor)s submitted the goal %(subject)s.")
    ),
    "framework.goal_returned": Phrase(
        _("Goal returned"), _("%(actor)s returned the goal %(subject)s to its department.")
    ),
    "framework.goal_withdrawn": Phrase(
        _("Goal withdrawn"), _("%(actor)s withdrew the goal %(subject)s.")
    ),
    # coordination
    "coordination.round_opened": Phrase(
        _("Round opened"), _("%(actor)s opened a round: %(subject)s.")
    ),
    "coordination.round_closed": Phrase(
        _("Round closed"), _("%(actor)s closed a round: %(subject)s.")
    ),
    "coordination.contributed": Phrase(
        _("Contribution made"), _("%(actor)s handed in the department's goals: %(subject)s.")
    ),
    "coordination.nil_returned": Phrase(
        _("Nil return given"), _("%(actor)s gave a nil return: %(subject)s.")
    ),
    "coordination.cosigned": Phrase(
        _("Co-signature answered"), _("%(actor)s answered a co-signature: %(subject)s.")
    ),
    "coordination.reservation_settled": Phrase(
        _("Reservation settled"), _("%(actor)s settled a reservation: %(subject)s.")
    ),
    "coordination.reservation_withdrawn": Phrase(
        _("Reservation withdrawn"), _("%(actor)s withdrew a reservation: %(subject)s.")
    ),
    "coordination.adopted": Phrase(
        _("Framework adopted"), _("%(actor)s recorded the cabinet's adoption of %(subject)s.")
    ),
    "coordination.earlier_adoption_recorded": Phrase(
        _("Earlier adoption recorded"), _("%(actor)s recorded an earlier adoption: %(subject)s.")
    ),
    "coordination.annulled": Phrase(
        _("Adoption annulled"), _("%(actor)s recorded that an adoption was annulled: %(subject)s.")
    ),
    # publication
    "publication.published": Phrase(_("Edition published"), _("%(actor)s published %(subject)s.")),
    "publication.term_notice_published": Phrase(
        _("Notice of a former government published"),
        _("%(actor)s published the notice of a former government: %(subject)s."),
    ),
    "publication.released": Phrase(
        _("Embargo lifted"), _("%(actor)s lifted the embargo on %(subject)s.")
    ),
    "publication.withdrawn": Phrase(
        _("Edition withdrawn"), _("%(actor)s withdrew %(subject)s from the public.")
    ),
    "publication.corrected": Phrase(
        _("Misprint corrected"), _("%(actor)s corrected a misprint in %(subject)s.")
    ),
    "publication.term_closed": Phrase(
        _("Legislative term closed"), _("%(actor)s closed the legislative term %(subject)s.")
    ),
}

FACTS: dict[str, str | Promise] = {
    "role": pgettext_lazy("fact", "role"),
    "role_before": pgettext_lazy("fact", "role before"),
    "of_department": pgettext_lazy("fact", "department"),
    "department_before": pgettext_lazy("fact", "department before"),
    "purpose": pgettext_lazy("fact", "purpose"),
    "key": pgettext_lazy("fact", "key"),
    "valid_from": pgettext_lazy("fact", "exists since"),
    "changed": pgettext_lazy("fact", "changed"),
    "until": pgettext_lazy("fact", "until"),
    "since": pgettext_lazy("fact", "since"),
    "successors": pgettext_lazy("fact", "merges into"),
    "held_from": pgettext_lazy("fact", "in office since"),
    "held_until": pgettext_lazy("fact", "in office until"),
    "version": pgettext_lazy("fact", "version"),
    "number": pgettext_lazy("fact", "number"),
    "on": pgettext_lazy("fact", "on"),
    "decided_on": pgettext_lazy("fact", "decided on"),
    "due_on": pgettext_lazy("fact", "due on"),
    "opened_on": pgettext_lazy("fact", "opened on"),
    "kind": pgettext_lazy("fact", "kind"),
    "answer": pgettext_lazy("fact", "answer"),
    "departments": pgettext_lazy("fact", "departments"),
    "reference": pgettext_lazy("fact", "reference"),
    "stage": pgettext_lazy("fact", "stage"),
    "digest": pgettext_lazy("fact", "digest"),
    "text_digest": pgettext_lazy("fact", "digest of the text"),
    "content_digest": pgettext_lazy("fact", "digest of the content"),
    "clause": pgettext_lazy("fact", "clause"),
    "clauses": pgettext_lazy("fact", "clauses"),
    "chapter": pgettext_lazy("fact", "chapter"),
    "chapters": pgettext_lazy("fact", "chapters"),
    "document": pgettext_lazy("fact", "document"),
    "public_from": pgettext_lazy("fact", "public from"),
    "awaiting": pgettext_lazy("fact", "waits for"),
    "goal": pgettext_lazy("fact", "goal"),
    "goals": pgettext_lazy("fact", "goals"),
    "part": pgettext_lazy("fact", "part"),
    "reason": pgettext_lazy("fact", "reason"),
    "closed_on": pgettext_lazy("fact", "closed on"),
    "answered_on": pgettext_lazy("fact", "answered on"),
    "ended_on": pgettext_lazy("fact", "ended on"),
    "is_late": pgettext_lazy("fact", "late"),
    "attempt": pgettext_lazy("fact", "attempt"),
    "reservation": pgettext_lazy("fact", "reservation"),
    "department": pgettext_lazy("fact", "department"),
    "silence_is_consent": pgettext_lazy("fact", "silence is consent"),
    "silent": pgettext_lazy("fact", "did not answer"),
    "consent_by_silence": pgettext_lazy("fact", "consent by silence"),
    "open_reservations": pgettext_lazy("fact", "open reservations"),
}
# Keys of rows, which say nothing to a reader; the sentence names what they stand for.
UNSPOKEN = frozenset({"round", "framework", "sequence"})
CODED = frozenset({"answer", "kind", "part", "reservation"})
WORDS: dict[str, str | Promise] = {
    "collection": pgettext_lazy("fact", "collection round"),
    "co_signature": pgettext_lazy("fact", "co-signature round"),
    "pending": pgettext_lazy("fact", "pending"),
    "agreed": pgettext_lazy("fact", "agreed"),
    "agreed_with_remarks": pgettext_lazy("fact", "agreed with remarks"),
    "reservation": pgettext_lazy("fact", "reservation"),
    "objection": pgettext_lazy("fact", "not agreed"),
    "not_concerned": pgettext_lazy("fact", "not concerned"),
    "leadership": pgettext_lazy("fact", "leadership reservation"),
    "budget": pgettext_lazy("fact", "budget reservation"),
    "scrutiny": pgettext_lazy("fact", "scrutiny reservation"),
    "wording": pgettext_lazy("fact", "wording"),
    "title": pgettext_lazy("fact", "title"),
    "explanation": pgettext_lazy("fact", "explanation"),
}
"""Values that are codes, by the names that people use."""

DATES = frozenset(
    {"valid_from", "until", "since", "held_from", "held_until", "on", "decided_on", "due_on"}
    | {"opened_on", "closed_on", "answered_on", "ended_on"}
)


def choices() -> Iterator[tuple[str, str | Promise]]:
    """Yield every known act with its name, as a list to choose from."""
    for code, phrase in PHRASES.items():
        yield code, phrase.name


def sentence(entry: JournalEntry) -> str:
    """Return what an entry says; an act that is not known here is shown by its code."""
    names = {"actor": entry.actor_name, "subject": entry.subject_name}
    phrase = PHRASES.get(entry.act)
    if phrase is None:
        return gettext("%(actor)s: %(act)s, %(subject)s") % {"act": entry.act, **names}
    return str(phrase.sentence) % names


def details(entry: JournalEntry) -> str:
    """Return the facts of an entry in one line; empty ones and a mere no say nothing."""
    spoken = ((name, value) for name, value in entry.facts.items() if name not in UNSPOKEN)
    told = ((FACTS.get(name, name), _shown(name, value)) for name, value in spoken)
    return " · ".join(f"{name}: {value}" for name, value in told if value)


def _shown(name: str, value: object) -> str:
    if value is None or value is False or value == "" or value == []:
        return ""
    if value is True:
        return gettext("yes")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if name == "public_from" and (moment := parse_datetime(str(value))):
        return date_format(localtime(moment), "d.m.Y, H:i")
    if name.endswith("digest"):
        return f"{value:.12}…"
    if name == "purpose" and value in PersonalLink.Purpose.values:
        return str(PersonalLink.Purpose(value).label)
    if name in {"role", "role_before"} and value in Role.values:
        return str(Role(value).label)
    if name in DATES and (day := partial_dates.parse(str(value))):
        return partial_dates.spoken(day)
    return str(WORDS.get(str(value), value)) if name in CODED else str(value)
