"""A press release as a document: the same for PDF, Word and text."""

from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Literal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.documents.typeset import (
    Block,
    BulletList,
    Facts,
    Heading,
    Labels,
    Note,
    Paragraph,
    Span,
    TypesetDocument,
    Words,
)
from querschnitt.publication import labels
from querschnitt.publication.addresses import release_path
from querschnitt.publication.content import language_of
from querschnitt.publication.formats.base import ReleaseManuscript


def compose_release(manuscript: ReleaseManuscript) -> TypesetDocument:
    """Return a release as a document in one of its languages."""
    with override(manuscript.language):
        return _Release(manuscript).document()


class _Release:
    def __init__(self, manuscript: ReleaseManuscript) -> None:
        self._manuscript = manuscript
        self._content = manuscript.content
        self._language = manuscript.language
        self._texts = self._content["texts"][self._language]

    def document(self) -> TypesetDocument:
        content, texts = self._content, self._texts
        reference = content["reference"]
        name = (
            _("Press release {number}").format(number=reference)
            if reference
            else _("Press release")
        )
        dated_on = content["dated_on"]
        return TypesetDocument(
            title=texts["title"],
            subtitle=texts["subtitle"],
            language=self._language,
            publisher=settings.GOVERNMENT_NAME or settings.PUBLISHER.name,
            short_title=name,
            document_date=dated_on if len(dated_on) == len("2022-07-12") else "",
            title_facts=self._head(),
            description=texts["lead"],
            blocks=(
                *self._notes(),
                *self._lead(),
                *Markup(texts["body"]).blocks(),
                *self._quotations(),
                *self._facts(),
                *self._pictures(),
                *self._contact(),
            ),
            labels=Labels(contents=_("Contents"), page=_("Page {page} of {pages}")),
            is_paper=True,
        )

    def _head(self) -> tuple[tuple[str, Words], ...]:
        content = self._content
        place = ", ".join(
            part for part in (content["place"], labels.day(content["dated_on"])) if part
        )
        departments = "; ".join(one["name"] for one in content["departments"])
        told = (
            (_("Press release"), content["reference"]),
            (_("Department"), departments),
            (_("Place and date"), place),
            (_("Web address"), self._address()),
        )
        return tuple((term, words) for term, words in told if words)

    def _address(self) -> str:
        manuscript, content = self._manuscript, self._content
        if not manuscript.base_url:
            return ""
        return f"{manuscript.base_url}{release_path(content, self._language)}"

    def _notes(self) -> Iterator[Block]:
        for day, note in self._manuscript.corrections:
            title = _("Corrected on {day}").format(day=labels.day(day))
            yield Note(note, title=title)
        if self._content["spoken_word"]:
            yield Paragraph(
                (Span(_("Check against delivery: the spoken word prevails."), "strong"),)
            )

    def _lead(self) -> Iterator[Block]:
        if self._texts["lead"]:
            yield Paragraph(self._texts["lead"], style="lead")

    def _quotations(self) -> Iterator[Block]:
        for one in self._content["quotations"]:
            language, text = self._said(one["text"])
            marked = language if language != self._language else ""
            yield Paragraph(_quoted(text, language), language=marked)
            told = ", ".join(part for part in (one["person"], one["office"]) if part)
            yield Paragraph(f"– {told}", style="small")

    def _facts(self) -> Iterator[Block]:
        facts = [text for one in self._content["facts"] if (text := self._said(one)[1])]
        if facts:
            yield Heading(1, _("Facts"))
            yield BulletList(tuple(facts))

    def _pictures(self) -> Iterator[Block]:
        images = self._content["images"]
        if images:
            yield Heading(1, _("Pictures"))
            told = [
                f"{self._said(one['alternative'])[1]} ({_('Picture')}: {one['credit']})"
                for one in images
            ]
            yield BulletList(tuple(told))
            yield Paragraph(_("They can be loaded at the address of this release."), style="small")

    def _contact(self) -> Iterator[Block]:
        rows: list[tuple[str, Words]] = []
        if self._content["contact"]:
            rows.append((_("Contact for the press"), self._content["contact"]))
        if self._content["source"]:
            rows.append((_("Source"), self._content["source"]))
        if rows:
            yield Heading(1, _("Imprint"))
            yield Facts(tuple(rows))

    def _said(self, text: dict[str, str]) -> tuple[str, str]:
        return language_of(text, self._language, self._content["languages"][0])


