"""What a copy without a program has of the lists of relations: all of them, and no form."""

import pytest

from querschnitt.portal.copies.stand_in import stand_in
from querschnitt.portal.tests.published import publish_relations
from querschnitt.publication.formats.tests.bare import write_bare_files
from querschnitt.publication.models import StoredPage
from querschnitt.relations.tests.factories import an_entry


@pytest.mark.django_db
def test_a_copy_has_whole_lists_without_a_form(monkeypatch):
    write_bare_files(monkeypatch)
    for number in range(52):
        an_entry("partners", title=f"Partner {number:02}", released=True)
    publish_relations()
    stored = dict(StoredPage.objects.values_list("path", "etag"))

    copy = stand_in(stored, lambda path: bytes(StoredPage.objects.get(path=path).body))

    made = {one.path: one.body().decode() for one in copy.made}
    assert "/de/beziehungen/auswahl.json" in copy.left_out
    assert "Partner 51</a>" in made["/de/partner/"]
    for path in ("/de/partner/", "/de/beziehungen/"):
        assert "<form" not in made[path]
        assert "?q=" not in made[path]
        assert "?seite=" not in made[path]
