import pytest
from django.urls import reverse

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests import factories as people
from querschnitt.framework.tests.browser import browser_of, filled, send
from querschnitt.framework.tests.factories import GoalVersionFactory
from querschnitt.relations import operations
from querschnitt.relations.models import Entry
from querschnitt.relations.queries import said_of
from querschnitt.relations.said import link
from querschnitt.relations.tests.factories import an_entry

pytestmark = pytest.mark.django_db


def url(name, place, **query):
    where = [place] if isinstance(place, str) else [place.register, place.key]
    return reverse(f"relations:{name}", args=where, query=query)


def page(person, address):
    answer = browser_of(person).get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


# -- What the page of an entry shows -------------------------------------------------------------


def test_an_entry_shows_what_it_says_whom_it_names_and_who_names_it(coordinator):
    carrier = an_entry("organisations", title="Trägerverein", by=coordinator)
    actor = an_entry(
        "actors",
        title="Europahaus",
        by=coordinator,
        summary="Ein Haus",
        values={"kind": "Verein", "support": [{"giver": "Land", "amount": "150000"}]},
        links={"carrier": [link(f"organisations/{carrier.key}", since="2003", until="2016",
                                note="bis zur Neugründung")]},
        source="Landtagsdrucksache 8/1",
        remark="Aus dem Bericht",
        translations={"pl": {"title": "Dom Europy"}},
    )  # fmt: skip

    told, other = (page(coordinator, url("entry", one)) for one in (actor, carrier))

    for text in ("Ein Haus", "150.000 Euro", "2003 bis 2016", "bis zur Neugründung",
                 "Landtagsdrucksache 8/1", "Aus dem Bericht", "Dom Europy"):  # fmt: skip
        assert text in told, text
    assert url("entry", carrier) in told
    assert url("entry", actor) in other
    assert "bis zur Neugründung" in other


def test_an_entry_shows_what_belongs_to_it_by_a_column(coordinator):
    meeting = an_entry("meetings", title="90. Konferenz", by=coordinator)

    told = page(coordinator, url("entry", meeting.conference))

    assert url("entry", meeting) in told


def test_goal_and_entry_lead_to_each_other(coordinator):
    goal = GoalVersionFactory()
    served = f"{goal.goal.framework.key}/{goal.goal.reference}"
    entry = an_entry("networks", title="Vier Motoren", by=coordinator, goals=[served])
    where = [goal.goal.framework.key, goal.goal.reference]

    assert reverse("desk:goal", args=where) in page(coordinator, url("entry", entry))
    assert url("entry", entry) in page(coordinator, reverse("desk:goal", args=where))

    operations.remove_entry(by=coordinator, entry=entry, reason="Doppelt")
    assert url("entry", entry) not in page(coordinator, reverse("desk:goal", args=where))


def test_a_goal_that_one_may_not_read_is_named_without_its_text(coordinator, editor):
    goal = GoalVersionFactory(stage="draft", wording="Ein geheimer Entwurf")
    served = f"{goal.goal.framework.key}/{goal.goal.reference}"
    entry = an_entry("networks", by=coordinator, goals=[served])

    told = page(editor, url("entry", entry))

    assert goal.goal.reference in told
    assert "geheimer" not in told
    assert "geheimer" in page(coordinator, url("entry", entry))


def test_what_stays_inside_is_read_by_who_keeps_the_entry_and_by_auditors(coordinator, editor):
    inside = {"contact": "Frau Muster", "consent_given_on": "2022-07-01", "consent_note": "Brief"}
    entry = an_entry("actors", by=editor, department=editor.department.key,
                     values={"organisation": f"organisations/{an_entry('organisations').key}",
                             **inside})  # fmt: skip
    operations.revise_entry(
        by=editor,
        entry=entry,
        seen=1,
        said={**said_of(entry), "values": {**said_of(entry)["values"], "contact": "Herr Beispiel"}},
    )

    for reader in (coordinator, editor, people.person(Role.AUDITOR)):
        assert "Herr Beispiel" in page(reader, url("entry", entry))
        assert "Frau Muster" in page(reader, url("entry_history", entry))
    for reader in (people.editor(), people.person(Role.PRESS_OFFICER)):
        for told in (page(reader, url("entry", entry)), page(reader, url("entry_history", entry))):
            for text in ("Herr Beispiel", "Frau Muster", "Brief"):
                assert text not in told


