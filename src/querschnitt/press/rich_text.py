"""The text of a release: a little markup, and nothing that could run or lead elsewhere unseen.

It is kept as HTML that is made anew from what was sent: blocks of words with few marks. Where no
editor can run, people type it as text: blank lines between paragraphs, ``## `` or ``### `` before
a heading, ``- `` or ``1. `` before the points of a list, ``> `` before a quotation,
``[words](https://…)`` for a link, ``**words**`` for what is strong, ``__words__`` for what is
stressed. What is typed and what is kept can be made from each other without loss.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from querschnitt.press.rich_blocks import (
    DEEPEST,
    MARKS,
    SPACE,
    Block,
    Run,
    address_of,
    html_of,
    parsed,
    sanitised,
    tidy,
    tidy_runs,
)

_IS_MARKUP = re.compile(r"\s*<(?:p|h[1-6]|[uo]l|blockquote|div)[\s>]", re.IGNORECASE)
_LINK = re.compile(
    r"\[((?:\\[\\\[\]]|\\(?![\\\[\]])|[^\[\]\\\n])+)\]"
    r"\(((?:https?://|mailto:)[^\s()<>]+)\)",
    re.IGNORECASE,
)
_LOOKS_LIKE_A_LINK = re.compile(r"\]\((?:https?://|mailto:)", re.IGNORECASE)
_TOKEN = re.compile(r"\\([*_\[\]\\])|\*{2,}|_{2,}")
_BULLET, _NUMBER = re.compile(r"[-•–](?:[ \t]+|$)"), re.compile(r"\d{1,3}[.)](?:[ \t]+|$)")
_LOOKS_LIKE_A_BLOCK = re.compile(r"\\*(?:#{2,3}[ \t]|[-•–](?:[ \t]|$)|\d{1,3}[.)](?:[ \t]|$)|>)")
_SIGN = {"strong": "**", "em": "__"}


def clean(markup: str) -> str:
    """Return markup with everything left out that is not allowed in a release."""
    return sanitised("".join(map(html_of, parsed(markup))))


def from_typed(text: str) -> str:
    """Return what somebody typed, or an editor sent, as clean markup."""
    return clean(text) if is_markup(text) else from_plain(text)


def is_markup(text: str) -> bool:
    """Return whether an editor sent this; what people type begins otherwise."""
    return bool(_IS_MARKUP.match(text))


def from_plain(text: str) -> str:
    """Return a text that is no markup, whatever it begins with, as clean markup."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return sanitised("".join(map(html_of, _read(lines))))


def to_typed(markup: str) -> str:
    """Return markup as people type it; read again it gives the same markup."""
    return "\n\n".join("\n".join(_lines(block)) for block in parsed(markup))


def to_plain(markup: str) -> str:
    """Return the words alone, with blank lines between paragraphs and the addresses of links."""
    return "\n\n".join("\n".join(_lines(block, is_plain=True)) for block in parsed(markup))


# -- What people type --------------------------------------------------------------------------


def _read(lines: Sequence[str], depth: int = 0) -> list[Block]:
    blocks: list[Block] = []
    for group in _groups(lines):
        blocks += _read_group(group, depth)
    return tidy(blocks)


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if line.strip(" \t"):
            group.append(line.rstrip(" \t"))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _read_group(lines: list[str], depth: int) -> Iterator[Block]:
    """Yield the blocks of lines that no blank line divides."""
    words: list[str] = []
    while lines:
        line = lines[0].lstrip(" \t")
        level = next((mark for mark in ("##", "###") if line.startswith(f"{mark} ")), "")
        quoted = _length_of_quotation(lines) if depth < DEEPEST else 0
        taken = 1 if level else quoted or _length_of_list(lines)
        if not taken:
            words.append(line)
            lines = lines[1:]
            continue
        if words:
            yield Block("p", _read_words(words))
            words = []
        part, lines = lines[:taken], lines[taken:]
        if level:
            yield Block(f"h{len(level)}", _read_words([line[len(level) :]], is_plain_start=True))
        elif quoted:
            inner = [one.lstrip(" \t")[1:].removeprefix(" ") for one in part]
            yield Block("blockquote", blocks=_read(inner, depth + 1))
        else:
            yield from _read_lists(part)
    if words:
        yield Block("p", _read_words(words))


def _length_of_quotation(lines: Sequence[str]) -> int:
    return next(
        (n for n, one in enumerate(lines) if not one.lstrip(" \t").startswith(">")), len(lines)
    )


def _length_of_list(lines: Sequence[str]) -> int:
    """Return how many lines belong to a list that begins here: points, and what is indented."""
    if not _point(lines[0]):
        return 0
    for number, line in enumerate(lines):
        if not (_point(line) or line.startswith((" ", "\t"))):
            return number
    return len(lines)


def _point(line: str) -> tuple[str, int, str] | None:
    """Return the kind of list, the indentation and the words of a line that is a point."""
    line = line.expandtabs(4)
    words = line.lstrip(" ")
    for pattern, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        if found := pattern.match(words):
            return tag, len(line) - len(words), words[found.end() :]
    return None


def _read_lists(lines: Sequence[str]) -> list[Block]:
    top = Block("root")
    open_lists: list[tuple[int, Block]] = []
    typed: list[tuple[Block, list[str]]] = []
    for line in lines:
        point = _point(line)
        if point is None:
            typed[-1][1].append(line.strip(" \t"))
            continue
        tag, indent, words = point
        while open_lists and open_lists[-1][0] > indent:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == indent and open_lists[-1][1].tag != tag:
            open_lists.pop()
        is_deeper = open_lists and open_lists[-1][0] < indent and len(open_lists) <= DEEPEST
        if not open_lists or is_deeper:
            holder = open_lists[-1][1].blocks[-1] if open_lists else top
            holder.blocks.append(Block(tag))
            open_lists.append((indent, holder.blocks[-1]))
        item = Block("li")
        open_lists[-1][1].blocks.append(item)
        typed.append((item, [words]))
    for item, text in typed:
        item.runs = _read_words(text, is_plain_start=True)
    return top.blocks


