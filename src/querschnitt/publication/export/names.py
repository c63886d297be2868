"""From a public address to the name of its file, and which names not every file system can keep.

No file, no database: names in, names out.
"""

import re
import unicodedata
from collections.abc import Iterable
from posixpath import splitext

INDEX = "index.html"
LONGEST_PART = 240
"""Bytes of a name that common file systems keep, less what is put behind it, such as ``.gz``."""
FORBIDDEN = re.compile(r'[\x00-\x1f<>:"\\|?*]')


class Unfit(Exception):
    """Raised for an address that cannot become a file; the sentence says why."""


def file_of(path: str, *, is_page: bool) -> str:
    """Return the name of the file, below the directory, that answers an address.

    A page stands in a directory of its own. So does one whose address looks like that of a file,
    such as what stands in the place of a withdrawn PDF: servers then send it as what it is.

    :raises Unfit: if no file may have that name
    """
    inside = path.removeprefix("/").removesuffix("/")
    name = "/".join(filter(None, (inside, INDEX))) if is_page or path.endswith("/") else inside
    for part in name.split("/"):
        _check(path, part)
    return name


def url_of(name: str) -> str:
    """Return the address at which a web server hands a file out."""
    return f"/{name.removesuffix(INDEX)}" if _is_index(name) else f"/{name}"


def suffix_of(name: str) -> str:
    """Return what a name ends in, such as ``.pdf``; empty if it has no such end."""
    return splitext(name)[1].lower()


def check_together(names: Iterable[str]) -> None:
    """Refuse names that are one and the same, or one inside the other, on some file system.

    :raises Unfit: naming both
    """
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    checked: set[str] = set()
    for name in names:
        other = seen.setdefault(_folded(name), name)
        if other != name:
            raise Unfit(_same(name, other))
        folder = name.rpartition("/")[0]
        while folder and folder not in checked:
            checked.add(folder)
            other = folders.setdefault(_folded(folder), folder)
            if other != folder:
                raise Unfit(_same(f"{folder}/", f"{other}/"))
            folder = folder.rpartition("/")[0]
    for folded in folders.keys() & seen.keys():
        raise Unfit(
            f"{seen[folded]} would have to be a file and a directory at once; one of the two "
            "addresses has to change."
        )


def _same(one: str, other: str) -> str:
    return (
        f"{other} and {one} would be one and the same on file systems that do not tell capitals "
        "from small letters; one of the two addresses has to change."
    )


def _folded(name: str) -> str:
    return (
        name if name.isascii() and name.islower() else unicodedata.normalize("NFC", name.casefold())
    )


def _is_index(name: str) -> bool:
    return name == INDEX or name.endswith(f"/{INDEX}")


def _check(path: str, part: str) -> None:
    if part in {"", ".", ".."}:
        raise Unfit(f"The address {path} holds a step that is no name.")
    if FORBIDDEN.search(part) or part[-1] in ". ":
        raise Unfit(f"The address {path} holds a sign that not every file system can keep.")
    if len(part.encode()) > LONGEST_PART:
        raise Unfit(f"The address {path} is too long for the name of a file.")
