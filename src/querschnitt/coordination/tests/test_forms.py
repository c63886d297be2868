import pytest

from querschnitt.accounts.tests.factories import DepartmentFactory
from querschnitt.coordination import forms

DIGEST = "a" * 64


@pytest.mark.django_db
def test_a_round_asks_present_departments_in_their_order():
    second, first = DepartmentFactory(position=2), DepartmentFactory(position=1)
    gone = DepartmentFactory(valid_until="2021")
    form = forms.RoundForm(
        {"kind": "collection", "departments": [second.key, first.key], "due_on": "16.05.2022"}
    )

    assert form.is_valid(), form.errors
    assert form.cleaned_data["departments"] == [first, second]
    assert gone not in form.present.values()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "entered",
    [
        {},
        {"kind": "vote", "departments": [], "due_on": "16.05.2022"},
        {"kind": "collection", "departments": ["1\x00"], "due_on": "16.05.2022"},
        {"kind": "collection", "departments": ["x"], "due_on": "31.02.2022"},
    ],
)
def test_a_round_that_cannot_be_is_invalid(entered):
    assert not forms.RoundForm(entered).is_valid()


def test_an_answer_takes_its_digest_along():
    form = forms.CoSignForm({"answer": "agreed", "seen_digest": DIGEST})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen_digest"] == DIGEST
    assert form.cleaned_data["on"] is None


@pytest.mark.parametrize(
    "entered",
    [
        {"seen_digest": DIGEST},
        {"answer": "pending", "seen_digest": DIGEST},
        {"answer": "agreed"},
        {"answer": "agreed", "seen_digest": DIGEST, "reservation_kind": "objection"},
        {"answer": "agreed", "seen_digest": DIGEST, "remarks": "x" * 5001},
        {"answer": "agreed", "seen_digest": DIGEST, "remarks": "a\x07b"},
    ],
)
def test_an_answer_out_of_shape_is_invalid(entered):
    form = forms.CoSignForm(entered)

    assert not form.is_valid()


@pytest.mark.parametrize(
    ("form", "required"),
    [
        (forms.ContributeForm, set()),
        (forms.NilReturnForm, set()),
        (forms.CloseRoundForm, set()),
        (forms.WithdrawReservationForm, set()),
        (forms.SettleForm, {"settlement", "seen_digest"}),
        (forms.EscalateForm, {"level", "note"}),
        (forms.RemarkForm, {"text", "point", "seen_digest"}),
        (forms.ResolveRemarkForm, {"resolution"}),
        (forms.ReopenRemarkForm, {"reason"}),
        (forms.DecisionForm, {"decided_on"}),
        (forms.EarlierAdoptionForm, {"decided_on", "source"}),
        (forms.AnnulForm, {"decided_on", "reason"}),
    ],
)
def test_what_is_missing_is_named(form, required):
    assert {*form({}).errors} == required
