"""Which goals are alike: all against all, and one against all, beside an exact reference.

``python -m bench.likeness [--quick] [--large]``: 1,000 and 10,000 goals, and 50,000 when asked.
"""

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.measure import ROOT, Goal, print_goals, python

_MODIFIERS = """
    Hochschul Kohäsions Verwaltungs Innovations Regional Struktur Energie Verbraucher Land
    Jugend Kultur Fachkräfte Europa Wasserstoff Chemie Gesundheits Pflege Digital Daten Verkehrs
    Schienen Grenz Sprach Schul Berufs Ausbildungs Forschungs Wissenschafts Gründungs Mittelstands
    Export Tourismus Denkmal Museums Archiv Sport Ehrenamts Familien Gleichstellungs Integrations
    Asyl Arbeits Sozial Katastrophen Brand Polizei Justiz Register Vergabe Beihilfe Haushalts Steuer
    Klima Natur Wald Boden Wasser Hochwasser Abfall Kreislauf Rohstoff Industrie Hafen Logistik
    Luftfahrt Städtebau Wohnungs Quartiers Dorf Breitband Mobilfunk Medien Film Musik Theater
    Bibliotheks Agrar Tierschutz Lebensmittel Ernährungs Impf Klinik Senioren Kinder Bildungs
"""
MODIFIERS = _MODIFIERS.split()
_HEADS = """
    partnerschaft strategie förderung zusammenarbeit vernetzung beteiligung ausschuss programm
    austausch vertretung netzwerk vereinbarung konferenz initiative beratung plattform fonds mittel
    projekt vorhaben stelle zentrum beauftragter bericht monitoring konzept planung richtlinie
    verordnung gesetzgebung politik kooperation begegnung ausbau schutz sicherung entwicklung
    modernisierung vereinfachung beschleunigung koordinierung abstimmung information kampagne
    woche preis stipendium akademie werkstatt forum dialog gremium arbeitsgruppe leitbild rahmen
"""
HEADS = _HEADS.split()
PREFIXES = ("Landes", "Bundes", "EU-", "Gesamt", "Modell")
ENDINGS = ("en", "s", "n", "e")
_FUNCTION_WORDS = """
    die der das den dem des und oder sowie mit in im auf für gegen durch bei von zur zum wird werden
    soll sollen kann können gemeinsam weiter dauerhaft künftig insbesondere dabei aller einer eines
    stärken sichern ausbauen unterstützen begleiten voranbringen umsetzen vertiefen nutzen
"""
FUNCTION_WORDS = _FUNCTION_WORDS.split()
TOPICS = 60
WORDS = 35
ALIKE = 0.05
NEAREST = 10
SAVED = 200
"""How many goals are looked up one by one."""


@dataclass(frozen=True)
class Corpus:
    """Texts that nobody wrote, and which of them say the same in other words."""

    texts: list[str]
    pairs: list[tuple[int, int]]


def corpus(count: int) -> Corpus:
    """Return texts of 60 topics, of which 5 of 100 have a twin with no compound in common."""
    chance = random.Random(2022)
    topics = [(chance.sample(MODIFIERS, 20), chance.sample(HEADS, 15)) for _topic in range(TOPICS)]
    twins = int(count * ALIKE)
    made = [_compounds(chance, topics) for _text in range(count - twins)]
    texts = [_text(chance, _plainly(parts)) for parts in made]
    pairs = []
    for at in chance.sample(range(len(made)), twins):
        pairs.append((at, len(texts)))
        texts.append(_text(chance, [_changed(chance, *parts) for parts in made[at]]))
    return Corpus(texts, pairs)


def _compounds(
    chance: random.Random, topics: list[tuple[list[str], list[str]]]
) -> list[tuple[str, str]]:
    modifiers, heads = chance.choice(topics)
    return [
        (chance.choice(modifiers), chance.choice(heads))
        if chance.random() < 0.6
        else (chance.choice(MODIFIERS), chance.choice(HEADS))
        for _compound in range(10)
    ]


def _plainly(parts: list[tuple[str, str]]) -> list[str]:
    return [modifier + head for modifier, head in parts]