def test_a_removed_entry_is_there_only_for_who_kept_it(coordinator, editor):
    entry = an_entry("networks", title="Fort", by=editor, department=editor.department.key)
    operations.remove_entry(by=coordinator, entry=entry, reason="War doppelt")

    for reader in (coordinator, editor, people.person(Role.AUDITOR)):
        assert "War doppelt" in page(reader, url("entry", entry))
    for name in ("entry", "entry_history", "revise_entry", "restore_entry"):
        assert browser_of(people.editor()).get(url(name, entry)).status_code == 404


def test_a_page_asks_as_often_however_much_is_named(coordinator, counted):
    def named(number):
        entry = an_entry("organisations", by=coordinator)
        for _time in range(number):
            an_entry("events", by=coordinator, links={
                "organisation": [link(f"organisations/{entry.key}")]})  # fmt: skip
            an_entry("organisations", by=coordinator, links={
                "parent": [link(f"organisations/{entry.key}")]})  # fmt: skip
        return url("entry", entry)

    browser, few, many = browser_of(coordinator), named(1), named(9)

    assert counted(lambda: browser.get(few)) == counted(lambda: browser.get(many))


# -- Entering and revising -----------------------------------------------------------------------


def test_what_is_typed_is_entered_once_however_often_it_is_sent(coordinator):
    partner = an_entry("partners", title="Masowien", by=coordinator)
    typed = {
        "title": "Gemeinsame Erklärung",
        "kind": "joint_declaration",
        "signed_on": "13.10.2003",
        "link_partner-0-entry": f"Masowien [partner/{partner.key}]",
    }

    for _time in range(2):
        answer = send(browser_of(coordinator), url("add_entry", "agreements"), **typed)
        assert answer.status_code == 302

    entry = Entry.objects.get(register="agreements")
    assert entry.title == "Gemeinsame Erklärung"
    assert said_of(entry.as_agreement)["links"]["partner"][0]["entry"] == "partners/masowien"


def test_a_form_that_is_wrong_keeps_everything_typed(coordinator):
    answer = send(
        browser_of(coordinator), url("add_entry", "agreements"), title="Erklärung",
        kind="joint_declaration", signed_on="gestern", counterparty="Woiwodschaft",
        **{"link_partner-0-entry": "Nirgendwo", "goals-0-goal": "2022/XX"},
    )  # fmt: skip

    told = answer.content.decode()
    assert answer.status_code == 422
    for text in ("Erklärung", "gestern", "Woiwodschaft", "Nirgendwo", "2022/XX"):
        assert f'value="{text}"' in told
    assert not Entry.objects.exists()


def test_further_rows_are_shown_without_a_script_and_nothing_typed_is_lost(coordinator):
    browser, address = browser_of(coordinator), url("add_entry", "agreements")
    typed = {
        "title": "Erklärung",
        "signed_on": "12.07.2022",
        "link_partner-1-entry": "Masowien",
        "goals-0-goal": "2022/XX",
        "is_renewed_tacitly": "on",
        "remind_on": "01.05.2030",
    }

    answer = send(browser, address, more="link_partner", **typed)

    told = answer.content.decode()
    assert answer.status_code == 200
    assert "Bitte prüfen" not in told
    again = filled(answer)
    kept = {name: again[name][0] for name in typed if name != "link_partner-1-entry"}
    # A box that is ticked is sent, whatever its value.
    assert kept == {**{name: typed[name] for name in kept}, "is_renewed_tacitly": ""}
    assert again["link_partner-0-entry"] == ["Masowien"]
    assert sum(name.startswith("link_partner") and name.endswith("entry") for name in again) > 4
    assert not Entry.objects.exists()


