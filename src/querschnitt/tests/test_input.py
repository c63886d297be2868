"""Whatever is typed into a form, or sent past it: no page breaks, and a refusal changes nothing.

Every form of the desk is met here by its address; what it asks for is read from its own page.
"""

import html
import random
from urllib.parse import urlencode

import pytest
from django.db import transaction

from querschnitt.accounts.tests.shown_forms import _Forms
from querschnitt.framework.models import GoalVersion
from querschnitt.tests.addresses import desk_places, goal_address
from querschnitt.tests.policy import IS_FULL, browser_of, deeds, rows

pytestmark = pytest.mark.django_db

HOSTILE = {
    "a long text": "x" * 200_000,
    "nothing": "",
    "spaces": "   ",
    "a NUL": "a\x00b",
    "a bell": "Glocke\x07",
    "an escape": "\x1b[31mrot",
    "turned writing": "rechts\u202elinks",
    "Hebrew": "שלום עולם",
    "no width": "\u200b\u200d",
    "emoji": "👩🏽‍🚒" * 40,
    "combined": "e" + "\u0301" * 200,
    "no character": "\uffff",
    "a script": "<script>alert('x')</script>\"&",
    "a template": "{{ 7|add:7 }}{% load x %}",
    "a statement": "'); DROP TABLE accounts_user; --",
    "line ends": "eins\r\nSet-Cookie: x=1\n\rzwei\u2028drei\x85vier",
    "a huge number": "9" * 30,
    "a number of 64 bits": str(2**63),
    "minus one": "-1",
    "zero": "0",
    "a float": "1e309",
    "other digits": "٣²",
    "no date": "31.02.2022",
    "a far year": "01.01.99999",
    "a list": "[1, 2]",
}
NUMBERS = ["a huge number", "a number of 64 bits", "minus one", "zero", "a NUL", "other digits"]
# These leave the reader alone with the page, or are no field of a form.
NOT_TYPED = {"seen", "seen_digest", "before", "csrfmiddlewaretoken"}
STALE = {
    "accounts:revise_department",
    "framework:revise_introduction",
    "framework:revise_chapter",
    "framework:revise_goal",
    "framework:submit_goal",
    "coordination:cosign",
    "publication:correct_editorially",
}
SECRET = {"password", "current_password", "new_password", "new_password_again"}


def asked_by(page):
    """Return the names of all fields that the forms of a page have."""
    reader = _Forms()
    reader.feed(page)
    names = {name for _attrs, fields in reader.forms.values() for name in fields}
    return sorted(names | {*_choices(page)})


def _choices(page):
    return [part.split('"')[0] for part in page.split('name="')[1:]]


class Sender:
    """Sends one form again and again; what is done is taken back each time."""

    def __init__(self, world, name, person):
        self.place = desk_places(world)[name]
        self.browser = browser_of(world.people[person])
        self.browser.raise_request_exception = False
        shown = self.browser.get(f"{self.place.path}?{self.place.query}")
        names = {*asked_by(shown.text)} - {"csrfmiddlewaretoken"}
        self.names = sorted(names | {*self.place.data})

    def send(self, data, what, **more):
        """Send this and return the answer. What was refused is not taken back: it did nothing."""
        point = transaction.savepoint()
        if isinstance(data, bytes):
            answer = self.browser.generic("POST", self.place.path, data, **more)
        else:
            answer = self.browser.post(self.place.path, data, **more)
        assert answer.status_code < 500, what
        if answer.status_code < 400:
            transaction.savepoint_rollback(point)
        else:
            transaction.savepoint_commit(point)
        assert "<script>alert(" not in answer.text, what
        assert "Set-Cookie: x" not in str(answer.headers), what
        return answer


def chosen(cases, seed, count):
    """Return a few of the cases, always the same ones; all of them in the large run."""
    cases = [*cases]
    if IS_FULL or len(cases) <= count:
        return cases
    return random.Random(seed).sample(cases, count)  # noqa: S311 (no secret)


@pytest.mark.parametrize(("name", "person"), deeds(one_in=2))
def test_no_entry_breaks_a_page(world, name, person):
    sender = Sender(world, name, person)
    singles = [(field, kind) for field in sender.names for kind in HOSTILE]
    for field, kind in chosen(singles, name, 2):
        sender.send({**sender.place.data, field: HOSTILE[kind]}, f"{field}: {kind}")
    for kind in chosen(HOSTILE, f"{name} all", 1):
        sender.send(dict.fromkeys(sender.names, HOSTILE[kind]), f"everything: {kind}")
    assert rows() == world.rows