def _changed(chance: random.Random, modifier: str, head: str) -> str:
    """Return a compound in other words: none of them stands in the text that it comes from."""
    way = chance.random()
    if way < 0.25:
        return modifier + chance.choice(HEADS)
    if way < 0.45:
        return chance.choice(MODIFIERS) + head
    if way < 0.65:
        return f"{head.capitalize()} für {modifier}"
    if way < 0.8:
        return chance.choice(PREFIXES) + modifier.lower() + head
    return modifier + head + chance.choice(ENDINGS)


def _text(chance: random.Random, nouns: Sequence[str]) -> str:
    words = [*nouns, *chance.choices(FUNCTION_WORDS, k=WORDS - len(nouns))]
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


@dataclass(frozen=True)
class Measured:
    """What one way of finding pairs cost, and what it found."""

    cpu: float
    memory: float
    recall: float
    one: float
    """Milliseconds to look up one goal, the median."""


def ours(made: Corpus) -> Measured:
    """Measure the product's own way."""
    from querschnitt.coordination.alike import AT_LEAST, LIMIT_PER_GOAL
    from querschnitt.lib import likeness

    begun = time.process_time()
    index = likeness.Index.of(made.texts)
    pairs = index.pairs(at_least=AT_LEAST, limit_per_text=LIMIT_PER_GOAL)
    cpu, memory = time.process_time() - begun, _peak()
    near: dict[int, list[int]] = {}
    for pair in pairs:
        near.setdefault(pair.one, []).append(pair.other)
        near.setdefault(pair.other, []).append(pair.one)
    index.nearest(made.texts[0], limit=NEAREST, at_least=AT_LEAST)

    def look_up(text: str) -> object:
        return index.nearest(text, limit=NEAREST, at_least=AT_LEAST)

    return Measured(cpu, memory, _recall(made, near), _median_of(made, look_up))


def exact(made: Corpus) -> Measured:
    """Measure the exact reference: n-grams of the words as they are, every pair in full."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    begun = time.process_time()
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5))
    matrix = vectorizer.fit_transform(made.texts).astype("float32")
    turned = matrix.T.tocsr()
    found = sp_matmul_topn(matrix, turned, top_n=NEAREST + 1, n_threads=1, sort=True)
    cpu, memory = time.process_time() - begun, _peak()
    near = {
        row: [int(at) for at in found[row].indices if at != row][:NEAREST]
        for pair in made.pairs
        for row in pair
    }

    def look_up(text: str) -> object:
        one = vectorizer.transform([text]).astype("float32")
        return sp_matmul_topn(one, turned, top_n=NEAREST, n_threads=1, sort=True)

    return Measured(cpu, memory, _recall(made, near), _median_of(made, look_up))


def floor(made: Corpus) -> Measured:
    """Measure what nobody can go below: reading the words, and all with all in 128 dimensions."""
    import numpy as np

    begun = time.process_time()
    for text in made.texts:
        text.split()
    vectors = np.random.default_rng(1).random((len(made.texts), 128), np.float32)
    for at in range(0, len(vectors), 512):
        (vectors[at : at + 512] @ vectors.T).max()
    return Measured(time.process_time() - begun, _peak(), 0.0, 0.0)


def _recall(made: Corpus, near: dict[int, list[int]]) -> float:
    found = sum(
        other in near.get(one, [])[:NEAREST] or one in near.get(other, [])[:NEAREST]
        for one, other in made.pairs
    )
    return found / len(made.pairs)


def _median_of(made: Corpus, look_up: Callable[[str], object]) -> float:
    spent = []
    for text in made.texts[:SAVED]:
        begun = time.process_time()
        look_up(text)
        spent.append(time.process_time() - begun)
    return sorted(spent)[len(spent) // 2] * 1e3


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@dataclass(frozen=True)
class Quality:
    """How well pairs that a person has judged are told apart."""

    precision: float
    recall: float
    at_k: float
    among_three: float
    """In how many pairs that say the same one is among the other's three nearest."""
    unlabelled: float
    """How many of all further pairs, which nobody has judged the same, are suggested."""


