"""A government at work, with something in every state; whatever must stay inside bears a canary.

Made through the acts themselves, so that the rows are what the program really leaves behind.
"""

import secrets
from datetime import date

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import Role
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.operations import ChapterText, ClauseText
from querschnitt.framework.queries import digest_of_draft
from querschnitt.publication import operations as publication

PASSWORD = "a-long-word-of-many-letters"
ASKED = "aa bb cc cabinet"
OPENED, DUE, CLOSED, DECIDED = (date(2022, 5, day) for day in (2, 16, 20, 31))


class Canaries:
    """Random words, each known by where it was put and who may read it inside the government.

    ``readers`` are departments, roles and people by their names here; coordinators and auditors
    read everything. Without any, everybody who has signed in does.
    """

    def __init__(self):
        self.places, self.readers = {}, {}

    def new(self, place, readers=""):
        word = f"q{secrets.token_hex(16)}"
        self.places[word], self.readers[word] = place, {*readers.split()}
        return word

    def found_in(self, data):
        """Return the places of all canaries that some bytes hold, whatever their case."""
        seen = data.lower()
        return sorted(place for word, place in self.places.items() if word.encode() in seen)


class World:
    """Everything there is, by name."""

    def __init__(self):
        self.canaries = Canaries()
        self.versions, self.frameworks, self.goals = {}, {}, {}
        self.people = self._people()
        self.coordinator, self.second = self.people["coordinator"], self.people["second"]
        self._ground()
        self._collecting()
        self._signing()
        for key in ("reif", "frei", "beschlossen", "embargo", "verworfen", "zurueck", "annulliert"):
            self._to_the_cabinet(key)
        self._to_the_cabinet("demo", is_demonstration=True)
        self._decided()
        self._published()
        self._earlier()
        self._passwords()
        self.rounds = [*Round.objects.values_list("pk", flat=True)]

    def refresh(self):
        """Forget what a test did to the objects, which the database has forgotten too."""
        for person in self.people.values():
            person.refresh_from_db()

    def hidden(self, place, readers=""):
        return self.canaries.new(place, readers)

    def _people(self):
        self.departments = {}
        people = {}
        # One row comes from nobody: who is first has to come from outside.
        first, self.first_token = accounts.create_first_administrator(
            email=f"{self.hidden('e-mail administrator', 'administrator')}@example.org",
            name=self.hidden("name administrator"),
        )
        people["administrator"] = first
        for key in ("aa", "bb", "cc", "leer"):
            self.departments[key] = accounts.found_department(
                by=first, key=key, name=f"Ministerium {key.upper()}", abbreviation=key.upper()
            )
        for name, role, department in (
            ("coordinator", Role.COORDINATOR, None),
            ("second", Role.COORDINATOR, None),
            ("cabinet", Role.CABINET_OFFICE, None),
            ("press", Role.PRESS_OFFICER, None),
            ("auditor", Role.AUDITOR, None),
            *((f"editor_{key}", Role.DEPARTMENT_EDITOR, key) for key in ("aa", "bb", "cc")),
            *((f"approver_{key}", Role.DEPARTMENT_APPROVER, key) for key in ("aa", "bb", "cc")),
            ("somebody", Role.DEPARTMENT_EDITOR, "leer"),
            ("gone", Role.DEPARTMENT_EDITOR, "leer"),
        ):
            people[name], _token = accounts.invite(
                by=first,
                email=f"{self.hidden(f'e-mail {name}', f'administrator {name}')}@example.org",
                name=self.hidden(f"name {name}"),
                role=role,
                department=self.departments.get(department),
            )
        accounts.deactivate(by=first, user=people["gone"])
        people["gone"].refresh_from_db()
        self.appointment = accounts.appoint(
            by=first,
            department=self.departments["aa"],
            title="Ministerin",
            person_name="Erika Muster",
            remark=self.hidden("remark on an appointment"),
        )
        return people

    def _ground(self):
        by = self.coordinator
        self.term = framework_acts.open_term(by=by, number=8, remark=self.hidden("remark on term"))
        self.former = framework_acts.open_term(by=by, number=7)
        self.empty_term = framework_acts.open_term(by=by, number=6)
        self.field = framework_acts.add_field(by=by, key="europa", name="Europa")
        framework_acts.record_government(
            by=by,
            key="regierung",
            term=self.term,
            name="Landesregierung",
            in_office_from="2021-09-16",
            remark=self.hidden("remark on the government"),
        )
        self.mandate = framework_acts.record_mandate(
            by=by,
            key="vertrag",
            kind="coalition_agreement",
            title="Koalitionsvertrag",
            clauses=[ClauseText(text=f"Vorgabe {number}.") for number in range(1, 7)],
        )
        self.clauses = {clause.number: clause for clause in self.mandate.clauses.all()}

    def prepare(self, key, *, term=None, is_hidden=True, **fields):
        """A framework with a chapter; if it is hidden, all its texts are canaries."""

        def text(place, public):
            return self.hidden(f"{place} of {key}") if is_hidden else public

        made = framework_acts.prepare_framework(
            by=self.coordinator,
            key=key,
            term=term or self.term,
            mandate=self.mandate,
            title=text("title", f"Rahmen {key}"),
            introduction=text("introduction", "Was wir wollen."),
            chapters=[ChapterText(title=text("chapter", "Ziele"), text=text("text", "Text."))],
            runs_from="2022",
            remark=text("remark", ""),
            **fields,
        )
        self.frameworks[key] = made
        return made

    def draft(self, framework, author, name, *, is_hidden=True, readers="", **fields):
        """A goal as its author drafts it; if it is hidden, all its texts are canaries."""
        parts = ("title", "wording", "explanation", "lead_remark", "remark", "other_mandate")
        texts = {"wording": f"Wir tun {name}."}
        if is_hidden:
            texts = {part: self.hidden(f"{part} of {name}", readers) for part in parts}
        made = framework_acts.draft_goal(
            by=author,
            framework=framework,
            kind=GoalVersion.Kind.DEPARTMENT_SPECIFIC,
            field=self.field,
            **{"lead": author.department, **texts, **fields},
        ).goal
        self.goals[name] = made
        return made

    def submit(self, goal, by, seen=1):
        return framework_acts.submit_goal(by=by, goal=goal, seen=seen)

    def _collecting(self):
        people, made = self.people, self.prepare("sammlung")
        lead = self.departments["cc"]
        self.draft(made, people["editor_aa"], "draft", readers="aa cc", involved=[lead])
        framework_acts.revise_goal(
            by=people["editor_aa"],
            goal=self.goals["draft"],
            seen=1,
            change_note=self.hidden("change note of draft", "aa cc"),
        )
        returned = self.draft(made, people["editor_aa"], "returned", readers="aa")
        self.submit(returned, people["approver_aa"])
        reason = self.hidden("reason of a return", "aa")
        framework_acts.return_goal(by=self.coordinator, goal=returned, reason=reason)
        gone = self.draft(made, people["editor_aa"], "withdrawn", readers="aa")
        framework_acts.withdraw_goal(
            by=people["approver_aa"], goal=gone, reason=self.hidden("reason of a withdrawal", "aa")
        )
        self.submit(self.draft(made, people["editor_aa"], "submitted"), people["approver_aa"])
        own = self.draft(made, people["approver_aa"], "own", readers="aa")
        assert own.contributed_by == self.departments["aa"]
        self.submit(self.draft(made, people["editor_bb"], "of bb"), people["approver_bb"])
        other = self.prepare("entwurf")
        self.draft(other, people["editor_bb"], "draft of bb", readers="bb")
        self.draft(other, self.coordinator, "of nobody", readers="coordinator", lead=None)
        framework_acts.exclude_clause(
            by=self.coordinator,
            framework=made,
            clause=self.clauses[5],
            reason=self.hidden("reason of an exclusion"),
        )
        self.collection = self._open(made, Round.Kind.COLLECTION, "aa", "bb", "cc")

    def _open(self, framework, kind, *keys, **fields):
        return coordination.open_round(
            by=self.coordinator,
            framework=framework,
            kind=kind,
            opened_on=OPENED,
            due_on=DUE,
            departments=[self.departments[key] for key in keys],
            instructions=self.hidden(f"instructions of {framework.key}"),
            **fields,
        )

    def _signing(self):
        people, made = self.people, self.prepare("zeichnung")
        self.submit(self.draft(made, people["editor_aa"], "to sign"), people["approver_aa"])
        before = self._open(made, Round.Kind.COLLECTION, "aa", "bb")
        coordination.contribute(
            by=people["approver_aa"],
            round=before,
            remark=self.hidden("remark, contributed", "aa bb cabinet"),
            on=DUE,
        )
        coordination.nil_return(
            by=people["approver_bb"],
            round=before,
            remark=self.hidden("remark, nil return", "aa bb cabinet"),
            on=DUE,
        )
        coordination.close_round(by=self.coordinator, round=before, on=CLOSED)
        self.signing = self._open(made, Round.Kind.CO_SIGNATURE, "aa", "bb", "cc")
        self.reservation = self._reserve(self.signing, "bb")
        self._sign(
            self.signing, "cc", answer="agreed_with_remarks", remarks=self.hidden("remarks", ASKED)
        )

    def _sign(self, round, key, **fields):
        return coordination.cosign(
            by=self.people[f"approver_{key}"],
            round=round,
            seen_digest=digest_of_draft(round.framework),
            on=DUE,
            **{"answer": "agreed", **fields},
        )

    def _reserve(self, round, key, readers=ASKED):
        return self._sign(
            round,
            key,
            answer="reservation",
            reservation_kind="budget",
            reservation_text=self.hidden("text of a reservation", readers),
            remarks=self.hidden("remarks with a reservation", readers),
        ).reservations.get()

    def _to_the_cabinet(self, key, **fields):
        """A framework that all have co-signed, after a draft, a return and a reservation."""
        people, author = self.people, self.people["editor_aa"]
        is_hidden = key not in {"beschlossen", "verworfen"}
        made = self.prepare(key, is_hidden=is_hidden, **fields)
        goal = self.draft(made, author, f"goal of {key}", readers="aa", lead=self.departments["aa"])
        framework_acts.revise_goal(
            by=author,
            goal=goal,
            seen=1,
            change_note=self.hidden(f"change note of {key}", "aa"),
            **self._final(key, is_hidden=is_hidden),
        )
        self.submit(goal, people["approver_aa"], seen=2)
        framework_acts.return_goal(
            by=self.coordinator, goal=goal, reason=self.hidden(f"return of {key}", "aa")
        )
        framework_acts.revise_goal(by=author, goal=goal, seen=2)
        self.submit(goal, people["approver_aa"], seen=3)
        framework_acts.exclude_clause(
            by=self.coordinator,
            framework=made,
            clause=self.clauses[6],
            reason=self.hidden(f"invented reason of an exclusion of {key}"),
            is_demonstration=True,
        )
        round = self._open(made, Round.Kind.CO_SIGNATURE, "aa", "bb")
        self._sign(
            round,
            "aa",
            answer="agreed_with_remarks",
            remarks=self.hidden(f"remarks to {key}", "aa bb cabinet"),
        )
        coordination.settle_reservation(
            by=self.coordinator,
            reservation=self._reserve(round, "bb", "aa bb cabinet"),
            settlement=self.hidden(f"settlement of {key}", "aa bb cabinet"),
            on=DUE,
        )
        coordination.close_round(by=self.coordinator, round=round, on=CLOSED)

    def _final(self, key, *, is_hidden):
        parts = ("title", "wording", "explanation", "lead_remark", "remark", "other_mandate")
        if is_hidden:
            return {part: self.hidden(f"final {part} of {key}") for part in parts}
        return {**dict.fromkeys(parts, ""), "wording": f"Das Ziel lautet {key} recht so."}

    def _decided(self):
        for key in ("frei", "beschlossen", "embargo", "verworfen", "zurueck", "annulliert", "demo"):
            self.versions[key] = coordination.adopt(
                by=self.people["cabinet"],
                framework=self.frameworks[key],
                decided_on=DECIDED,
                decided_by="Kabinett",
                remark=self.hidden(f"remark on the decision on {key}"),
            )
        coordination.annul(
            by=self.people["cabinet"],
            version=self.versions["annulliert"],
            decided_on=DECIDED,
            reason=self.hidden("reason of an annulment"),
        )
        framework_acts.record_reported_goal(
            by=self.coordinator,
            framework=self.frameworks["beschlossen"],
            kind=GoalVersion.Kind.OUTCOME,
            field=self.field,
            wording=self.hidden("wording of a reported goal"),
            basis="press",
            source=self.hidden("source of a reported goal"),
        )

    def _published(self):
        press = self.people["press"]
        publish, self.editions = publication.publish, {}
        for key in ("beschlossen", "verworfen"):
            self.editions[key] = publish(by=press, framework_version=self.versions[key])
        for key in ("embargo", "zurueck"):
            self.editions[key] = publish(
                by=press,
                framework_version=self.versions[key],
                public_from=None,
                awaiting=self.hidden(f"event awaited by {key}"),
                change_note=self.hidden(f"change note of the edition of {key}"),
            )
        publication.withdraw(
            by=press, edition=self.editions["verworfen"], reason="Irrtümlich veröffentlicht."
        )
        publication.withdraw(
            by=press,
            edition=self.editions["zurueck"],
            reason=self.hidden("reason of a withdrawal before publication"),
        )

    def _earlier(self):
        made = self.prepare("frueher", term=self.former)
        goal = self.draft(made, self.coordinator, "earlier", lead=None)
        self.submit(goal, self.second)
        publication.close_term(by=self.coordinator, term=self.former)

    def _passwords(self):
        """Everyone has a password, and one person a link with which to set another."""
        for name, person in self.people.items():
            if name != "gone":
                person.set_password(PASSWORD)
                person.save(update_fields=["password"])
        by = self.people["administrator"]
        self.token = accounts.issue_reset_link(by=by, user=self.people["somebody"])