@pytest.mark.parametrize(("name", "person"), deeds(one_in=3))
def test_no_way_of_sending_breaks_a_page(world, name, person):
    sender = Sender(world, name, person)
    data, names = sender.place.data, sender.names
    form = "application/x-www-form-urlencoded"
    for field in chosen(names, name, 1):
        sender.send({k: v for k, v in data.items() if k != field}, f"without {field}")
        sender.send({**data, field: ["1", "2", "x"]}, f"{field} three times")
    halves = "&".join(f"{field}=%ED%A0%80%FF%C0%80" for field in names)
    sender.send(halves.encode(), "halves of characters", content_type=form)
    raw = {
        "a broken boundary": ("--x\r\nnonsense", "multipart/form-data; boundary=x"),
        "no boundary": ("x", "multipart/form-data"),
        "another type": ('{"a": 1}', "application/json"),
        "no known letters": (urlencode(data, doseq=True), f"{form}; charset=utf-99"),
        "a thousand fields": ("&".join(f"a{n}=1" for n in range(1100)), form),
    }
    for what, (body, content_type) in chosen(raw.items(), f"{name} raw", 1):
        sender.send(body.encode(), what, content_type=content_type)
    assert rows() == world.rows


@pytest.mark.parametrize("name", ["framework:draft_goal", "coordination:cosign", "accounts:invite"])
def test_a_million_letters_break_no_page(world, name):
    people = {"framework:draft_goal": "editor_aa", "coordination:cosign": "approver_aa"}
    sender = Sender(world, name, people.get(name, "administrator"))
    for field in chosen(sender.place.data, name, 1):
        answer = sender.send({**sender.place.data, field: "x" * 1_000_000}, field)
        assert answer.status_code in {409, 422}
    assert rows() == world.rows


@pytest.mark.parametrize(("name", "person"), deeds(one_in=3, start=1))
def test_what_was_typed_comes_back_escaped(world, name, person):
    sender = Sender(world, name, person)
    typed = "Getippt: <b>\"&'fett'</b>\x07"
    fields = [field for field in sender.place.data if field not in SECRET | NOT_TYPED]
    texts = [field for field in fields if not sender.place.data[field].isdecimal()] if all(
        isinstance(value, str) for value in sender.place.data.values()
    ) else []  # fmt: skip
    for field in chosen(texts, name, 1):
        answer = sender.send({**sender.place.data, field: typed}, field)
        if answer.status_code != 422:
            continue
        shown = answer.text
        assert "<b>\"&'fett'</b>" not in shown, field
        if f'name="{field}"' in shown and "<select" not in _around(shown, field):
            if 'type="radio"' in _around(shown, field):
                continue
            assert html.escape(typed) in shown, field


def _around(page, field):
    at = page.index(f'name="{field}"')
    return page[max(0, page.rindex("<", 0, at)) : at + 200]


@pytest.mark.parametrize(
    ("name", "person"), [one for one in deeds() if IS_FULL or one.values[0] in STALE]
)
def test_an_outdated_page_overwrites_nothing(world, name, person):
    sender = Sender(world, name, person)
    seen = {"seen": "1", "seen_digest": "0" * 64, "before": "Ein anderer Text."}
    outdated = {field: value for field, value in seen.items() if field in sender.place.data}
    if not outdated:
        assert name not in STALE
        return
    answer = sender.send({**sender.place.data, **outdated}, "outdated")
    assert answer.status_code == 302 or rows() == world.rows
    # Submitting has nothing typed that could be lost: it leads to the text that is there now.
    assert answer.status_code == (302 if name == "framework:submit_goal" else 409)
    assert name in STALE


# -- Keys of other things ----------------------------------------------------------------------


def goal_data(world, **more):
    return {**desk_places(world)["framework:draft_goal"].data, **more}


def test_a_goal_names_no_part_of_another_framework(world):
    other = world.frameworks["zeichnung"].chapters.get()
    excluded = world.clauses[5]
    browser = browser_of(world.people["editor_aa"])

    for more in ({"chapter": other.pk}, {"clauses": excluded.pk}, {"clauses": [1, 10**20]}):
        answer = browser.post("/desk/rahmen/sammlung/neues-ziel/", goal_data(world, **more))
        assert answer.status_code == 422, more
    assert rows() == world.rows


