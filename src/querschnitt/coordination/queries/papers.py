"""A submission's paper as a page shows it: everything in words."""

from dataclasses import dataclass

from querschnitt.coordination import paper_words
from querschnitt.coordination.cabinet_paper import Dispute, PaperContent
from querschnitt.coordination.text_changes import label_of


@dataclass(frozen=True)
class ShownAnswer:
    """What one department answered last."""

    department: str
    name: str
    answer: str
    answered_on: str
    asked_on: str
    is_good: bool
    """Whether it stands under the present text and agrees."""


@dataclass(frozen=True)
class ShownDispute:
    """A reservation with what each side says."""

    department: str
    name: str
    kind: str
    state: str
    point: str
    raised_on: str
    ended_on: str
    text: str
    chancellery: str
    department_says: str
    steps: list[str]


@dataclass(frozen=True)
class ShownPaper:
    """All that a paper says, but for the text of the framework."""

    content: PaperContent
    form: str
    session_on: str
    signed_on: str
    submitted_on: str
    participation: list[ShownAnswer]
    disputes: list[ShownDispute]
    settled: list[ShownDispute]
    deliberations: list[str]


AGREES = {"agreed", "agreed_with_remarks", "not_concerned"}


def shown_paper(content: PaperContent) -> ShownPaper:
    """Return a paper in the reader's words."""
    return ShownPaper(
        content=content,
        form=paper_words.form_said(content),
        session_on=paper_words.day_said(content["session_on"]),
        signed_on=paper_words.day_said(content["signed_on"]),
        submitted_on=paper_words.day_said(content["submitted_on"]),
        participation=[
            ShownAnswer(
                department=one["department"],
                name=one["name"],
                answer=paper_words.answer_said(one),
                answered_on=paper_words.day_said(one["answered_on"]),
                asked_on=paper_words.asked_on(one),
                is_good=one["is_consent_by_silence"]
                or (one["answer"] in AGREES and not one["is_outdated"]),
            )
            for one in content["participation"]
        ],
        disputes=[_dispute(one) for one in content["disputes"]],
        settled=[_dispute(one) for one in content["settled"]],
        deliberations=[paper_words.deliberation_said(one) for one in content["deliberations"]],
    )


def _dispute(one: Dispute) -> ShownDispute:
    return ShownDispute(
        department=one["department"],
        name=one["name"],
        kind=paper_words.dispute_name(one),
        state=paper_words.state_said(one),
        point=label_of(one["point"]) if one["point"] else "",
        raised_on=paper_words.day_said(one["raised_on"]),
        ended_on=paper_words.day_said(one["ended_on"]),
        text=one["text"],
        chancellery=one["chancellery"],
        department_says=one["department_says"],
        steps=[paper_words.step_said(step) for step in one["steps"]],
    )
