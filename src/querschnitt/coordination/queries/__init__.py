"""What pages of coordination show. Each question costs a fixed number of database queries."""

from querschnitt.coordination.queries.all_rounds import AllRounds, ListedRound, all_rounds
from querschnitt.coordination.queries.amendments import (
    AmendmentPage,
    amendment_page,
    concerned_by_amendment,
    obstacle_to_giving_up,
    obstacle_to_opening_an_amendment,
)
from querschnitt.coordination.queries.answer import AnswerPage, answer_page
from querschnitt.coordination.queries.bundling import (
    Narrowed,
    PairShown,
    SuggestionPage,
    dismissed,
    marked_against_all,
    pair_of,
    pair_shown,
    search_state,
    suggestion_page,
    suggestions_waiting,
)
from querschnitt.coordination.queries.cabinet import (
    AdoptedVersion,
    CabinetPage,
    adopted_versions,
    adoption_obstacles,
    cabinet_page,
    obstacle_to_earlier_adoption,
)
from querschnitt.coordination.queries.calendars import (
    calendar_address,
    calendar_in_use,
    person_of_calendar,
)
from querschnitt.coordination.queries.due_dates import Day, DueDate, Month, due_dates, month
from querschnitt.coordination.queries.lines import AnswerLine, ReservationLine
from querschnitt.coordination.queries.paragraphs import (
    obstacle_to_drafting_from_paragraphs,
    offered_goals,
)
from querschnitt.coordination.queries.readable import (
    may_read_round,
    positions_asked,
    positions_in_round,
    readable_rounds,
)
from querschnitt.coordination.queries.remarks import (
    RemarkLine,
    RemarkList,
    remark_line_of,
    remark_list,
    unresolved_remarks,
)
from querschnitt.coordination.queries.rounds import (
    CoSignaturePanel,
    RoundLine,
    RoundList,
    RoundOverview,
    cosignature_panel,
    framework_rounds,
    obstacle_to_opening_about,
    reservations,
    round_overview,
)
from querschnitt.coordination.queries.rules_of_deadlines import (
    RuleLine,
    proposed_deadlines,
    rule_lines,
)
from querschnitt.coordination.queries.scopes import ScopeRow, scope_matrix
from querschnitt.coordination.queries.sessions import (
    SessionPage,
    TaskLine,
    session_page,
    sessions,
    submissions_without_agenda,
)
from querschnitt.coordination.queries.signing import (
    SignedChapter,
    SignedGoal,
    SignedText,
    SigningPage,
    signed_text,
    signing_page,
    text_to_sign,
)
from querschnitt.coordination.queries.similar import SimilarGoals, similar_to
from querschnitt.coordination.queries.submissions import (
    ShownResult,
    SubmissionPage,
    paper_to_write,
    submission_page,
    submissions,
)
from querschnitt.coordination.queries.synopsis import Synopsis, synopsis
from querschnitt.coordination.queries.unreached import Unreached, unreached
from querschnitt.coordination.queries.version import VersionPage, version_page
from querschnitt.coordination.queries.waiting import waiting_for
from querschnitt.coordination.queries.waiting_line import Waiting
from querschnitt.coordination.queries.way_to_cabinet import (
    CabinetHome,
    CabinetWay,
    cabinet_home,
    cabinet_way,
    obstacle_to_drafting,
)
from querschnitt.coordination.queries.workbook_files import refused_file, workbook_file
from querschnitt.coordination.queries.workbooks import (
    DeliveryLine,
    RoundDeliveries,
    WorkbookPage,
    obstacle_to_uploading,
    round_deliveries,
    workbook_page,
)

__all__ = [
    "AdoptedVersion",
    "AllRounds",
    "AmendmentPage",
    "AnswerLine",
    "AnswerPage",
    "CabinetHome",
    "CabinetPage",
    "CabinetWay",
    "CoSignaturePanel",
    "Day",
    "DeliveryLine",
    "DueDate",
    "ListedRound",
    "Month",
    "Narrowed",
    "PairShown",
    "RemarkLine",
    "RemarkList",
    "ReservationLine",
    "RoundDeliveries",
    "RoundLine",
    "RoundList",
    "RoundOverview",
    "RuleLine",
    "ScopeRow",
    "SessionPage",
    "ShownResult",
    "SignedChapter",
    "SignedGoal",
    "SignedText",
    "SigningPage",
    "SimilarGoals",
    "SubmissionPage",
    "SuggestionPage",
    "Synopsis",
    "TaskLine",
    "Unreached",
    "VersionPage",
    "Waiting",
    "WorkbookPage",
    "adopted_versions",
    "adoption_obstacles",
    "all_rounds",
    "amendment_page",
    "answer_page",
    "cabinet_home",
    "cabinet_page",
    "cabinet_way",
    "calendar_address",
    "calendar_in_use",
    "concerned_by_amendment",
    "cosignature_panel",
    "dismissed",
    "due_dates",
    "framework_rounds",
    "marked_against_all",
    "may_read_round",
    "month",
    "obstacle_to_drafting",
    "obstacle_to_drafting_from_paragraphs",
    "obstacle_to_earlier_adoption",
    "obstacle_to_giving_up",
    "obstacle_to_opening_about",
    "obstacle_to_opening_an_amendment",
    "obstacle_to_uploading",
    "offered_goals",
    "pair_of",
    "pair_shown",
    "paper_to_write",
    "person_of_calendar",
    "positions_asked",
    "positions_in_round",
    "proposed_deadlines",
    "readable_rounds",
    "refused_file",
    "remark_line_of",
    "remark_list",
    "reservations",
    "round_deliveries",
    "round_overview",
    "rule_lines",
    "scope_matrix",
    "search_state",
    "session_page",
    "sessions",
    "signed_text",
    "signing_page",
    "similar_to",
    "submission_page",
    "submissions",
    "submissions_without_agenda",
    "suggestion_page",
    "suggestions_waiting",
    "synopsis",
    "text_to_sign",
    "unreached",
    "unresolved_remarks",
    "version_page",
    "waiting_for",
    "workbook_file",
    "workbook_page",
]
