"""Texts that were shown, and papers that lay before cabinet, are held to their digests."""

import io

import pytest

from querschnitt.coordination.models import DeliveredPaper, ShownText
from querschnitt.coordination.tests.cabinet_factories import delivered
from querschnitt.publication import verify
from querschnitt.publication.tests.tampering import sql, unprotected

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid_before_cabinet():
    return delivered()


def told():
    out = io.StringIO()
    return verify.main(out=out), out.getvalue()


def test_kept_texts_that_nobody_touched_are_fine(laid_before_cabinet):
    assert ShownText.objects.exists()
    assert DeliveredPaper.objects.exists()

    assert told()[0] == 0


@pytest.mark.parametrize("model", [ShownText, DeliveredPaper])
def test_a_kept_text_that_was_changed_is_named(laid_before_cabinet, model):
    table, row = model._meta.db_table, model.objects.first()
    with unprotected():
        sql(f'UPDATE "{table}" SET content = %s WHERE id = %s', row.content + " ", row.pk)  # noqa: S608

        status, said = told()

    assert status == 1
    assert f"{table}" in said
    assert str(row.pk) in said