def quality(path: Path = ROOT / "bench" / "likeness_pairs.yaml") -> Quality:
    """Measure the product's own way against labelled pairs at the likeness that it uses."""
    from querschnitt.coordination.alike import AT_LEAST
    from querschnitt.lib import likeness

    told = yaml.safe_load(path.read_text())
    texts = list(dict.fromkeys(text for pairs in told.values() for pair in pairs for text in pair))
    place = {text: at for at, text in enumerate(texts)}
    labels = {
        (min(place[a], place[b]), max(place[a], place[b])): label == "same"
        for label, pairs in told.items()
        for a, b in pairs
    }
    index = likeness.Index.of(texts)
    scores = {(p.one, p.other): p.score for p in index.pairs(at_least=0, limit_per_text=len(texts))}
    same = sum(labels.values())
    suggested = [pair for pair in labels if scores.get(pair, 0) >= AT_LEAST]
    right = sum(labels[pair] for pair in suggested)
    best = sorted(labels, key=lambda pair: -scores.get(pair, 0))[:same]
    near = [[f.at for f in index.nearest(text, limit=4, at_least=0)] for text in texts]
    further = [pair for pair, score in scores.items() if score >= AT_LEAST and pair not in labels]
    everything = len(texts) * (len(texts) - 1) / 2 - len(labels)
    return Quality(
        precision=right / len(suggested),
        recall=right / same,
        at_k=sum(labels[pair] for pair in best) / same,
        among_three=sum(
            other in near[one] or one in near[other]
            for (one, other), is_same in labels.items()
            if is_same
        )
        / same,
        unlabelled=len(further) / everything,
    )


WAYS = {"exact": exact, "ours": ours, "floor": floor}


def main() -> None:
    """Measure each way in a process of its own, with one thread."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 goals only")
    parser.add_argument(
        "--large", action="store_true", help="50,000 goals too: a quarter of an hour"
    )
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=1000, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        sys.path.insert(0, str(ROOT / "src"))
        print(json.dumps(WAYS[arguments.way](corpus(arguments.size)).__dict__))
        return
    sizes = [1000] if arguments.quick else [1000, 10_000, *([50_000] if arguments.large else [])]
    goals = [goal for size in sizes for goal in _compare(size)]
    print_goals([*goals, *_judged()])


def _compare(size: int) -> list[Goal]:
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    told = {
        way: Measured(
            **json.loads(python("bench.likeness", "--way", way, "--size", str(size), **one_thread))
        )
        for way in WAYS
    }
    print(f"\n{size:,} goals{'CPU s':>24}{'MiB':>8}{'recall@10':>11}{'one, ms':>9}")
    for way, figures in told.items():
        recall, one = (f"{v:.3f}" if v else "-" for v in (figures.recall, figures.one))
        print(f"{way:30}{figures.cpu:6.2f}{figures.memory:8.0f}{recall:>11}{one:>9}", flush=True)
    faster = told["exact"].cpu / told["ours"].cpu
    kept = told["ours"].recall / told["exact"].recall
    if size == 1000:
        return [Goal("likeness, 1,000 goals: exact / ours", faster)]
    named = f"likeness, {size:,} goals"
    large = size > 10_000
    goals = [
        Goal(f"{named}: exact / ours", faster, at_least=15 if large else 6),
        Goal(f"{named}: recall of what exact finds", kept, at_least=0.95 if large else 0.97),
    ]
    if large:
        goals += [
            Goal(f"{named}: ours / floor", told["ours"].cpu / told["floor"].cpu),
            Goal(f"{named}: peak in MiB", told["ours"].memory, at_most=700),
            Goal(f"{named}: one saved goal, ms", told["ours"].one, at_most=4),
        ]
    return goals


def _judged() -> list[Goal]:
    sys.path.insert(0, str(ROOT / "src"))
    found = quality()
    print(
        f"\nLabelled pairs: precision {found.precision:.2f}, recall {found.recall:.2f},"
        f" precision@k {found.at_k:.2f}, partner among three nearest {found.among_three:.2f},"
        f" of all further pairs suggested {found.unlabelled:.4f}"
    )
    return [
        Goal("likeness, labelled pairs: recall", found.recall, at_least=0.8),
        Goal(
            "likeness, labelled pairs: partner among three nearest", found.among_three, at_least=0.9
        ),
    ]


if __name__ == "__main__":
    main()
