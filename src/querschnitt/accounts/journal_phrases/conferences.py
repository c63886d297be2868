"""How acts on conferences are called in a list, and how they read as sentences."""

from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.journal_phrases.phrase import Phrase

CONFERENCES: dict[str, Phrase] = {
    "relations.member_added": Phrase(
        _("Member entered"), _("%(actor)s entered a member of %(subject)s.")
    ),
    "relations.member_revised": Phrase(
        _("Member revised"), _("%(actor)s revised a member of %(subject)s.")
    ),
    "relations.paper_added": Phrase(
        _("Paper entered"), _("%(actor)s entered a paper for %(subject)s.")
    ),
    "relations.paper_revised": Phrase(
        _("Paper revised"), _("%(actor)s revised a paper for %(subject)s.")
    ),
    "relations.presidency_handed_over": Phrase(
        _("Presidency handed over"), _("%(actor)s handed over %(subject)s.")
    ),
    "relations.item_added": Phrase(
        _("Item put on the agenda"), _("%(actor)s put an item on the agenda of %(subject)s.")
    ),
    "relations.item_revised": Phrase(
        _("Item revised"), _("%(actor)s revised an item on the agenda of %(subject)s.")
    ),
    "relations.item_moved": Phrase(
        _("Item moved"), _("%(actor)s moved an item on the agenda of %(subject)s.")
    ),
    "relations.item_removed": Phrase(
        _("Item removed"), _("%(actor)s removed an item from the agenda of %(subject)s.")
    ),
    "relations.paper_laid": Phrase(
        _("Paper put under an item"), _("%(actor)s put a paper on the agenda of %(subject)s.")
    ),
    "relations.paper_taken_off": Phrase(
        _("Paper taken off"), _("%(actor)s took a paper off the agenda of %(subject)s.")
    ),
    "relations.invitation_written": Phrase(
        _("Invitation written"), _("%(actor)s wrote the invitation to %(subject)s.")
    ),
    "relations.meeting_invited": Phrase(
        _("Invitations sent"), _("%(actor)s noted that the invitations to %(subject)s were sent.")
    ),
    "relations.guest_invited": Phrase(
        _("Guest invited"), _("%(actor)s entered a guest of %(subject)s.")
    ),
    "relations.invitation_answered": Phrase(
        _("Invitation answered"), _("%(actor)s noted an answer to the invitation to %(subject)s.")
    ),
    "relations.meeting_held": Phrase(
        _("Meeting held"), _("%(actor)s noted that %(subject)s took place.")
    ),
    "relations.outcome_written": Phrase(
        _("Outcome written"), _("%(actor)s wrote the outcome of an item of %(subject)s.")
    ),
    "relations.protocol_written": Phrase(
        _("Protocol written"), _("%(actor)s wrote the protocol of %(subject)s.")
    ),
    "relations.protocol_settled": Phrase(
        _("Protocol settled"), _("%(actor)s settled the protocol of %(subject)s.")
    ),
    "relations.protocol_reopened": Phrase(
        _("Protocol reopened"), _("%(actor)s reopened the protocol of %(subject)s.")
    ),
    "relations.meeting_cancelled": Phrase(
        _("Meeting cancelled"), _("%(actor)s cancelled %(subject)s.")
    ),
    "relations.resolution_drafted": Phrase(
        _("Resolution drafted"), _("%(actor)s drafted the resolution %(subject)s.")
    ),
    "relations.resolution_put_under_item": Phrase(
        _("Resolution put under an item"), _("%(actor)s put %(subject)s under an item.")
    ),
    "relations.votes_recorded": Phrase(
        _("Votes recorded"), _("%(actor)s recorded votes on %(subject)s.")
    ),
    "relations.resolution_decided": Phrase(
        _("Result recorded"), _("%(actor)s recorded the result of %(subject)s.")
    ),
    "relations.decision_reopened": Phrase(
        _("Result taken back"), _("%(actor)s took back the result of %(subject)s.")
    ),
    "relations.written_procedure_opened": Phrase(
        _("Written procedure opened"), _("%(actor)s opened a written procedure on %(subject)s.")
    ),
    "relations.written_procedure_lapsed": Phrase(
        _("Written procedure lapsed"),
        _("%(actor)s noted that the written procedure on %(subject)s lapsed."),
    ),
    "relations.votes_made_public": Phrase(
        _("Votes made public"), _("%(actor)s lets the public read the votes on %(subject)s.")
    ),
    "relations.votes_kept_inside": Phrase(
        _("Votes kept inside"), _("%(actor)s keeps the votes on %(subject)s inside.")
    ),
    "relations.resolution_forwarded": Phrase(
        _("Resolution forwarded"), _("%(actor)s noted to whom %(subject)s was forwarded.")
    ),
    "relations.response_noted": Phrase(
        _("Response noted"), _("%(actor)s noted what came of forwarding %(subject)s.")
    ),
    "relations.conference_task_added": Phrase(
        _("Task entered"), _("%(actor)s entered a task for %(subject)s.")
    ),
    "relations.conference_task_revised": Phrase(
        _("Task revised"), _("%(actor)s revised a task for %(subject)s.")
    ),
    "relations.conference_task_finished": Phrase(
        _("Task done"), _("%(actor)s noted that a task for %(subject)s is done.")
    ),
    "relations.conference_task_reopened": Phrase(
        _("Task reopened"), _("%(actor)s reopened a task for %(subject)s.")
    ),
}