def test_a_form_suggests_what_can_be_named(coordinator):
    partner = an_entry("partners", title="Masowien", by=coordinator)
    goal = GoalVersionFactory(stage="submitted")

    told = page(coordinator, url("add_entry", "agreements"))

    assert f'<option value="Masowien [partner/{partner.key}]">' in told
    assert f'<option value="{goal.goal.framework.key}/{goal.goal.reference} ' in told
    assert 'list="entries-partners"' in told
    assert 'id="entries-partners"' in told


def test_an_entry_is_revised_and_what_was_not_touched_stays(coordinator):
    entry = an_entry("networks", title="Netz", by=coordinator, values={"since": "2003-05"},
                     source="Quelle", translations={"fr": {"title": "Réseau"}})  # fmt: skip

    answer = send(browser_of(coordinator), url("revise_entry", entry), title="Netzwerk")

    assert answer.status_code == 302
    entry.refresh_from_db()
    told = said_of(entry)
    assert (told["title"], told["values"]["since"], told["source"]) == (
        "Netzwerk", "2003-05", "Quelle",
    )  # fmt: skip
    assert told["translations"] == {"fr": {"title": "Réseau"}}


def test_who_was_overtaken_sees_what_was_changed_and_can_send_again(coordinator):
    entry = an_entry("networks", title="Netz", by=coordinator, summary="Alte Beschreibung")
    browser, address = browser_of(coordinator), url("revise_entry", entry)
    shown = filled(browser.get(address))
    said = {**said_of(entry), "summary": "Neue Beschreibung"}
    operations.revise_entry(by=people.coordinator(), entry=entry, said=said, seen=1)

    answer = browser.post(address, {**shown, "title": "Netz der Regionen"})

    told = answer.content.decode()
    assert answer.status_code == 409
    assert "Was inzwischen geändert wurde" in told
    assert "Neue" in told
    assert "Netz der Regionen" in told
    entry.refresh_from_db()
    assert (entry.title, entry.number) == ("Netz", 2)

    assert browser.post(address, filled(answer)).status_code == 302
    entry.refresh_from_db()
    assert (entry.title, entry.number) == ("Netz der Regionen", 3)


def test_the_same_text_sent_twice_is_revised_once(coordinator):
    entry = an_entry("networks", title="Netz", by=coordinator)
    browser, address = browser_of(coordinator), url("revise_entry", entry)
    typed = {**filled(browser.get(address)), "title": "Neu"}

    assert [browser.post(address, typed).status_code for _time in range(2)] == [302, 302]

    entry.refresh_from_db()
    assert entry.number == 2


def test_who_may_not_enter_or_revise_reads_why(coordinator, editor):
    entry = an_entry("networks", by=coordinator)
    press = people.person(Role.PRESS_OFFICER)

    for person, name, where in (
        (press, "add_entry", "networks"), (press, "revise_entry", entry),
        (editor, "revise_entry", entry),
    ):  # fmt: skip
        assert browser_of(person).get(url(name, where)).status_code == 403


def test_an_editor_enters_for_their_own_department_and_no_other(editor):
    browser, address = browser_of(editor), url("add_entry", "networks")
    data = filled(browser.get(address))
    other = people.editor().department

    assert data["department"] == [editor.department.key]
    refused = send(browser, address, title="Netz", part="member", department=other.key)
    assert refused.status_code == 422
    assert send(browser, address, title="Netz", part="member").status_code == 302
    assert Entry.objects.get().department == editor.department


# -- History, and what is decided ----------------------------------------------------------------


