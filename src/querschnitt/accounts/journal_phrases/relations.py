"""How acts on relations are called in a list, and how they read as sentences."""

from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.journal_phrases.phrase import Phrase

RELATIONS: dict[str, Phrase] = {
    "relations.entry_added": Phrase(_("Entry added"), _("%(actor)s entered %(subject)s.")),
    "relations.entry_revised": Phrase(_("Entry revised"), _("%(actor)s revised %(subject)s.")),
    "relations.entry_released": Phrase(
        _("Entry released"), _("%(actor)s released %(subject)s for the public.")
    ),
    "relations.entry_held_back": Phrase(
        _("Entry held back"), _("%(actor)s holds %(subject)s back from the public.")
    ),
    "relations.entry_removed": Phrase(_("Entry removed"), _("%(actor)s removed %(subject)s.")),
    "relations.entry_restored": Phrase(_("Entry restored"), _("%(actor)s restored %(subject)s.")),
    "relations.workbook_uploaded": Phrase(
        _("Workbook of a register uploaded"), _("%(actor)s uploaded a workbook: %(subject)s.")
    ),
    "relations.workbook_renewed": Phrase(
        _("Workbook of a register checked anew"), _("%(subject)s was checked anew.")
    ),
    "relations.workbook_confirmed": Phrase(
        _("Workbook of a register confirmed"),
        _("%(actor)s had a workbook taken over: %(subject)s."),
    ),
    "relations.workbook_applied": Phrase(
        _("Workbook of a register taken over"), _("%(actor)s took a workbook over: %(subject)s.")
    ),
    "relations.workbook_discarded": Phrase(
        _("Workbook of a register discarded"), _("%(actor)s discarded a workbook: %(subject)s.")
    ),
    "relations.organisations_merged": Phrase(
        _("Organisations merged"), _("%(actor)s merged another organisation into %(subject)s.")
    ),
    "relations.organisations_separated": Phrase(
        _("Organisations separated"),
        _("%(actor)s separated an organisation from %(subject)s again."),
    ),
    "relations.organisations_told_apart": Phrase(
        _("Organisations told apart"),
        _("%(actor)s noted that %(subject)s is another organisation than one like it."),
    ),
    "relations.distinction_taken_back": Phrase(
        _("Distinction taken back"),
        _("%(actor)s took back that %(subject)s is another organisation than one like it."),
    ),
    "relations.handover_package_ordered": Phrase(
        _("Hand-over package ordered"),
        _("%(actor)s had the hand-over package of %(subject)s made."),
    ),
    "relations.handover_package_made": Phrase(
        _("Hand-over package made"), _("The hand-over package of %(subject)s is ready.")
    ),
    "relations.position_drafted": Phrase(
        _("Position drafted"), _("%(actor)s drafted a position on %(subject)s.")
    ),
    "relations.position_revised": Phrase(
        _("Position worded anew"), _("%(actor)s worded a position on %(subject)s anew.")
    ),
    "relations.position_coordinated": Phrase(
        _("Position coordinated"),
        _("%(actor)s noted a position on %(subject)s as coordinated without a round."),
    ),
    "relations.position_sent": Phrase(
        _("Position sent"), _("%(actor)s noted a position on %(subject)s as sent.")
    ),
    "relations.position_set_aside": Phrase(
        _("Position set aside"), _("%(actor)s set a position on %(subject)s aside.")
    ),
    "relations.position_taken_up_again": Phrase(
        _("Position taken up again"), _("%(actor)s took up a position on %(subject)s again.")
    ),
    "relations.position_made_public": Phrase(
        _("Position made public"),
        _("%(actor)s lets a position on %(subject)s go into the next edition."),
    ),
    "relations.position_kept_inside": Phrase(
        _("Position kept inside"),
        _("%(actor)s lets a position on %(subject)s go into no further edition."),
    ),
}
