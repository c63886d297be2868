"""A government at work, with something in every state; whatever must stay inside bears a canary.

Made through the acts themselves, so that the rows are what the program really leaves behind.
"""

from django.utils import timezone

from querschnitt.accounts import operations as accounts
from querschnitt.accounts.models import Role
from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import GoalVersion
from querschnitt.framework.operations import ChapterText, ClauseText
from querschnitt.framework.text_digests import introduction_digest
from querschnitt.outbox import operations as outbox
from querschnitt.publication import operations as publication
from querschnitt.publication.models import UnwrittenFile
from querschnitt.tests.canaries import Canaries
from querschnitt.tests.world_bundling import bundle
from querschnitt.tests.world_cabinet import lay_before_cabinet
from querschnitt.tests.world_conferences import keep_conferences
from querschnitt.tests.world_imports import import_others
from querschnitt.tests.world_organisations import organise
from querschnitt.tests.world_papers import keep_papers
from querschnitt.tests.world_positions import keep_positions
from querschnitt.tests.world_press import keep_press
from querschnitt.tests.world_public_relations import publish_relations, seen_now
from querschnitt.tests.world_relations import keep_relations
from querschnitt.tests.world_rounds import CLOSED, DECIDED, Rounds
from querschnitt.tests.world_style import styled

PASSWORD = "a-long-word-of-many-letters"


class World(Rounds):
    """Everything there is, by name."""

    def __init__(self):
        self.canaries = Canaries()
        self.versions, self.frameworks, self.goals = {}, {}, {}
        self.people = self._people()
        self.coordinator, self.second = self.people["coordinator"], self.people["second"]
        self._ground()
        self._collecting()
        self._signing()
        self._dispute()
        self._signing_in_parts()
        for key in ("reif", "frei", "beschlossen", "embargo", "verworfen", "zurueck", "annulliert"):
            self._to_the_cabinet(key)
        self._to_the_cabinet("demo", is_demonstration=True)
        self._decided()
        lay_before_cabinet(self)
        self._published()
        self._amending()
        self._earlier()
        self._following()
        bundle(self)
        keep_relations(self)
        keep_conferences(self)
        keep_positions(self)
        keep_papers(self)
        publish_relations(self)
        keep_press(self)
        self.imports = import_others(self)
        self.organisations = organise(self)
        self.seen_relations = seen_now()
        self._passwords()
        self._told()
        self._left_unwritten()
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
        gone = accounts.found_department(by=first, key="weg", name="Weg", abbreviation="WEG")
        accounts.dissolve_department(
            by=first, department=gone, until="2021", successors=[], since=""
        )
        self.appointment = accounts.appoint(
            by=first,
            department=self.departments["aa"],
            title="Ministerin",
            person_name="Erika Muster",
            remark=self.hidden("remark on an appointment"),
        )
        self.styles = styled(first, self.hidden)
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

    def _to_the_cabinet(self, key, *, readers="aa bb cabinet", **fields):
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
            remarks=self.hidden(f"remarks to {key}", readers),
        )
        self._settle(self._reserve(round, "bb", readers), key, readers)
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

    def _left_unwritten(self):
        """A file of a published edition that could not be written."""
        UnwrittenFile.objects.create(
            path="/dokumente/beschlossen-1.pdf",
            document="beschlossen",
            number=1,
            label="PDF",
            made_of="",
            reason="The document is too large.",
            failed_at=timezone.now(),
        )

    def _amending(self):
        """An adopted and published framework that is being amended; none of that is public."""
        people, made = self.people, self.prepare("offen", is_hidden=False)
        goals = [
            self.draft(made, people["editor_aa"], name, is_hidden=False)
            for name in ("amended draft", "amended")
        ]
        for goal in goals:
            self.submit(goal, people["approver_aa"])
        round = self._open(made, Round.Kind.CO_SIGNATURE, "aa")
        self._sign(round, "aa")
        coordination.close_round(by=self.coordinator, round=round, on=CLOSED)
        self.versions["offen"] = coordination.adopt(
            by=people["cabinet"], framework=made, decided_on=DECIDED, decided_by="Kabinett"
        )
        self.editions["offen"] = publication.publish(
            by=people["press"], framework_version=self.versions["offen"]
        )
        framework_acts.open_amendment(
            by=self.coordinator,
            framework=made,
            goals=goals,
            reason=self.hidden("reason of an amendment"),
        )
        for goal, readers in zip(goals, ("aa", ""), strict=True):
            framework_acts.revise_goal(
                by=people["editor_aa"],
                goal=goal,
                seen=1,
                wording=self.hidden(f"amended wording of {goal.reference}", readers),
                change_note=self.hidden(f"change note of {goal.reference}", readers),
            )
        self.submit(goals[1], people["approver_aa"], seen=2)
        framework_acts.revise_introduction(
            by=self.coordinator,
            framework=made,
            introduction=self.hidden("introduction of an amendment"),
            seen_digest=introduction_digest(made),
        )

    def _earlier(self):
        made = self.prepare("frueher", term=self.former)
        goal = self.draft(made, self.coordinator, "earlier", lead=None)
        self.submit(goal, self.second)
        publication.close_term(by=self.coordinator, term=self.former)

    def _following(self):
        """Frameworks that follow adopted ones, with goals that live on and one that does not."""
        by, aa = self.coordinator, self.departments["aa"]
        self.prepare("naechster", predecessor=self.frameworks["frei"])
        made = self.prepare("nachfolger", predecessor=self.frameworks["beschlossen"])
        for name in ("to link", "linked"):
            self.submit(self.draft(made, by, name, lead=None), self.second)
        framework_acts.link_carried_over(
            by=by,
            source=self.goals["goal of beschlossen"],
            target=self.goals["linked"],
            note=self.hidden("note on a link"),
        )
        framework_acts.discontinue_goals(
            by=by,
            framework=self.prepare("weiter", predecessor=self.frameworks["verworfen"]),
            goals=[self.goals["goal of verworfen"]],
            reason=self.hidden("reason why a goal is not carried on"),
        )
        self.later = framework_acts.record_mandate(
            by=by,
            key="spaeter",
            kind="coalition_agreement",
            title="Nächster Vertrag",
            clauses=[ClauseText(text="Falsch.", departments=[aa]), ClauseText(text="Entfällt.")],
        )
        framework_acts.remove_clause(
            by=by,
            clause=self.later.clauses.get(number=2),
            removed_on="2022",
            reason=self.hidden("reason of a removal"),
        )

    def _told(self):
        self.message = outbox.send(
            to="unbekannt", subject="Frist", body=self.hidden("body of a mail", "nobody"),
            dedupe_key="of the world",
        )  # fmt: skip
        self.calendar_token = coordination.create_calendar_address(by=self.coordinator)

    def _passwords(self):
        """Everyone has a password, and one person a link with which to set another."""
        for name, person in self.people.items():
            if name != "gone":
                person.set_password(PASSWORD)
                person.save(update_fields=["password"])
        by = self.people["administrator"]
        self.token = accounts.issue_reset_link(by=by, user=self.people["somebody"])