def test_the_history_shows_each_change_word_by_word(coordinator):
    entry = an_entry("networks", title="Netz", by=coordinator,
                     summary="Das Netz tagt jedes Jahr.", values={"part": "observer"})  # fmt: skip
    said = {**said_of(entry), "summary": "Das Netz tagt jedes zweite Jahr.",
            "values": {"part": "member"}}  # fmt: skip
    operations.revise_entry(by=coordinator, entry=entry, said=said, seen=1)
    operations.release_entries(by=coordinator, entries=[entry])

    told = page(coordinator, url("entry_history", entry))

    assert "zweite " in told
    assert "<ins>" in told
    assert "Beobachter" in told
    assert "Mitglied" in told
    assert "Fassung 2" in told
    assert "gab" in told


def test_a_long_history_asks_as_often_as_a_short_one(coordinator, counted):
    entry = an_entry("networks", by=coordinator)
    browser = browser_of(coordinator)
    operations.revise_entry(by=coordinator, entry=entry, seen=1, said={
        **said_of(entry), "title": "Fassung 2"})  # fmt: skip
    few = counted(lambda: browser.get(url("entry_history", entry)))
    for seen in range(2, 24):
        operations.revise_entry(by=coordinator, entry=entry, seen=seen, said={
            **said_of(entry), "title": f"Netz {seen}"})  # fmt: skip

    assert counted(lambda: browser.get(url("entry_history", entry))) == few
    assert "row=20" in page(coordinator, url("entry_history", entry))
    assert "Die erste Fassung" in page(coordinator, url("entry_history", entry, row=20))


def test_several_entries_are_released_and_held_back_at_once(coordinator):
    entries = [an_entry("networks", by=coordinator) for _time in range(3)]
    chosen = [entry.pk for entry in entries[:2]]
    browser = browser_of(coordinator)

    asked = browser.get(url("release_entries", "networks", entry=chosen))
    assert all(entry.title in asked.content.decode() for entry in entries[:2])
    assert entries[2].title not in asked.content.decode()
    send_all = {**filled(asked), "entry": chosen}
    assert browser.post(url("release_entries", "networks"), send_all).status_code == 302
    assert {*Entry.objects.filter(is_released=True).values_list("pk", flat=True)} == {*chosen}

    assert browser.post(url("hold_back_entries", "networks"), send_all).status_code == 302
    assert not Entry.objects.filter(is_released=True).exists()


def test_who_chooses_nothing_is_asked_to_choose(coordinator):
    browser = browser_of(coordinator)

    answer = browser.get(url("release_entries", "networks"), follow=True)

    assert "mindestens einen Eintrag" in answer.content.decode()
    assert browser.get(url("release_entries", "networks", entry="x\x00")).status_code == 302


def test_only_approvers_of_its_department_release_an_entry(coordinator, editor, approver):
    entry = an_entry("networks", by=editor, department=editor.department.key)
    address = url("release_entries", "networks", entry=entry.pk)

    for person, status in ((editor, 403), (people.approver(), 403), (approver, 200)):
        assert browser_of(person).get(address).status_code == status

    assert browser_of(people.approver()).get(url("entry", entry)).status_code == 200
    assert send(browser_of(approver), address, entry=[entry.pk]).status_code == 302
    entry.refresh_from_db()
    assert entry.is_released


def test_an_entry_of_another_register_is_not_decided_here(coordinator):
    entry = an_entry("events", by=coordinator)

    answer = browser_of(coordinator).get(url("release_entries", "networks", entry=entry.pk))

    assert answer.status_code == 302
    entry.refresh_from_db()
    assert not entry.is_released


def test_an_entry_is_removed_with_a_reason_and_restored(coordinator):
    entry = an_entry("networks", title="Netz", by=coordinator)
    browser = browser_of(coordinator)

    assert send(browser, url("remove_entry", entry), reason=" ").status_code == 422
    assert send(browser, url("remove_entry", entry), reason="Doppelt").status_code == 302
    entry.refresh_from_db()
    assert entry.is_removed

    assert send(browser, url("restore_entry", entry)).status_code == 302
    entry.refresh_from_db()
    assert not entry.is_removed
