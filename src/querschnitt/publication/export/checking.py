"""Following every link of the site, without fetching anything."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from querschnitt.publication.export.links import inside
from querschnitt.publication.export.manifest import Entry
from querschnitt.publication.export.names import INDEX, url_of


class Broken(NamedTuple):
    """A link that leads nowhere, and why."""

    page: str
    link: str
    why: str

    def __str__(self) -> str:
        return f"{self.page}: {self.link} ({self.why})"


class Checked(NamedTuple):
    """What following all links has shown; ``elsewhere`` are those that leave the site."""

    broken: list[Broken]
    elsewhere: list[str]
    followed: int


NO_FILE = "there is no such file"
NO_ANCHOR = "there is no such place on that page"
NO_PROGRAM = "only a program could answer that"


def check(files: Mapping[str, Entry], *, bases: tuple[str, ...], answers: Iterable[str]) -> Checked:
    """Return all links of these files that lead to none of them.

    :param bases: the addresses under which the site is known
    :param answers: pages whose script understands what stands behind a question mark
    """
    path_of = inside(bases)
    # Most links name a file as it is handed out, and nothing else.
    known = dict.fromkeys(map(url_of, files), "")
    asking, elsewhere, broken = frozenset(answers), set[str](), list[Broken]()
    followed = 0
    for name, entry in files.items():
        followed += len(entry.links)
        for link in entry.links:
            why = known.get(link)
            if why is None:
                path = path_of(link)
                if path is None:
                    elsewhere.add(link)
                why = known[link] = "" if path is None else _fault(path, files, asking)
            if why:
                broken.append(Broken(url_of(name), link, why))
    return Checked(sorted(broken), sorted(elsewhere), followed)


def _fault(link: str, files: Mapping[str, Entry], asking: frozenset[str]) -> str:
    """Return why a link within the site leads nowhere; empty if it does not."""
    address, _hash, anchor = link.partition("#")
    address, _mark, question = address.partition("?")
    path = unquote(address)
    name = target_of(path, files)
    if name is None:
        return NO_FILE
    if question and name.endswith(".html") and url_of(name) not in asking:
        return NO_PROGRAM
    if anchor and name.endswith(".html") and unquote(anchor) not in {*files[name].anchors, "top"}:
        return NO_ANCHOR
    return ""


def target_of(path: str, files: Mapping[str, Entry]) -> str | None:
    """Return the file that a web server answers an address with; None if there is none."""
    name = path.lstrip("/")
    if not name or name.endswith("/"):
        name += INDEX
    if name in files:
        return name
    # A server leads from the name of a directory to the page in it.
    return f"{name}/{INDEX}" if f"{name}/{INDEX}" in files else None
