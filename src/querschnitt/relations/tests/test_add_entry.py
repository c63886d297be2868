import pytest

from querschnitt.lib.refusal import Refused
from querschnitt.relations import operations
from querschnitt.relations.models import Partner
from querschnitt.relations.queries import said_of
from querschnitt.relations.said import link, said

pytestmark = pytest.mark.django_db

MASOVIA = {"kind": "formal_partnership", "country": "PL", "since": "2003-10-13"}


def masovia(coordinator, **values):
    told = said("Wojewodschaft Masowien", values={**MASOVIA, **values})
    return operations.add_entry(by=coordinator, register="partners", said=told)


def test_an_entry_says_what_was_entered(coordinator):
    entry = masovia(coordinator, fields_of_cooperation=["Kultur"], population=5_500_000)

    told = said_of(Partner.objects.get(pk=entry.pk))
    assert told["values"] == {
        **MASOVIA, "fields_of_cooperation": ["Kultur"], "population": 5_500_000,
    }  # fmt: skip
    assert (entry.key, entry.revisions.count()) == ("wojewodschaft-masowien", 1)


def test_a_second_entry_of_the_same_title_gets_another_address(coordinator):
    keys = [masovia(coordinator).key for _time in range(2)]

    assert keys == ["wojewodschaft-masowien", "wojewodschaft-masowien-2"]


def test_entries_name_each_other(coordinator):
    partner = masovia(coordinator)
    told = said(
        "Gemeinsame Erklärung",
        values={"kind": "joint_declaration"},
        links={"partner": [link(f"partners/{partner.key}")]},
    )

    agreement = operations.add_entry(by=coordinator, register="agreements", said=told)

    assert [one.source.title for one in partner.named_by.all()] == ["Gemeinsame Erklärung"]
    assert said_of(agreement)["links"] == told["links"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"country": "Polen"}, "bad-code"),
        ({"country": "PL/XX"}, "no-such-country"),
        ({"kind": "marriage"}, "bad-value"),
        ({"kind": ""}, "bad-value"),
        ({"since": "2003", "until": "1999"}, "bad-period"),
        ({"since": "yesterday"}, "bad-value"),
        ({"population": "many"}, "bad-value"),
        ({"fields_of_cooperation": "Kultur"}, "bad-value"),
        ({"colour": "blue"}, "unknown-field"),
    ],
)
def test_what_cannot_be_kept_is_refused(coordinator, values, code):
    with pytest.raises(Refused, match=rf"relations\.{code}"):
        masovia(coordinator, **values)

    assert not Partner.objects.exists()


def test_an_entry_that_there_is_not_cannot_be_named(coordinator):
    told = said("Erklärung", values={"kind": "other"}, links={"partner": [link("partners/x")]})

    with pytest.raises(Refused, match=r"relations\.no-such-entry"):
        operations.add_entry(by=coordinator, register="agreements", said=told)