Style = Literal["", "strong", "emphasis"]


class Markup(HTMLParser):
    """Reads the body of a release, which is HTML of few elements, as blocks of a document.

    What it does not know it takes as plain words, so nothing in it is ever read as markup again.
    """

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[Block] = []
        self._words: list[str | Span] = []
        self._items: list[Words] = []
        self._lists: list[tuple[str, int]] = []
        self._heading = 0
        self._quoted = self._strong = self._stressed = 0
        self._href = ""
        self.feed(markup)
        self.close()
        self._flush()
        self._flush_items()

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._found)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "strong":
                self._strong += 1
            case "em":
                self._stressed += 1
            case "a":
                self._href = dict(attrs).get("href") or ""
            case "br":
                self._words.append("\n")
            case "blockquote":
                self._flush()
                self._quoted += 1
            case "ul" | "ol":
                self._flush()
                self._lists.append((tag, 0))
            case "li" | "p" | "h2" | "h3":
                self._flush()
                if tag == "li" and self._lists:
                    kind, number = self._lists.pop()
                    self._lists.append((kind, number + 1))
                self._heading = {"h2": 1, "h3": 2}.get(tag, 0)

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "strong":
                self._strong = max(self._strong - 1, 0)
            case "em":
                self._stressed = max(self._stressed - 1, 0)
            case "a":
                self._href = ""
            case "blockquote":
                self._flush()
                self._quoted = max(self._quoted - 1, 0)
            case "ul" | "ol":
                self._flush()
                if self._lists:
                    self._lists.pop()
                if not self._lists:
                    self._flush_items()
            case "li" | "p" | "h2" | "h3":
                self._flush()

    def handle_data(self, data: str) -> None:
        style: Style = "strong" if self._strong else "emphasis" if self._stressed else ""
        is_plain = not (style or self._href)
        self._words.append(data if is_plain else Span(data, style, href=self._href))

    def _flush(self) -> None:
        words, self._words = _tidy(self._words), []
        level, self._heading = self._heading, 0
        if not words:
            return
        if self._lists and self._lists[0][0] == "ol" and len(self._lists) == 1:
            # Documents have no numbered lists: each point is a paragraph that begins with its own.
            self._flush_items()
            self._found.append(Paragraph((f"{self._lists[-1][1]}. ", *words)))
        elif self._lists:
            self._items.append(("· ", *words) if len(self._lists) > 1 else words)
        elif level:
            self._found.append(Heading(self._level(level), _plain(words)))
        elif self._quoted:
            self._found.append(Paragraph(("„", *words, "“")))
        else:
            self._found.append(Paragraph(words))

    def _flush_items(self) -> None:
        items, self._items = self._items, []
        if items:
            self._found.append(BulletList(tuple(items)))

    def _level(self, wanted: int) -> int:
        # The first heading of a text may be a lower one; a document skips no level.
        seen = any(isinstance(block, Heading) for block in self._found)
        return wanted if seen else 1


def _quoted(text: str, language: str) -> str:
    """Return words of a person between the marks of their language, if they have none."""
    first, last = ("„", "“") if language == "de" else ("“", "”")
    return text if text[:1] in '„“”«»"' else f"{first}{text}{last}"


def _tidy(words: Sequence[str | Span]) -> tuple[str | Span, ...]:
    """Return words without anything around them; nothing if there are none."""
    if not _plain(words).strip():
        return ()
    found: list[str | Span] = []
    for one in words:
        last = found[-1] if found else None
        if isinstance(one, str) and isinstance(last, str):
            found[-1] = last + one
        else:
            found.append(one)
    # A break at the edge of a run counts only with something beside it.
    return tuple(
        f" {one} " if isinstance(one, str) and "\n" in (one[:1], one[-1:]) else one for one in found
    )


def _plain(words: Sequence[str | Span]) -> str:
    return "".join(one if isinstance(one, str) else one.text for one in words)
