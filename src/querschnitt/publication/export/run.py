"""Making a copy of the public site, or bringing one up to date."""

import gzip
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from django.conf import settings

from querschnitt.publication.export import names, servers, snapshot, standins
from querschnitt.publication.export.assets import Assets
from querschnitt.publication.export.checking import Checked, check
from querschnitt.publication.export.folder import Folder, Unwritable, folders_of, opened
from querschnitt.publication.export.links import Links, links_in
from querschnitt.publication.export.manifest import FORMAT, UNKNOWN, Entry, Manifest
from querschnitt.publication.export.outgoing import OK, Outgoing, Wording, outgoing
from querschnitt.publication.export.snapshot import Bytes, SiteChanged, Stored
from querschnitt.publication.export.standins import Copy, Made
from querschnitt.publication.rendering import LEVEL

MOST_TURNS = 5
KEPT_CHANGING = (
    "The public site kept changing, so the copy is not finished. Run the same command again; it "
    "goes on where it stopped."
)


@dataclass(frozen=True)
class Options:
    """How a copy is made: under which address, and whether with compressed files."""

    base_url: str
    is_packed: bool = False


@dataclass
class Report:
    """What came of it."""

    files: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    bytes: int = 0
    turns: int = 1
    checked: Checked = field(default_factory=lambda: Checked([], [], 0))


class Watcher(Protocol):
    """Is told how far an export has come."""

    def began(self, count: int) -> None:
        """So many files may have to be written."""

    def went_on(self) -> None:
        """One of them has been looked at."""

    def began_anew(self) -> None:
        """The site was changed meanwhile."""


def export(directory: Path, options: Options, watcher: Watcher) -> Report:
    """Make a directory say what the public site says; whatever says it already is left alone.

    :raises Unwritable: if the directory cannot be written or is somebody else's
    :raises names.Unfit: if an address of the site cannot become a file
    """
    with opened(directory) as folder:
        for turn in range(1, MOST_TURNS + 1):
            try:
                report = _Turn(folder, options, watcher).run()
            except SiteChanged:
                watcher.began_anew()
            else:
                report.turns = turn
                return report
    raise Unwritable(KEPT_CHANGING)


