"""Objects that were public and are not any more: what is left of them, and where it shows."""

from datetime import timedelta

import pytest

from querschnitt.portal.oparl.names import list_path, path_of, whole_path
from querschnitt.portal.oparl.tests.examples import FIRST, edition, following, rendered, told
from querschnitt.portal.oparl.tests.test_objects import checker, kind_of, objects_in

LEFT = {"id", "type", "created", "modified", "deleted"}
FIRST_SAID, SECOND_SAID = "2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z"


@pytest.fixture
def meeting(conference):
    return path_of("Meeting", conference.meeting.key)


def left_out(content, *registers):
    kept = [one for one in content["entries"] if one["register"] not in registers]
    return {**content, "entries": kept}


def test_of_a_deleted_object_only_id_type_and_dates_are_left(content, meeting):
    said = told(following(content, left_out(content, "meetings")))[meeting]

    assert set(said) == LEFT
    assert said["deleted"] is True
    assert (said["created"], said["modified"]) == (FIRST_SAID, SECOND_SAID)


def test_it_is_answered_and_is_no_error(content, meeting):
    """The specification forbids 404 and 410, so that every copy learns of it."""
    page = rendered(following(content, left_out(content, "meetings")))[meeting]

    assert page.status == 200


def test_what_belonged_to_it_is_deleted_too_and_keeps_to_its_schema(content, conference):
    stored = told(following(content, left_out(content, "meetings")))

    for path in (
        path_of("AgendaItem", str(conference.item.pk)),
        path_of("Paper", str(conference.paper.pk)),
        path_of("File", str(conference.paper.pk)),
    ):
        assert stored[path].get("deleted") is True, path
    for said in objects_in(stored).values():
        checker(kind_of(said)).validate(said)


def test_nothing_that_it_said_is_anywhere(content):
    stored = rendered(following(content, left_out(content, "meetings", "resolutions")))

    everything = b"".join(page.body for page in stored.values())
    assert "begrüßt die Vorschläge".encode() not in everything
    assert "Brüssel".encode() not in everything
    # The control: the edition before had both.
    before = b"".join(page.body for page in rendered(following(content)).values())
    assert "begrüßt die Vorschläge".encode() in before


def test_a_list_has_it_no_more_but_all_of_a_list_has(content, conference, meeting):
    stored = told(following(content, left_out(content, "meetings")))
    path = list_path(conference.conference.key, "Meeting")

    assert stored[path]["data"] == []
    assert [one["id"].endswith(meeting) for one in stored[whole_path(path)]["data"]] == [True]


def test_an_object_that_did_not_change_keeps_its_dates(content, conference, meeting):
    changed = left_out(content, "resolutions")
    stored = told(following(content, changed))
    member = path_of("Organization", f"{conference.conference.key}-mitglied-m1")

    assert stored[member]["modified"] == FIRST_SAID
    # Its agenda names the resolution no more.
    assert stored[meeting]["modified"] == SECOND_SAID
    assert stored[meeting]["agendaItem"][0]["modified"] == SECOND_SAID
    assert stored[meeting]["created"] == FIRST_SAID


def test_what_comes_back_is_there_again_under_its_id(content, meeting):
    said = told(following(content, left_out(content, "meetings"), content))[meeting]

    assert "deleted" not in said
    assert (said["created"], said["modified"]) == (FIRST_SAID, "2026-03-03T09:00:00Z")


def test_when_the_newest_edition_is_withdrawn_everything_of_it_is_deleted(content, meeting):
    gone = FIRST + timedelta(hours=5)
    stored = told([edition(content, withdrawn_at=gone, is_newest=False)])

    assert stored[meeting]["modified"] == "2026-03-01T14:00:00Z"
    deleted = [one for one in objects_in(stored).values() if kind_of(one) != "System"]
    assert deleted
    assert all(set(one) == LEFT for one in deleted)


def test_an_edition_under_embargo_cannot_be_told_from_none(content):
    """What renders is given public editions alone; here that the moments are those of publicity."""
    late = edition(content, public_from=FIRST + timedelta(days=9))

    assert told([late])[path_of("Body", "europaministerkonferenz")]["created"].startswith(
        "2026-03-10"
    )
