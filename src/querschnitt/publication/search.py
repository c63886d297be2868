"""Full text search in public goals: German stems, parts of compounds, the database's own index.

Texts are reduced to stems when they become public, and so is the query, which makes both
databases answer alike. A compound gets as further words those parts that stand alone somewhere in
the same language: “Wasserstoffstrategie” is found by “Strategie” once another goal has that word.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer
from django.db import connection, connections
from django.db.models import Q
from django.db.models.expressions import RawSQL

ALGORITHMS = {"de": "german", "en": "english", "fr": "french", "pl": "polish"}
WORD = re.compile(r"[^\W_]+")
LONGEST_QUERY = 400
MOST_TERMS = 16
LONGEST_WORD = 60
SHORTEST_PART = 5
# They stand in nearly every goal, so a query is about its other words.
STOP_WORDS = {
    language: frozenset(re.findall(r"\w+", words))
    for language, words in {
        "de": """aber als am an auch auf aus bei bis da das dass dem den der des die durch ein eine
            einem einen einer eines es für hat im in ist ihr ihre ihren mit nach oder sein seine
            sich sie sind so über um und unter vom von vor werden wie wird zu zum zur""",
        "en": "a an and are as at by for from in is it of on or the to with",
        "fr": "au aux avec dans de des du en et la le les ou par pour sur un une",
        "pl": "a dla do i na o od oraz po przez się w z za ze",
    }.items()
}


def stems_of(texts: Sequence[tuple[str, str]]) -> list[str]:
    """Return the searchable stems of texts, each given with its language.

    All texts of the corpus come at once, for its words tell what a compound is made of.
    """
    stemmed = [(_stems(text, language), language) for text, language in texts]
    vocabulary: dict[str, set[str]] = {}
    for stems, language in stemmed:
        long = (stem for stem in stems if len(stem) >= SHORTEST_PART)
        vocabulary.setdefault(language, set()).update(long)
    parts = {language: Compounds(words) for language, words in vocabulary.items()}
    return [
        " ".join(sorted(set(stems).union(*(parts[language].parts(stem) for stem in stems))))
        for stems, language in stemmed
    ]


class Compounds:
    """Knows which words of a vocabulary stand in a longer word."""

    def __init__(self, vocabulary: set[str]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, frozenset[str]] = {}

    def parts(self, word: str) -> frozenset[str]:
        """Return the words of the vocabulary that stand in this one."""
        found = self._known.get(word)
        if found is None:
            found = frozenset(self._search(word))
            self._known[word] = found
        return found

    def _search(self, word: str) -> Iterable[str]:
        end = len(word)
        for start in range(end - SHORTEST_PART + 1):
            for stop in range(start + SHORTEST_PART, end + 1):
                part = word[start:stop]
                if part != word and part in self._vocabulary:
                    yield part


def terms_of(query: str, language: str) -> list[str]:
    """Return what a query asks for, as stems; words that stand everywhere if it has no others."""
    stems = list(dict.fromkeys(_stems(query[:LONGEST_QUERY], language)))
    telling = _stems(query[:LONGEST_QUERY], language, is_without_stop_words=True)
    return [stem for stem in stems if stem in telling or not telling][:MOST_TERMS]


def matching(query: str, *, language: str) -> Q:
    """Return the condition that narrows public goals to those with all words of a query.

    A query of blanks narrows nothing; one without any word, such as “!?”, matches nothing. Narrow
    to the language too: the index holds all.
    """
    if not query.strip():
        return Q()
    expression = expression_of(query, language)
    if not expression:
        return Q(pk__in=())
    return Q(pk__in=RawSQL(MATCH[connection.vendor], [expression]))  # noqa: S611


def expression_of(query: str, language: str) -> str:
    """Return a query in the words of the database's index; empty if it has no word."""
    # Each term is quoted, and holds letters and digits alone.
    quote, separator = QUOTE[connection.vendor], AND[connection.vendor]
    return separator.join(quote.format(term) for term in terms_of(query, language))


MATCH = {
    "sqlite": "SELECT rowid FROM publication_goal_search WHERE publication_goal_search MATCH %s",
    "postgresql": (
        "SELECT id FROM publication_publicgoal"
        " WHERE array_to_tsvector(string_to_array(stems, ' ')) @@ %s::tsquery"
    ),
}
AND = {"sqlite": " AND ", "postgresql": " & "}
QUOTE = {"sqlite": '"{}"', "postgresql": "'{}'"}

INDEX = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS publication_goal_search USING fts5"
        '(stems, tokenize = "unicode61 remove_diacritics 0")',
        "DROP TRIGGER IF EXISTS publication_search_insert",
        "DROP TRIGGER IF EXISTS publication_search_delete",
        "DROP TRIGGER IF EXISTS publication_search_update",
        "CREATE TRIGGER publication_search_insert AFTER INSERT ON publication_publicgoal BEGIN"
        " INSERT INTO publication_goal_search (rowid, stems) VALUES (NEW.id, NEW.stems); END",
        "CREATE TRIGGER publication_search_delete AFTER DELETE ON publication_publicgoal BEGIN"
        " DELETE FROM publication_goal_search WHERE rowid = OLD.id; END",
        "CREATE TRIGGER publication_search_update AFTER UPDATE OF id, stems"
        " ON publication_publicgoal BEGIN"
        " DELETE FROM publication_goal_search WHERE rowid = OLD.id;"
        " INSERT INTO publication_goal_search (rowid, stems) VALUES (NEW.id, NEW.stems); END",
        # What was written while the triggers were away, such as when a table was remade.
        "DELETE FROM publication_goal_search",
        "INSERT INTO publication_goal_search (rowid, stems)"
        " SELECT id, stems FROM publication_publicgoal",
    ),
    "postgresql": (
        # Words are split already; the parser of PostgreSQL would split some of them otherwise.
        "CREATE INDEX IF NOT EXISTS publication_goal_search ON publication_publicgoal"
        " USING gin (array_to_tsvector(string_to_array(stems, ' ')))",
    ),
}


def install(alias: str = "default") -> None:
    """Create the index, or renew it; safe to repeat."""
    with connections[alias].cursor() as cursor:
        for statement in INDEX[connections[alias].vendor]:
            cursor.execute(statement)


def _stems(text: str, language: str, *, is_without_stop_words: bool = False) -> list[str]:
    words = WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    left_out = STOP_WORDS.get(language, frozenset()) if is_without_stop_words else frozenset()
    return [_stem(word[:LONGEST_WORD], language) for word in words if word and word not in left_out]


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    algorithm = ALGORITHMS.get(language)
    if algorithm is None:
        return word
    # A stemmer is not made for several threads; a new one costs little beside this cache.
    return str(snowballstemmer.stemmer(algorithm).stemWord(word)) or word
