"""Editions of a framework that was amended: one goal changed, one new, one dropped."""

from querschnitt.portal.tests import examples

REASON = "Die Lage in Europa hat sich verändert."
FIRST, SECOND = "a" * 64, "b" * 64


def editions(*, withdrawn="", reason=REASON):
    """Return edition 2 of version 2 and edition 1 of version 1, newest first."""
    same = examples.goal("P2", "Das bleibt, wie es war.")
    before = examples.framework(
        goals=[
            examples.goal("P1", "Wir wollen den Austausch fördern."),
            same,
            examples.goal("X9", "Dieses Ziel entfällt."),
        ]
    )
    after = {
        **before,
        "introduction": examples.text("Gemeinsamer Rahmen."),
        "goals": [
            examples.goal("P1", "Wir wollen den Austausch ausbauen.", lead="mwl"),
            same,
            examples.goal("P3", "Dieses Ziel ist neu."),
        ],
    }
    amends = {"version": 1, "decided_on": "2022-07-12", "digest": FIRST, "reason": reason}
    second = examples.adopted(
        after, decided_on="2024-02-20", version=2, digest=SECOND, amends=amends
    )
    first = examples.adopted(before, digest=FIRST)
    return [
        examples.edition(second, number=2, change_note=reason),
        examples.edition(first, is_newest=False, withdrawn=withdrawn),
    ]