def _read_words(lines: Sequence[str], *, is_plain_start: bool = False) -> list[Run]:
    """Return lines as runs.

    :param is_plain_start: the first line begins after a sign, so that nothing in it is escaped
    """
    plain = [
        line if number == 0 and is_plain_start else _without_escape(line)
        for number, line in enumerate(lines)
    ]
    return tidy_runs(_read_inline("\n".join(plain)))


def _without_escape(line: str) -> str:
    return line[1:] if line.startswith("\\") and _LOOKS_LIKE_A_BLOCK.match(line) else line


def _read_inline(text: str) -> Iterator[Run]:
    tokens = [*_tokens(text, "")]
    marks: set[str] = set()
    # A sign without its counterpart is a sign that somebody wrote.
    left = Counter(one for kind, one, _href in tokens if kind == "sign")
    names = {sign: name for name, sign in _SIGN.items()}
    for kind, one, href in tokens:
        if kind == "sign":
            left[one] -= 1
            if names[one] in marks:
                marks.discard(names[one])
            elif left[one]:
                marks.add(names[one])
            else:
                yield Run(one, frozenset(marks), href)
            continue
        for number, part in enumerate(one.split("\n")):
            if number:
                yield Run("\n")
            yield Run(SPACE.sub(" ", part), frozenset(marks), href)


def _tokens(text: str, href: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    while at < len(text):
        link = None if href else _LINK.search(text, at)
        while link and _is_escaped(text, link.start()):
            link = _LINK.search(text, link.start() + 1)
        yield from _plain_tokens(text[at : link.start() if link else len(text)], href)
        if link is None:
            return
        yield from _tokens(link[1], address_of(link[2]))
        at = link.end()


def _is_escaped(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _plain_tokens(text: str, href: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            yield "text", text[at : found.start()], href
        # Outside of a link nothing is meant by a bracket that closes; a longer row of signs is
        # a line to write on.
        is_escaped = found[1] and (href or found[1] != "]")
        is_sign = not found[1] and len(found[0]) == 2
        kind = "sign" if is_sign else "text"
        yield kind, found[1] if is_escaped else found[0], href
        at = found.end()
    if at < len(text):
        yield "text", text[at:], href


def _lines(block: Block, *, is_plain: bool = False) -> list[str]:
    if block.tag in ("ul", "ol"):
        return [*_lines_of_list(block, is_plain=is_plain)]
    if block.tag == "blockquote":
        inner = [
            line
            for number, one in enumerate(block.blocks)
            for line in ([""] if number else []) + _lines(one, is_plain=is_plain)
        ]
        return inner if is_plain else [f"> {line}".rstrip(" ") for line in inner]
    lines = _typed_words(block.runs, is_plain=is_plain)
    if is_plain:
        return lines
    if block.tag in ("h2", "h3"):
        return [f"{'#' * int(block.tag[1])} {' '.join(lines)}"]
    return [_escaped_start(line) for line in lines]


def _lines_of_list(block: Block, *, is_plain: bool) -> Iterator[str]:
    for number, item in enumerate(block.blocks, 1):
        first, *further = _typed_words(item.runs, is_plain=is_plain)
        yield f"{number}. {first}" if block.tag == "ol" else f"- {first}"
        for line in further:
            yield f"  {line if is_plain else _escaped_start(line)}"
        for inner in item.blocks:
            yield from (f"   {line}" for line in _lines_of_list(inner, is_plain=is_plain))


def _escaped_start(line: str) -> str:
    return f"\\{line}" if _LOOKS_LIKE_A_BLOCK.match(line) else line


def _typed_words(runs: Sequence[Run], *, is_plain: bool) -> list[str]:
    """Return the lines of some runs, as they are typed or as they are read."""
    if is_plain:
        words = [f"{r.text} ({_shown(r.href)})" if _is_told(r) else r.text for r in runs]
        return "".join(words).split("\n")
    has_link = bool(_LOOKS_LIKE_A_LINK.search("".join(run.text for run in runs)))
    text, marks = "", frozenset[str]()
    for href, together in groupby(runs, key=lambda run: run.href):
        label = ""
        for run in together:
            wanted = frozenset() if run.text == "\n" else run.marks
            label += _signs(marks, wanted) + _escaped(run, has_link=has_link)
            marks = wanted
        text += f"[{label}]({href})" if href else label
    return (text + _signs(marks, frozenset())).split("\n")


def _signs(before: frozenset[str], after: frozenset[str]) -> str:
    return "".join(_SIGN[name] for name in MARKS if (name in before) != (name in after))


def _escaped(run: Run, *, has_link: bool) -> str:
    """Return words in which no sign means anything."""
    # Alone between words neither "*" nor "_" is a sign; at an end one may come to stand beside it.
    signs = r"(?:^|(?<=[*_]))[*_]|[*_](?=[*_]|$)|\\(?=[*_\[\]\\]|$)"
    brackets = r"|[\[\]]" if run.href else r"|\[" if has_link else ""
    return re.sub(signs + brackets, r"\\\g<0>", run.text)


def _is_told(run: Run) -> bool:
    return bool(run.href) and _shown(run.href) not in run.text


def _shown(href: str) -> str:
    return href.removeprefix("mailto:")
