"""Press releases as lists show them, in one language."""

from collections.abc import Iterable, Sequence
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.safestring import SafeString

from querschnitt.portal.press import PublicRelease
from querschnitt.portal.reading import Reading, day, listed, shortened
from querschnitt.publication.content import language_of
from querschnitt.publication.release_content import ReleaseContent, ReleaseTexts

LONGEST_EXCERPT = 300
MOST_NAMED = 5


def words(content: ReleaseContent, language: str) -> tuple[str, ReleaseTexts]:
    """Return the texts in a language, else in the release's first one, and which one that is."""
    known = language if language in content["languages"] else content["languages"][0]
    return known, content["texts"][known]


def head(content: ReleaseContent) -> str:
    """Return department, number and date in one line."""
    names = [one["abbreviation"] or one["name"] for one in content["departments"]]
    return " · ".join(
        part for part in (listed(names), content["reference"], day(content["dated_on"])) if part
    )


def cards(reading: Reading, releases: Iterable[PublicRelease]) -> list[SafeString]:
    """Return the cards of releases."""
    return [card(reading, release.content) for release in releases]


def card(reading: Reading, content: ReleaseContent) -> SafeString:
    """Return what a list shows of a release."""
    language, texts = words(content, reading.language)
    lang = format_html(' lang="{}"', language) if language != reading.language else ""
    lead = shortened(texts["lead"], LONGEST_EXCERPT)
    return format_html(
        '<p class="portal-list__title"><a href="{}"{}>{}</a></p><p class="qs-muted">{}</p>{}',
        reading.addresses.release(content["year"], content["address"]),
        lang,
        texts["title"],
        head(content),
        format_html("<p{}>{}</p>", lang, lead) if lead else "",
    )


def about(reading: Reading, releases: Sequence[PublicRelease]) -> list[SafeString]:
    """Return the latest releases that name something, for its page."""
    return cards(reading, releases[:MOST_NAMED])


def searched(content: ReleaseContent) -> str:
    """Return all words that a search finds a release by, in whichever language."""
    first = content["languages"][0]
    said: list[str] = [content["reference"], content["place"]]
    for texts in content["texts"].values():
        said += [texts["title"], texts["subtitle"], texts["lead"], _Words(texts["body"]).text]
    for quotation in content["quotations"]:
        said += [language_of(quotation["text"], first)[1], quotation["person"], quotation["office"]]
    said += [text for fact in content["facts"] for text in fact.values()]
    said += [f"{one['name']} {one['abbreviation']}" for one in content["departments"]]
    return " ".join(filter(None, said))


class _Words(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[str] = []
        self.feed(markup)
        self.close()
        self.text = " ".join(self._found)

    def handle_data(self, data: str) -> None:
        self._found.append(data)
