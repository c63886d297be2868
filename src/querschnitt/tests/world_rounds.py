"""The rounds of the world: goals collected and signed, reservations disputed, parts asked apart."""

from datetime import date

from querschnitt.coordination import operations as coordination
from querschnitt.coordination.models import Round
from querschnitt.coordination.settlement import settlement_digest
from querschnitt.coordination.standing import present_text
from querschnitt.coordination.tests.workbooks import Book, upload
from querschnitt.coordination.text_changes import point_texts
from querschnitt.framework import operations as framework_acts
from querschnitt.framework.queries import content_of

ASKED = "aa bb cc cabinet"
OPENED, DUE, CLOSED, DECIDED = (date(2022, 5, day) for day in (2, 16, 20, 31))


class Rounds:
    """What the world does in rounds; it has people, departments and frameworks already."""

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
        self._workbooks()

    def _workbooks(self):
        """One that waits to be taken over, one with a refused row, and one to upload."""
        round, writer, other = self.collection, self.people["editor_aa"], self.people["editor_bb"]
        said = self.hidden("wording in a workbook", "aa")
        self.workbook = upload(
            round, writer, Book.of(round, writer).add(said, Handlungsfeld="Europa")
        )
        wrong = self.hidden("refused wording in a workbook", "bb")
        self.refused = upload(round, other, Book.of(round, other).add(wrong, Handlungsfeld="Mond"))
        book = Book.of(round, writer).add("Noch ein Ziel.", Handlungsfeld="Europa")
        self.workbook_data = book.data

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
            seen_digest=self.shown(round, key),
            on=DUE,
            **{"answer": "agreed", **fields},
        )

    def shown(self, round, key):
        """Return the digest of what a department is asked on."""
        asked = round.cosignatures.filter(department=self.departments[key]).last()
        return present_text(round.framework).digest_for(asked)

    def _reserve(self, round, key, readers=ASKED):
        return self._sign(
            round,
            key,
            answer="reservation",
            reservation_kind="budget",
            reservation_text=self.hidden("text of a reservation", readers),
            remarks=self.hidden("remarks with a reservation", readers),
        ).reservations.get()

    def _dispute(self):
        """A reservation that has gone up a level, and remarks: one open, one resolved."""
        coordination.escalate_reservation(
            by=self.coordinator,
            reservation=self.reservation,
            level="unit",
            held_on=DUE,
            participants=self.hidden("participants of an attempt", ASKED),
            note=self.hidden("note on an attempt", ASKED),
        )
        self.open_remark = self.remark(self.signing, "bb", readers=ASKED)
        self.resolved_remark = self.remark(self.signing, "bb", readers=ASKED)
        self._resolve(self.resolved_remark, ASKED)

    def _signing_in_parts(self):
        """A round that asks each department on what concerns it, with a part that has changed."""
        people, made = self.people, self.prepare("teile")
        goal = self.draft(made, people["editor_aa"], "of aa alone")
        self.submit(goal, people["approver_aa"])
        self.in_parts = self._open(
            made, Round.Kind.CO_SIGNATURE, "aa", "bb", "cc", scope="concerned"
        )
        self._sign(self.in_parts, "aa")
        self.remark_for_aa = self.remark(self.in_parts, "aa", readers="aa cabinet")
        framework_acts.revise_goal(
            by=self.coordinator, goal=goal, seen=1, wording=self.hidden("a part that has changed")
        )

    def remark(self, round, key, *, readers):
        """A remark on the only goal of a round."""
        (point,) = [p for p in self.points(round) if p.startswith("goal:")]
        return coordination.remark(
            by=self.people[f"editor_{key}"],
            round=round,
            point=point,
            text=self.hidden(f"remark of {key}", readers),
            seen_digest=self.points(round)[point].digest,
            on=DUE,
        )

    def points(self, round):
        return point_texts(content_of(round.framework))

    def _resolve(self, remark, readers):
        for act, part in (
            (coordination.resolve_remark, "resolution"),
            (coordination.reopen_remark, "reason"),
            (coordination.resolve_remark, "resolution"),
        ):
            word = self.hidden(f"{part} of a remark", readers)
            act(by=self.coordinator, remark=remark, on=DUE, **{part: word})

    def _settle(self, reservation, key, readers):
        """Let both sides say what was agreed."""
        for act, by in (
            (coordination.settle_reservation, self.coordinator),
            (coordination.confirm_settlement, self.people["approver_bb"]),
        ):
            reservation.refresh_from_db()
            act(
                by=by,
                reservation=reservation,
                settlement=self.hidden(f"settlement of {key}", readers),
                seen_digest=settlement_digest(reservation),
                on=DUE,
            )
