"""Goals that nobody has: synthetic, marked as such, the same ones each time."""

import random
from dataclasses import dataclass

MARK = "Synthetisches Ziel"
COMMON, RARE = "Wasserstoff", "Quastenflosser"
"""A word that stands in four goals of ten, and one that stands in five goals in all."""
RARE_IN = (3, 50, 77, 120, 199)
MOST_RARE = 200
"""Among so many first goals is every goal with the rare word."""
DEPARTMENTS, FIELDS = 10, 9
HEADS = (
    "Partnerschaft", "Strategie", "Förderung", "Zusammenarbeit", "Vernetzung", "Beteiligung",
    "Ausschuss", "Programm", "Austausch", "Vertretung", "Netzwerk", "Vereinbarung",
)  # fmt: skip
MODIFIERS = (
    "Hochschul", "Kohäsions", "Verwaltungs", "Innovations", "Regional", "Struktur", "Energie",
    "Verbraucherschutz", "Landwirtschafts", "Jugend", "Kultur", "Fachkräfte", "Europa",
)  # fmt: skip
WORDS = (
    "die", "Landesregierung", "wird", "gemeinsam", "mit", "den", "Partnerregionen", "in", "Europa",
    "weiter", "gestärkt", "und", "dauerhaft", "gesichert", "unter", "Einbeziehung", "aller",
    "betroffenen", "Ressorts", "sowie", "der", "kommunalen", "Spitzenverbände", "bis", "Ende",
)  # fmt: skip


@dataclass(frozen=True)
class SyntheticGoal:
    """A goal of no government; fields and departments are counted from 0."""

    number: int
    title: str
    text: str
    field: int
    lead: int
    involved: tuple[int, ...]

    @property
    def reference(self) -> str:
        return f"S{self.number}"


def goals(count: int) -> list[SyntheticGoal]:
    """Return so many goals; the same ones each time, 150 words each."""
    chance = random.Random(2022)

    def compound() -> str:
        return chance.choice(MODIFIERS) + chance.choice(HEADS).lower()

    def sentences(words: int, *told: str) -> str:
        chosen = [
            compound() if chance.random() < 0.2 else chance.choice(WORDS)
            for _ in range(words - len(told))
        ]
        chosen += told
        lines = [" ".join(chosen[i : i + 15]).capitalize() + "." for i in range(0, words, 15)]
        return " ".join(lines)

    made = []
    for number in range(1, count + 1):
        told = [COMMON] if number % 10 < 4 else []
        told += [RARE] if number in RARE_IN else []
        lead = number % DEPARTMENTS
        goal = SyntheticGoal(
            number=number,
            title=f"{MARK} {number}: {compound()}",
            text=sentences(150, *told),
            field=number % FIELDS,
            lead=lead,
            involved=((lead + 1) % DEPARTMENTS, (lead + 4) % DEPARTMENTS),
        )
        made.append(goal)
    return made