class _Turn:
    """One attempt to write one generation of the site."""

    def __init__(self, folder: Folder, options: Options, watcher: Watcher) -> None:
        self._folder, self._options, self._watcher = folder, options, watcher
        self._assets = Assets(Path(settings.STATIC_ROOT), settings.STATIC_URL)
        self._bases = tuple(dict.fromkeys([settings.BASE_URL, options.base_url]))
        self._report = Report()
        self._files: dict[str, Entry] = {}
        self._missing_assets: set[str] = set()

    def run(self) -> Report:
        pages, copy = _read()
        wording = Wording(copy.instead, copy.led, self._options.base_url)
        instead = copy.left_out.union(made.path for made in copy.made)
        stored = [page for page in pages if page.path not in instead]
        wanted = {one.name: one for one in _wanted(stored, copy, wording)}
        rules = _rules(wording, self._options)
        for one in servers.files(stored, list(wanted.values()), is_packed=self._options.is_packed):
            wanted[one.name] = one
        names.check_together(wanted)
        known = self._known(rules)
        self._begin(wanted)
        self._write(wanted, known)
        for entry in list(self._files.values()):
            self._add_assets(entry.links, known)
        return self._finish(Manifest(rules, self._files, self._bases, tuple(copy.answers)))

    def _known(self, rules: str) -> Mapping[str, Entry]:
        """Return what is known of each file, as far as it was made as it would be made now."""
        manifest = self._folder.manifest
        return manifest.files if manifest.rules == rules else {}

    def _begin(self, wanted: Mapping[str, Outgoing]) -> None:
        """Write down which files will be ours, so that whoever is interrupted can go on."""
        manifest = self._folder.manifest
        new = wanted.keys() - manifest.files.keys()
        # What is a directory of ours becomes free below.
        places = {f"{name}{end}" for name in new for end in ("", ".gz")}
        places -= folders_of(manifest.files)
        in_the_way = sorted(filter(self._folder.is_taken, places)) if manifest.files else []
        if in_the_way:
            self._folder.refuse(in_the_way[0])
        if new:
            files = {**manifest.files, **dict.fromkeys(sorted(new), Entry())}
            self._folder.remember(Manifest(manifest.rules, files))
        # A file whose name is to become that of a directory, or the other way round.
        gone = manifest.files.keys() - wanted.keys()
        blocking = (gone & folders_of(wanted)) | {
            name for name in gone if folders_of([name]) & wanted.keys()
        }
        for name in sorted(blocking):
            self._report.removed += self._folder.remove(name)

    def _write(self, wanted: Mapping[str, Outgoing], known: Mapping[str, Entry]) -> None:
        self._watcher.began(len(wanted))
        changed: dict[Stored | None, list[Outgoing]] = {}
        for name, one in wanted.items():
            entry = known.get(name)
            if entry is not None and self._is_as_known(name, one.tag, entry):
                self._files[name] = entry
                self._report.unchanged += 1
                self._watcher.went_on()
            else:
                changed.setdefault(one.source, []).append(one)
        for source, found in self._bytes_of(changed):
            for one in changed[source]:
                self._write_one(one, found, known)
                self._watcher.went_on()

    def _is_as_known(self, name: str, tag: str, entry: Entry) -> bool:
        return (
            entry.tag == tag != UNKNOWN
            and (entry.packed >= 0) == self._options.is_packed
            and self._folder.holds(name, entry)
        )

    def _bytes_of(
        self,
        sources: Iterable[Stored | None],
    ) -> Iterator[tuple[Stored | None, Bytes]]:
        sources = list(sources)
        if None in sources:
            yield None, Bytes(b"", b"")
        stored = [source for source in sources if source is not None]
        yield from snapshot.bytes_of(stored, is_packed=self._options.is_packed)

    def _write_one(self, one: Outgoing, found: Bytes, known: Mapping[str, Entry]) -> None:
        body = one.make(found.body)
        links = links_in(body, one.media_type, names.url_of(one.name))
        # Before the page that needs them, so that no visitor gets it without its styles.
        self._add_assets(links.targets, known)
        packed = found.gzip if body is found.body else b""
        self._put(one.name, body, packed, one.tag, one.media_type, links)

    def _put(
        self, name: str, body: bytes, packed: bytes, tag: str, kind: str, links: Links
    ) -> None:
        is_new, size = self._folder.put(name, body), -1
        if self._options.is_packed:
            packed = packed or _packed(body)
            size = len(packed)
            if packed:
                is_new |= self._folder.put(f"{name}.gz", packed)
        if size <= 0:
            self._folder.remove_packed(name)
        self._files[name] = Entry(tag, len(body), size, kind, links.targets, links.anchors)
        self._report.written += is_new
        self._report.unchanged += not is_new

    def _add_assets(self, links: Iterable[str], known: Mapping[str, Entry]) -> None:
        for name in self._assets.among(links):
            if name not in self._files and name not in self._missing_assets:
                self._add_asset(name, known)

    def _add_asset(self, name: str, known: Mapping[str, Entry]) -> None:
        tag, entry = self._assets.tag_of(name), known.get(name)
        if entry is not None and self._is_as_known(name, tag, entry):
            self._files[name] = entry
            self._report.unchanged += 1
            self._add_assets(entry.links, known)
            return
        found = self._assets.read(name)
        if found is None:
            self._missing_assets.add(name)
            return
        body, packed = found
        kind = self._assets.media_type_of(name)
        links = links_in(body, kind, names.url_of(name))
        self._add_assets(links.targets, known)
        self._put(name, body, packed, tag, kind, links)

    def _finish(self, manifest: Manifest) -> Report:
        report = self._report
        for name in sorted(self._folder.manifest.files.keys() - self._files.keys()):
            report.removed += self._folder.remove(name)
        self._folder.remember(manifest)
        report.files = len(self._files)
        report.bytes = sum(entry.size + max(entry.packed, 0) for entry in self._files.values())
        report.checked = check(self._files, bases=self._bases, answers=manifest.answers)
        return report


def _read() -> tuple[list[Stored], Copy]:
    """Return what is stored and what stands for the program, both of one generation.

    :raises SiteChanged: if they are not
    """
    generation = snapshot.generation()
    pages = snapshot.stored_pages()
    by_path = {page.path: page for page in pages}

    def read(path: str) -> bytes:
        return next(snapshot.bytes_of([by_path[path]]))[1].body

    copy = standins.gathered({page.path: page.etag for page in pages}, read)
    if snapshot.generation() != generation:
        raise SiteChanged
    return pages, copy


def _wanted(pages: list[Stored], copy: Copy, wording: Wording) -> Iterator[Outgoing]:
    """Yield all files.

    :raises names.Unfit: if two of them would have one name
    """
    seen = set[str]()
    for one in chain(outgoing(pages, wording), map(partial(_made, wording), copy.made)):
        if one.name in seen:
            raise names.Unfit(f"Two addresses would have the file {one.name}; one has to change.")
        seen.add(one.name)
        yield one


def _made(wording: Wording, file: Made) -> Outgoing:
    make = wording.of(Stored(file.path, OK, file.media_type, "", file.tag))
    name = names.file_of(file.path, is_page=file.media_type.startswith("text/html"))
    return Outgoing(name, file.tag, file.media_type, None, lambda _body: make(file.body()))


def _rules(wording: Wording, options: Options) -> str:
    """Return a digest of how files come from what is stored."""
    told = sorted([*wording.instead.items(), *wording.led.items()])
    facts = repr((FORMAT, settings.BASE_URL, options.base_url, told)).encode()
    return hashlib.sha256(facts).hexdigest()[:32]


def _packed(body: bytes) -> bytes:
    small = gzip.compress(body, LEVEL, mtime=0)
    return small if len(small) < len(body) else b""
