"""Writing to the page store."""

import pytest
from django.db import transaction

from querschnitt.publication import store
from querschnitt.publication.models import Generation, StoredPage
from querschnitt.publication.rendering import rendered_page
from querschnitt.publication.tests.visitors import publish

pytestmark = pytest.mark.django_db


def number():
    return Generation.objects.get().number


def test_only_what_changed_is_written_and_the_number_steps_once():
    publish(*(f"/de/{page}/" for page in range(250)))
    before = dict(StoredPage.objects.values_list("path", "rendered_at"))
    step = number()

    changed = publish(
        *(f"/de/{page}/" for page in range(249)), rendered_page("/de/249/", "Neue Fassung")
    )

    after = dict(StoredPage.objects.values_list("path", "rendered_at"))
    assert changed == 1
    assert number() == step + 1
    assert {path for path in before if before[path] != after[path]} == {"/de/249/"}
    assert bytes(StoredPage.objects.get(path="/de/249/").body) == b"Neue Fassung"


def test_when_nothing_changed_nobody_has_to_look_anew():
    publish("/de/")
    step = number()

    assert publish("/de/") == 0

    assert number() == step


def test_single_pages_are_replaced_beside_the_others():
    publish("/de/", "/de/ziele/1/")

    with transaction.atomic():
        changed = store.replace([rendered_page("/de/ziele/1/", "weg", status=410)])

    assert changed == 1
    assert dict(StoredPage.objects.values_list("path", "status")) == {
        "/de/": 200,
        "/de/ziele/1/": 410,
    }


def test_an_act_that_fails_leaves_the_store_as_it_was():
    publish("/de/")
    step = number()

    with pytest.raises(ValueError, match="twice"):
        publish("/de/neu/", "/de/neu/")

    assert list(StoredPage.objects.values_list("path", flat=True)) == ["/de/"]
    assert number() == step


@pytest.mark.django_db(transaction=True)
def test_the_store_is_written_within_an_act_only():
    with pytest.raises(transaction.TransactionManagementError):
        store.write([])
