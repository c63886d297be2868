import pytest
from django.urls import reverse
from django.utils import timezone

from querschnitt.accounts.tests.factories import approver, coordinator
from querschnitt.coordination import urls
from querschnitt.coordination.models import CabinetDecision, FrameworkVersion
from querschnitt.coordination.tests.factories import (
    FrameworkFactory,
    adopted,
    cabinet_office,
    closed,
    goal,
    opened,
    ready_to_adopt,
    reserved,
)
from querschnitt.framework.rules.frameworks import WORDS_OF_ADDRESSES
from querschnitt.framework.tests.browser import browser_of, filled, send

pytestmark = pytest.mark.django_db
DECIDED = {"decided_on": "12.07.2022", "decided_by": "Landesregierung"}


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


@pytest.fixture
def office():
    return browser_of(cabinet_office())


def test_what_stands_in_the_way_leads_to_where_it_is_solved(office):
    framework = FrameworkFactory()
    goal(framework, stage="draft")

    page = office.get(url("cabinet", framework.key))

    assert reverse("framework:framework", args=[framework.key]) in page.text
    assert f"{url('open_round', framework.key)}?art=co_signature" in page.text
    assert url("adopt", framework.key) not in page.text
    assert office.get(url("adopt", framework.key)).status_code == 403


def test_a_decision_adopts_and_freezes(office):
    framework = ready_to_adopt()
    assert url("adopt", framework.key) in office.get(url("cabinet", framework.key)).text
    page = office.get(url("adopt", framework.key))
    assert "reason_for_open_reservations" not in filled(page, "adopt")

    answer = send(office, url("adopt", framework.key), "adopt", **DECIDED, agenda_number="TOP 3")

    version = FrameworkVersion.objects.get()
    assert answer.url == url("version", version.pk)
    shown = office.get(answer.url).text
    assert version.digest in shown
    assert version.content_digest in shown
    assert "TOP 3" in shown
    assert "12.07.2022" in shown
    again = office.post(url("adopt", framework.key), {**filled(page, "adopt"), **DECIDED})
    assert again.status_code == 422
    assert FrameworkVersion.objects.count() == 1


def test_open_reservations_give_way_to_a_written_reason_alone(office):
    asked = approver()
    framework = FrameworkFactory()
    goal(framework)
    round = opened(framework, asked)
    reserved(round, asked)
    closed(round)
    address = url("adopt", framework.key)
    assert url("round", round.pk) in office.get(url("cabinet", framework.key)).text

    refused = send(office, address, "adopt", **DECIDED, wording="Das Kabinett beschließt.")
    assert refused.status_code == 422
    assert "Das Kabinett beschließt." in refused.text

    reason = {"reason_for_open_reservations": "Im Haushalt geklärt."}
    assert send(office, address, "adopt", **DECIDED, **reason).status_code == 302
    assert CabinetDecision.objects.get().reason == "Im Haushalt geklärt."


def test_a_reason_that_is_not_needed_any_more_is_not_thrown_away(office):
    framework = ready_to_adopt()
    typed = {**DECIDED, "reason_for_open_reservations": "Mühsam begründet."}

    answer = send(office, url("adopt", framework.key), "adopt", **typed)

    assert answer.status_code == 422
    assert "Mühsam begründet." in answer.text


@pytest.mark.parametrize(
    "bad",
    [
        {"decided_on": ""},
        {"decided_on": "01.01.2099"},
        {"decided_by": "x" * 201},
        {"agenda_number": "x" * 41},
        {"wording": "x" * 5001},
        {"wording": "a\x00b"},
        {"confidence": "very"},
    ],
)
def test_a_decision_that_makes_no_sense_adopts_nothing(office, bad):
    framework = ready_to_adopt()

    answer = send(office, url("adopt", framework.key), "adopt", **{**DECIDED, **bad})

    assert answer.status_code == 422
    assert not FrameworkVersion.objects.exists()


def test_others_than_the_cabinet_office_read_why_they_cannot_decide():
    framework = ready_to_adopt()
    browser = browser_of(coordinator())

    assert browser.get(url("cabinet", framework.key)).status_code == 200
    assert browser.get(url("adopt", framework.key)).status_code == 403
    version = adopted(framework)
    assert browser.get(url("annul", version.pk)).status_code == 403
    assert browser.get(url("version", version.pk)).status_code == 200


def test_an_earlier_adoption_needs_its_source(office):
    framework = FrameworkFactory(term__closed_on=timezone.localdate())
    goal(framework)
    address = url("record_earlier_adoption", framework.key)
    assert address in office.get(url("cabinet", framework.key)).text

    assert send(office, address, **DECIDED).status_code == 422
    assert send(office, address, **DECIDED, source="Landtagsdrucksache").status_code == 302

    shown = office.get(url("version", FrameworkVersion.objects.get().pk)).text
    assert "Landtagsdrucksache" in shown
    assert office.get(address).status_code == 403


def test_a_mistaken_adoption_is_annulled_by_a_decision_with_its_reason(office):
    version = adopted()
    address = url("annul", version.pk)
    page = office.get(address)

    assert send(office, address, decided_on="13.07.2022", reason=" ").status_code == 422
    early = send(office, address, decided_on="01.01.2022", reason="Falsche Anlage")
    assert early.status_code == 422
    assert "Falsche Anlage" in early.text
    assert send(office, address, decided_on="13.07.2022", reason="Versehen").status_code == 302

    version.refresh_from_db()
    assert version.annulment.reason == "Versehen"
    assert "13.07.2022" in office.get(url("versions")).text
    again = {**filled(page), "decided_on": "13.07.2022", "reason": "Noch einmal"}
    assert office.post(address, again).status_code == 422


def test_the_versions_show_their_chain(office):
    first = adopted()
    second = adopted()

    page = office.get(url("version", second.pk)).text

    assert first.digest in page
    assert url("version", first.pk) in page


def test_a_demonstration_is_marked_on_each_page(office):
    framework = ready_to_adopt(is_demonstration=True)
    round = framework.rounds.get()
    addresses = [
        url("rounds"),
        url("round", round.pk),
        url("cosign", round.pk),
        url("cabinet", framework.key),
        url("adopt", framework.key),
    ]
    version = None
    for address in addresses:
        assert office.get(address).text.count("Demonstration</span>") >= 1, address
    version = adopted(framework)
    assert "Demonstration" in office.get(url("version", version.pk)).text


def test_no_framework_can_be_called_like_a_page_beside_it():
    addresses = [str(one.pattern).split("/") for one in urls.urlpatterns]
    words = {
        address[1]
        for address in addresses
        if address[0] == "kabinett" and len(address) == 3 and not address[2]
    }

    assert words - {"<slug:key>"} == WORDS_OF_ADDRESSES
