"""The blocks and words of which a text of a release is made, and how they are read from markup.

A list of what is forbidden is never complete. Markup is therefore taken apart into the few things
that a release knows, and written anew from those.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import groupby

TAGS = frozenset({"p", "h2", "h3", "ul", "ol", "li", "a", "strong", "em", "blockquote", "br"})
SCHEMES = frozenset({"http", "https", "mailto"})
_MOST_OPEN = 40
DEEPEST = 4
"""So many lists and quotations may stand in each other; what is deeper moves up."""

_FOREIGN = {
    "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em",
    **dict.fromkeys(("div", "section", "article", "tr", "td", "th", "table", "pre"), "p"),
}  # fmt: skip
"""What pasted texts have, and what it becomes here."""
SPACE = re.compile(r"[ \t\r\n\f]+")
MARKS = ("strong", "em")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the marks they share; a line feed alone is a break of the line."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(slots=True)
class Block:
    """A paragraph or heading with runs; a list with items; or a quotation with blocks."""

    tag: str
    runs: list[Run] = field(default_factory=list)
    blocks: "list[Block]" = field(default_factory=list)
    """Of a list its items, of an item the lists in it, of a quotation its parts."""


def sanitised(markup: str, *, also: Iterable[str] = ()) -> str:
    """Return markup without what is not allowed, by the rules of a sanitiser alone."""
    import nh3

    return nh3.clean(
        markup,
        tags={*TAGS, *also},
        attributes={"a": {"href"}},
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        strip_comments=True,
    )


# -- Reading markup ----------------------------------------------------------------------------


def parsed(markup: str) -> list[Block]:
    reader = _Reader()
    # A list of what is forbidden is never complete; the rest is therefore built anew.
    reader.feed(sanitised(markup.replace("\x00", ""), also=_FOREIGN))
    reader.close()
    return reader.result()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._root = Block("root")
        self._stack = [self._root]
        self._runs: list[Run] = []
        self._tag = "p"
        self._marks: list[str] = []
        self._href = ""

    def result(self) -> list[Block]:
        self._flush()
        return tidy(self._root.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _FOREIGN.get(tag, tag)
        if tag in MARKS:
            self._marks.append(tag)
        elif tag == "a":
            self._href = address_of(dict(attrs).get("href") or "")
        elif tag == "br":
            self._runs.append(Run("\n"))
        elif tag in ("ul", "ol", "blockquote"):
            self._flush()
            self._open(Block(tag))
        elif tag == "li":
            self._flush()
            if self._stack[-1].tag == "li":
                self._stack.pop()
            if self._stack[-1].tag not in ("ul", "ol"):
                self._open(Block("ul"))
            self._open(Block("li"))
        else:
            self._flush()
            self._tag = tag

    def handle_endtag(self, tag: str) -> None:
        tag = _FOREIGN.get(tag, tag)
        if tag in MARKS:
            if tag in self._marks:
                self._marks.remove(tag)
        elif tag == "a":
            self._href = ""
        elif tag != "br":
            self._flush()
            if tag in ("ul", "ol", "blockquote", "li"):
                self._close(tag)

    def handle_data(self, data: str) -> None:
        self._runs.append(Run(SPACE.sub(" ", data), frozenset(self._marks), self._href))

    def _open(self, block: Block) -> None:
        if len(self._stack) < _MOST_OPEN:
            self._stack[-1].blocks.append(block)
            self._stack.append(block)

    def _close(self, tag: str) -> None:
        if any(block.tag == tag for block in self._stack[1:]):
            while self._stack.pop().tag != tag:
                pass

    def _flush(self) -> None:
        tag, self._tag = self._tag, "p"
        if tag in ("h2", "h3"):
            self._runs = [Run(" ") if run.text == "\n" else run for run in self._runs]
        runs, self._runs = tidy_runs(self._runs), []
        if not runs:
            return
        holder = self._stack[-1]
        if holder.tag in ("ul", "ol"):
            self._stack[-1].blocks.append(Block("li", runs))
        elif holder.tag == "li" and not holder.blocks:
            holder.runs += [Run("\n"), *runs] if holder.runs else runs
        elif holder.tag == "li":
            # Words after an inner list: the list takes them as a further point.
            holder.blocks[-1].blocks.append(Block("li", runs))
        else:
            holder.blocks.append(Block(tag, runs))


def address_of(href: str) -> str:
    return href.strip().replace("(", "%28").replace(")", "%29").replace(" ", "%20")


def tidy(blocks: Sequence[Block], depth: int = 0) -> list[Block]:
    """Return blocks without empty ones, neighbouring lists as one, and nothing too deep."""
    found: list[Block] = []
    for block in blocks:
        block.blocks = _tidy_inner(block, depth)
        if not block.runs and not block.blocks:
            continue
        if found and block.tag in ("ul", "ol") and found[-1].tag == block.tag:
            found[-1].blocks += block.blocks
        elif block.tag in ("ul", "ol", "blockquote") and depth >= DEEPEST:
            found += _flat(block)
        else:
            found.append(block)
    return found


def _tidy_inner(block: Block, depth: int) -> list[Block]:
    if block.tag == "blockquote":
        return tidy(block.blocks, depth + 1)
    if block.tag in ("ul", "ol"):
        return [item for one in block.blocks for item in _tidy_item(one, depth + 1)]
    return block.blocks


def _tidy_item(item: Block, depth: int) -> list[Block]:
    inner = [block for block in item.blocks if block.tag in ("ul", "ol")]
    words = [
        run
        for block in item.blocks
        if block.tag not in ("ul", "ol")
        for part in _flat(block)
        for run in (Run("\n"), *part.runs)
    ]
    item.runs = tidy_runs([*item.runs, *words])
    inner = tidy(inner, depth)
    if inner and (not item.runs or depth >= DEEPEST):
        # A point without words, or too deep: its own points stand in its place.
        further = [point for block in inner for point in (block.blocks or [block])]
        item.blocks = []
        points = [Block("li", point.runs, point.blocks) for point in further]
        return [*([item] if item.runs else []), *points]
    item.blocks = inner
    return [item] if item.runs else []


def _flat(block: Block) -> list[Block]:
    own = [Block("p", block.runs)] if block.runs else []
    return own + [one for inner in block.blocks for one in _flat(inner)]


def tidy_runs(runs: Iterable[Run]) -> list[Run]:
    """Return runs joined where their marks agree, with no space at ends and around breaks."""
    found: list[Run] = []
    for run in runs:
        text = run.text
        if text == "\n":
            _strip_end(found)
            if found and found[-1].text != "\n":
                found.append(Run("\n"))
            continue
        if not found or found[-1].text == "\n" or found[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        last = found[-1] if found else None
        if last and last.text != "\n" and (last.marks, last.href) == (run.marks, run.href):
            found[-1] = Run(last.text + text, run.marks, run.href)
        else:
            found.append(Run(text, run.marks, run.href))
    while found and not found[-1].text.strip(" \n"):
        found.pop()
    _strip_end(found)
    return found


def _strip_end(runs: list[Run]) -> None:
    while runs and runs[-1].text != "\n":
        last = runs.pop()
        if text := last.text.rstrip(" "):
            runs.append(Run(text, last.marks, last.href))
            return


# -- Writing markup ----------------------------------------------------------------------------


def html_of(block: Block) -> str:
    inner = _inline_html(block.runs) + "".join(map(html_of, block.blocks))
    return f"<{block.tag}>{inner}</{block.tag}>"


def _inline_html(runs: Iterable[Run]) -> str:
    text = ""
    for href, together in groupby(runs, key=lambda run: run.href):
        words = "".join(map(_run_html, together))
        text += f'<a href="{escape(href)}">{words}</a>' if href else words
    return text


def _run_html(run: Run) -> str:
    if run.text == "\n":
        return "<br>"
    text = escape(run.text, quote=False)
    for mark in reversed(MARKS):
        if mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
    return text
