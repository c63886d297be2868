"""The shape of what people enter about rounds, answers and decisions."""

from querschnitt.coordination.forms.amendments import (
    ExtendAmendmentForm,
    GiveUpAmendmentForm,
    OpenAmendmentForm,
)
from querschnitt.coordination.forms.answers import (
    ContributeForm,
    CoSignForm,
    NilReturnForm,
)
from querschnitt.coordination.forms.bundling import (
    ChooseGoalsForm,
    MergeGoalsForm,
    NoteForm,
    SuggestionFilterForm,
    seen_now,
)
from querschnitt.coordination.forms.deadlines import DeadlineRuleForm, ExtendRoundForm
from querschnitt.coordination.forms.decisions import AnnulForm, DecisionForm, EarlierAdoptionForm
from querschnitt.coordination.forms.remarks import RemarkForm, ReopenRemarkForm, ResolveRemarkForm
from querschnitt.coordination.forms.reservations import (
    EscalateForm,
    RaiseReservationForm,
    SettleForm,
    WithdrawReservationForm,
)
from querschnitt.coordination.forms.rounds import CloseRoundForm, PositionRoundForm, RoundForm
from querschnitt.coordination.forms.sessions import (
    AgendaForm,
    FinishTaskForm,
    SessionForm,
    TaskForm,
)
from querschnitt.coordination.forms.submissions import (
    ReasonForm,
    RevisionForm,
    StateSecretariesForm,
    SubmissionForm,
    SubmitForm,
    WithdrawSubmissionForm,
)
from querschnitt.coordination.forms.workbooks import (
    ApplyWorkbookForm,
    DiscardWorkbookForm,
    UploadWorkbookForm,
)

__all__ = [
    "AgendaForm",
    "AnnulForm",
    "ApplyWorkbookForm",
    "ChooseGoalsForm",
    "CloseRoundForm",
    "CoSignForm",
    "ContributeForm",
    "DeadlineRuleForm",
    "DecisionForm",
    "DiscardWorkbookForm",
    "EarlierAdoptionForm",
    "EscalateForm",
    "ExtendAmendmentForm",
    "ExtendRoundForm",
    "FinishTaskForm",
    "GiveUpAmendmentForm",
    "MergeGoalsForm",
    "NilReturnForm",
    "NoteForm",
    "OpenAmendmentForm",
    "PositionRoundForm",
    "RaiseReservationForm",
    "ReasonForm",
    "RemarkForm",
    "ReopenRemarkForm",
    "ResolveRemarkForm",
    "RevisionForm",
    "RoundForm",
    "SessionForm",
    "SettleForm",
    "StateSecretariesForm",
    "SubmissionForm",
    "SubmitForm",
    "SuggestionFilterForm",
    "TaskForm",
    "UploadWorkbookForm",
    "WithdrawReservationForm",
    "WithdrawSubmissionForm",
    "seen_now",
]
