"""How each act is called in a list, and how it reads as a sentence."""

from django.utils.translation import gettext_lazy as _

from querschnitt.accounts.journal_phrases.conferences import CONFERENCES
from querschnitt.accounts.journal_phrases.phrase import Phrase
from querschnitt.accounts.journal_phrases.press import PRESS
from querschnitt.accounts.journal_phrases.relations import RELATIONS

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
    "accounts.reset_link_asked_for": Phrase(
        _("Personal link asked for"), _("A personal link was mailed to %(subject)s, who asked.")
    ),
    "accounts.absence_noted": Phrase(
        _("Absence entered"), _("%(actor)s entered when %(subject)s is away.")
    ),
    "accounts.message_sent_again": Phrase(
        _("Message sent again"), _("%(actor)s had a message sent again: %(subject)s.")
    ),
    "accounts.message_settled": Phrase(
        _("Message settled"), _("%(actor)s settled a message without sending it: %(subject)s.")
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
    "accounts.succession_recorded": Phrase(
        _("Successor entered"), _("%(actor)s entered who succeeds the department %(subject)s.")
    ),
    "accounts.appointed": Phrase(
        _("Office filled"), _("%(actor)s entered who holds an office: %(subject)s.")
    ),
    "accounts.appointment_ended": Phrase(
        _("Term of office ended"), _("%(actor)s entered the end of a term of office: %(subject)s.")
    ),
    "accounts.house_style_set": Phrase(
        _("Design of documents changed"),
        _("%(actor)s changed the design of documents: version %(subject)s."),
    ),
    "accounts.word_template_replaced": Phrase(
        _("Word template replaced"),
        _("%(actor)s replaced the Word template: version %(subject)s of the design."),
    ),
    "accounts.word_template_removed": Phrase(
        _("Word template removed"),
        _("%(actor)s removed the Word template: version %(subject)s of the design."),
    ),
    "accounts.house_style_restored": Phrase(
        _("Earlier design restored"),
        _("%(actor)s restored an earlier design of documents: version %(subject)s."),
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
    "framework.clauses_added": Phrase(
        _("Clauses added"), _("%(actor)s added several clauses to “%(subject)s”.")
    ),
    "framework.clause_revised": Phrase(
        _("Clause corrected"), _("%(actor)s corrected a clause of “%(subject)s”.")
    ),
    "framework.clause_removed": Phrase(
        _("Clause removed"), _("%(actor)s noted that a clause of “%(subject)s” was removed.")
    ),
    "framework.clause_restored": Phrase(
        _("Clause restored"), _("%(actor)s noted that a clause of “%(subject)s” stands again.")
    ),
    "framework.goals_carried_over": Phrase(
        _("Goals carried over"), _("%(actor)s carried goals over into “%(subject)s”.")
    ),
    "framework.goals_discontinued": Phrase(
        _("Goals not carried on"),
        _("%(actor)s noted which goals “%(subject)s” does not carry on."),
    ),
    "framework.goal_linked": Phrase(
        _("Origin of a goal entered"), _("%(actor)s entered from which goal %(subject)s comes.")
    ),
    "framework.goal_unlinked": Phrase(
        _("Origin of a goal taken back"),
        _("%(actor)s took back from which goal %(subject)s comes."),
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
    "framework.goal_change_set_aside": Phrase(
        _("Change of a goal given up"), _("%(actor)s gave up the change of the goal %(subject)s.")
    ),
    "framework.amendment_opened": Phrase(
        _("Amendment opened"), _("%(actor)s opened an amendment of “%(subject)s”.")
    ),
    "framework.amendment_extended": Phrase(
        _("Amendment extended"), _("%(actor)s extended the amendment of “%(subject)s”.")
    ),
    "coordination.amendment_given_up": Phrase(
        _("Amendment given up"), _("%(actor)s gave up the amendment of “%(subject)s”.")
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
    "framework.goals_merged": Phrase(
        _("Goals merged"), _("%(actor)s merged other goals into %(subject)s.")
    ),
    "framework.goals_separated": Phrase(
        _("Merging undone"), _("%(actor)s undid the last merging into %(subject)s.")
    ),
    "framework.goals_related": Phrase(
        _("Goals linked as related"), _("%(actor)s linked %(subject)s with a related goal.")
    ),
    "framework.goals_unrelated": Phrase(
        _("Link to a related goal removed"),
        _("%(actor)s removed the link of %(subject)s to a related goal."),
    ),
    "framework.likeness_dismissed": Phrase(
        _("Likeness dismissed"),
        _("%(actor)s noted that %(subject)s and another goal do not say the same."),
    ),
    "framework.likeness_reconsidered": Phrase(
        _("Likeness suggested again"),
        _("%(actor)s took back that %(subject)s and another goal do not say the same."),
    ),
    "coordination.suggestions_sought": Phrase(
        _("Similar goals searched for"),
        _("%(actor)s had similar goals searched for in %(subject)s."),
    ),
    # coordination
    "coordination.round_opened": Phrase(
        _("Round opened"), _("%(actor)s opened a round: %(subject)s.")
    ),
    "coordination.round_closed": Phrase(
        _("Round closed"), _("%(actor)s closed a round: %(subject)s.")
    ),
    "coordination.round_extended": Phrase(
        _("Deadline put off"), _("%(actor)s put off the deadline of a round: %(subject)s.")
    ),
    "coordination.deadline_rule_set": Phrase(
        _("Rule of deadlines set"), _("%(actor)s set how long people get: %(subject)s.")
    ),
    "coordination.calendar_address_created": Phrase(
        _("Calendar address created"), _("%(actor)s created an address for their calendar.")
    ),
    "coordination.calendar_address_revoked": Phrase(
        _("Calendar address ended"), _("%(actor)s ended the address of their calendar.")
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
    "coordination.workbook_uploaded": Phrase(
        _("Workbook uploaded"), _("%(actor)s uploaded a workbook: %(subject)s.")
    ),
    "coordination.paragraphs_drafted": Phrase(
        _("Goals drafted from a text"), _("%(actor)s drafted goals from a text: %(subject)s.")
    ),
    "coordination.workbook_checked": Phrase(
        _("Workbook checked"), _("%(actor)s checked a workbook: %(subject)s.")
    ),
    "coordination.workbook_renewed": Phrase(
        _("Workbook checked anew"), _("A workbook was checked anew: %(subject)s.")
    ),
    "coordination.workbook_confirmed": Phrase(
        _("Workbook confirmed"), _("%(actor)s confirmed a workbook: %(subject)s.")
    ),
    "coordination.workbook_applied": Phrase(
        _("Workbook taken over"), _("%(actor)s took a workbook over: %(subject)s.")
    ),
    "coordination.workbook_discarded": Phrase(
        _("Workbook discarded"), _("%(actor)s discarded a workbook: %(subject)s.")
    ),
    "coordination.reservation_raised": Phrase(
        _("Reservation raised"), _("%(actor)s raised a further reservation: %(subject)s.")
    ),
    "coordination.settlement_stated": Phrase(
        _("Settlement worded"), _("%(actor)s stated what was agreed: %(subject)s.")
    ),
    "coordination.reservation_escalated": Phrase(
        _("Attempt noted"), _("%(actor)s noted an attempt to come to terms: %(subject)s.")
    ),
    "coordination.remarked": Phrase(
        _("Remark made"), _("%(actor)s remarked on a passage: %(subject)s.")
    ),
    "coordination.remark_resolved": Phrase(
        _("Remark resolved"), _("%(actor)s resolved a remark: %(subject)s.")
    ),
    "coordination.remark_reopened": Phrase(
        _("Remark reopened"), _("%(actor)s took up a remark again: %(subject)s.")
    ),
    "coordination.outdated_notified": Phrase(
        _("Departments told"), _("%(actor)s told the departments whose part changed: %(subject)s.")
    ),
    "coordination.adopted": Phrase(
        _("Framework adopted"), _("%(actor)s recorded the cabinet's adoption of %(subject)s.")
    ),
    "coordination.earlier_adoption_recorded": Phrase(
        _("Earlier adoption recorded"), _("%(actor)s recorded an earlier adoption: %(subject)s.")
    ),
    "coordination.adoption_taken_over": Phrase(
        _("Adoption taken over"),
        _("%(actor)s recorded an adoption as another installation had recorded it: %(subject)s."),
    ),
    "coordination.annulled": Phrase(
        _("Adoption annulled"), _("%(actor)s recorded that an adoption was annulled: %(subject)s.")
    ),
    "coordination.submission_drafted": Phrase(
        _("Cabinet submission begun"), _("%(actor)s began a submission: %(subject)s.")
    ),
    "coordination.submission_revised": Phrase(
        _("Cabinet submission revised"), _("%(actor)s revised a submission: %(subject)s.")
    ),
    "coordination.submission_delivered": Phrase(
        _("Submitted to the cabinet"), _("%(actor)s submitted to the cabinet: %(subject)s.")
    ),
    "coordination.submission_returned": Phrase(
        _("Cabinet submission returned"), _("%(actor)s returned a submission: %(subject)s.")
    ),
    "coordination.submission_withdrawn": Phrase(
        _("Cabinet submission withdrawn"), _("%(actor)s withdrew a submission: %(subject)s.")
    ),
    "coordination.state_secretaries_result_recorded": Phrase(
        _("Result of the state secretaries recorded"),
        _("%(actor)s recorded what the state secretaries made of it: %(subject)s."),
    ),
    "coordination.session_planned": Phrase(
        _("Cabinet session entered"), _("%(actor)s entered a session: %(subject)s.")
    ),
    "coordination.put_on_agenda": Phrase(
        _("Put on the agenda"), _("%(actor)s put on the agenda: %(subject)s.")
    ),
    "coordination.taken_off_agenda": Phrase(
        _("Taken off the agenda"), _("%(actor)s took off the agenda: %(subject)s.")
    ),
    "coordination.task_added": Phrase(
        _("Task from a decision written down"), _("%(actor)s wrote down a task: %(subject)s.")
    ),
    "coordination.task_finished": Phrase(
        _("Task done"), _("%(actor)s reported a task as done: %(subject)s.")
    ),
    "coordination.task_reopened": Phrase(
        _("Task opened again"), _("%(actor)s opened a task again: %(subject)s.")
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
    "publication.files_written_again": Phrase(
        _("Files written again"),
        _("%(actor)s had files of %(subject)s written again that had failed."),
    ),
    "publication.withdrawn": Phrase(
        _("Edition withdrawn"), _("%(actor)s withdrew %(subject)s from the public.")
    ),
    "publication.corrected": Phrase(
        _("Misprint corrected"), _("%(actor)s corrected a misprint in %(subject)s.")
    ),
    "publication.framework_imported": Phrase(
        _("Foreign framework imported"), _("%(actor)s imported a foreign framework: %(subject)s.")
    ),
    "publication.import_discarded": Phrase(
        _("Import discarded"), _("%(actor)s discarded a foreign framework: %(subject)s.")
    ),
    "publication.framework_taken_over": Phrase(
        _("Framework taken over"),
        _("%(actor)s took a framework over from another installation: %(subject)s."),
    ),
    "publication.term_closed": Phrase(
        _("Legislative term closed"), _("%(actor)s closed the legislative term %(subject)s.")
    ),
    # relations
    **RELATIONS,
    # press
    **PRESS,
    **CONFERENCES,
}
