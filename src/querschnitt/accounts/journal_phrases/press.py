"""How acts of the press are called in a list, and how they read as sentences."""

from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.journal_phrases.phrase import Phrase

PRESS: dict[str, Phrase] = {
    "press.draft_written": Phrase(_("Release begun"), _("%(actor)s began a release: %(subject)s.")),
    "press.release_revised": Phrase(
        _("Release revised"), _("%(actor)s revised the release %(subject)s.")
    ),
    "press.release_submitted": Phrase(
        _("Release submitted"), _("%(actor)s submitted the release %(subject)s.")
    ),
    "press.release_returned": Phrase(
        _("Release returned"), _("%(actor)s returned the release %(subject)s.")
    ),
    "press.release_dropped": Phrase(
        _("Release dropped"), _("%(actor)s dropped the release %(subject)s.")
    ),
    "press.release_approved": Phrase(
        _("Release approved"), _("%(actor)s approved the release %(subject)s.")
    ),
    "press.release_confirmed": Phrase(
        _("Release confirmed"), _("%(actor)s confirmed the release %(subject)s.")
    ),
    "press.release_rescheduled": Phrase(
        _("Embargo changed"), _("%(actor)s changed the embargo of %(subject)s.")
    ),
    "press.release_taken_back": Phrase(
        _("Release taken back"),
        _("%(actor)s took the release %(subject)s back before publication."),
    ),
    "press.embargo_lifted": Phrase(
        _("Embargo lifted"), _("%(actor)s lifted the embargo of %(subject)s.")
    ),
    "press.published": Phrase(
        _("Release published"), _("%(subject)s was published, as %(actor)s had approved.")
    ),
    "press.correction_written": Phrase(
        _("Correction written"), _("%(actor)s wrote a correction of %(subject)s.")
    ),
    "press.correction_dropped": Phrase(
        _("Correction dropped"), _("%(actor)s dropped a correction of %(subject)s.")
    ),
    "press.corrected": Phrase(
        _("Release corrected"), _("%(actor)s corrected a release: %(subject)s.")
    ),
    "press.release_withdrawn": Phrase(
        _("Release withdrawn"), _("%(actor)s withdrew the release %(subject)s.")
    ),
    "press.file_added": Phrase(_("File added"), _("%(actor)s added a file to %(subject)s.")),
    "press.file_removed": Phrase(
        _("File removed"), _("%(actor)s removed a file from %(subject)s.")
    ),
    "press.preview_link_created": Phrase(
        _("Preview link created"), _("%(actor)s created a preview link to %(subject)s.")
    ),
    "press.preview_link_recalled": Phrase(
        _("Preview link recalled"), _("%(actor)s recalled a preview link to %(subject)s.")
    ),
    "press.channel_added": Phrase(
        _("Channel added"), _("%(actor)s added the channel %(subject)s.")
    ),
    "press.channel_revised": Phrase(
        _("Channel changed"), _("%(actor)s changed the channel %(subject)s.")
    ),
    "press.channel_switched_on": Phrase(
        _("Channel switched on"), _("%(actor)s switched the channel %(subject)s on.")
    ),
    "press.channel_switched_off": Phrase(
        _("Channel switched off"), _("%(actor)s switched the channel %(subject)s off.")
    ),
    "press.channel_checked": Phrase(
        _("Channel checked"), _("%(actor)s checked the account of the channel %(subject)s.")
    ),
    "press.outbox_held": Phrase(
        _("Everything held"), _("%(actor)s held everything that would be sent.")
    ),
    "press.outbox_released": Phrase(
        _("Hold released"), _("%(actor)s let everything go on that was held.")
    ),
    "press.restored_sending_decided": Phrase(
        _("Restored sending decided"),
        _("%(actor)s noted whether a sending arrived that the restored database does not know."),
    ),
    "press.restored_sendings_confirmed": Phrase(
        _("Restored sendings confirmed"),
        _("%(actor)s noted that all sendings arrived that the restored database does not know."),
    ),
    "press.delivery_confirmed": Phrase(
        _("Delivery confirmed"), _("%(actor)s confirmed that a delivery of %(subject)s arrived.")
    ),
    "press.delivery_settled": Phrase(
        _("Delivery settled"), _("%(actor)s settled a delivery of %(subject)s without sending it.")
    ),
    "press.delivery_sent_again": Phrase(
        _("Delivery sent again"), _("%(actor)s had a delivery of %(subject)s sent again.")
    ),
    "press.delivery_ticked_off": Phrase(
        _("Task ticked off"), _("%(actor)s ticked off a task by hand of %(subject)s.")
    ),
    "press.accredited_added": Phrase(
        _("Accredited press added"), _("%(actor)s put %(subject)s on the list of accredited press.")
    ),
    "press.subscription_ended": Phrase(
        _("Subscription ended"), _("%(actor)s ended the subscription %(subject)s.")
    ),
    "press.subscriber_forgotten": Phrase(
        _("Address deleted"), _("%(actor)s deleted the address of the subscription %(subject)s.")
    ),
    "press.sent_in_advance": Phrase(
        _("Release sent in advance"),
        _("%(actor)s sent %(subject)s to accredited press before its embargo ended."),
    ),
}