def test_fields_that_a_form_does_not_have_do_nothing(world):
    more = {
        "contributed_by": world.departments["bb"].pk,
        "reference": "Q99",
        "stage": "adopted",
        "number": "7",
        "written_by": world.people["coordinator"].pk,
        "by": world.people["coordinator"].pk,
        "framework": world.frameworks["frei"].pk,
        "is_demonstration": "1",
        "kind_basis": "x",
        "lead_confidence": "high",
    }
    browser = browser_of(world.people["editor_aa"])

    assert (
        browser.post("/desk/rahmen/sammlung/neues-ziel/", goal_data(world, **more)).status_code
        == 302
    )

    made = GoalVersion.objects.latest("pk")
    assert made.goal.contributed_by == world.departments["aa"]
    assert made.goal.framework == world.frameworks["sammlung"]
    assert (made.goal.reference[0], made.stage, made.number) == ("D", "draft", 1)
    assert made.written_by == world.people["editor_aa"]
    assert (made.kind_basis, made.lead_confidence) == ("", "")


def test_a_person_makes_themselves_nothing_better(world):
    browser = browser_of(world.people["editor_aa"])
    own = world.people["editor_aa"].pk
    for path in ("rolle", "reaktivieren", "link"):
        answer = browser.post(
            f"/desk/personen/{own}/{path}/", {"role": "coordinator", "is_active": "1"}
        )
        assert answer.status_code == 404
    answer = browser.post(
        "/desk/konto/", {"role": "coordinator", "department": "", "email": "x@y.z"}
    )
    assert answer.status_code == 422
    assert rows() == world.rows


@pytest.mark.parametrize(
    "key", ["0", "-1", "999999", "9" * 30, "%00", "x", "..", "a%2Fb", "%ED%A0%80"]
)
def test_keys_of_nothing_lead_nowhere(world, key):
    browser = browser_of(world.people["coordinator"])
    patterns = (
        "personen/{}/", "personen/{}/rolle/", "ressorts/{}/", "ressorts/{}/amt/", "rahmen/{}/",
        "amtszeiten/{}/beenden/", "rahmen/{}/ziele/D1/", "rahmen/sammlung/ziele/{}/",
        "rahmen/sammlung/ziele/{}/ueberarbeiten/", "rahmen/sammlung/kapitel/{}/", "runden/{}/",
        "rahmen/sammlung/vorgaben/{}/nicht-aufgreifen/", "runden/{}/neu/", "mitzeichnung/{}/",
        "mitzeichnung/vorbehalte/{}/erledigen/", "kabinett/{}/", "beschlossen/{}/",
        "beschlossen/{}/aufheben/", "veroeffentlichung/{}/", "veroeffentlichung/fassung/{}/",
        "veroeffentlichung/wahlperiode/{}/schliessen/", "auftraege/{}/",
    )  # fmt: skip
    for pattern in patterns:
        path = f"/desk/{pattern.format(key)}"
        assert browser.get(path).status_code == 404, path
        assert browser.post(path, {}).status_code in {404, 405}, path
    assert rows() == world.rows


def test_another_departments_goal_is_as_if_it_were_not(world):
    """Neither the status nor the words tell a foreign draft from one that there is not."""
    browser = browser_of(world.people["editor_cc"])
    foreign = goal_address(world.goals["own"])
    none = foreign.replace(world.goals["own"].reference, "D99")

    for end in ("", "ueberarbeiten/", "einreichen/", "zurueckziehen/", "zurueckgeben/"):
        for method in (browser.get, browser.post):
            there, nowhere = (method(f"/desk/{address}{end}") for address in (foreign, none))
            assert there.status_code == nowhere.status_code
            assert there.content.replace(foreign.encode(), b"") == nowhere.content.replace(
                none.encode(), b""
            )


# -- What stands behind a question mark --------------------------------------------------------

LISTS = {
    "/desk/journal/": (
        "act",
        "department",
        "person",
        "since",
        "until",
        "subject",
        "before",
        "after",
    ),
    "/desk/personen/": ("department", "role", "state", "row"),
    "/desk/runden/entwurf/neu/": ("art",),
    "/desk/anmelden/": ("next",),
    "/de/ziele/": ("q", "rahmen", "feld", "ressort", "art", "nach", "vor"),
}


@pytest.mark.parametrize("path", LISTS)
def test_no_filter_breaks_a_list(world, path):
    browser = browser_of(world.people["coordinator"])
    browser.raise_request_exception = False
    cases = [(name, kind) for name in LISTS[path] for kind in HOSTILE if len(HOSTILE[kind]) < 9999]
    queries = [urlencode({name: HOSTILE[kind]}) for name, kind in chosen(cases, path, 8)]
    queries += [f"{name}=1&{name}=%FF%ED%A0%80" for name in LISTS[path]]
    for query in queries:
        answer = browser.get(f"{path}?{query}")
        assert answer.status_code < 500, query
        assert "<script>alert(" not in answer.text
