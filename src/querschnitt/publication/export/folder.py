"""The directory of a copy: who else may use it, and how files get into it and out of it.

A file appears whole or not at all, since it is written beside its place and then put there. What
is not in the manifest is somebody else's and never touched.
"""

import errno
import fcntl
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from querschnitt.publication.export import manifest as manifests
from querschnitt.publication.export.manifest import Entry, Manifest

UNFINISHED = ".querschnitt-export.tmp"
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


class Unwritable(Exception):
    """Raised where a copy cannot be written; the sentence says why, and what to do."""


FULL = "The disk is full. Make room, then run the same command again; it goes on where it stopped."
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: "That file system can only be read. Name a directory elsewhere.",
}
NOT_ALLOWED = "is not for you to write. Name another directory, or run this as its owner."
NOT_OURS = (
    "{} holds files, but none of an earlier copy ({} is missing). Name an empty directory, or "
    "one that this command has made."
)
NOT_READABLE = (
    "{} is not what this command has written, or was written by a newer version. Name an empty "
    "directory."
)


class Folder:
    """The directory of one copy, while nobody else writes to it.

    All names are looked up from the directory as it was opened (``handle``), wherever it is moved.
    """

    def __init__(self, root: Path, handle: int, manifest: Manifest) -> None:
        self.root = root
        self.manifest = manifest
        self._at = handle
        self._folders: set[str] = {""}

    def holds(self, name: str, entry: Entry) -> bool:
        """Return whether a file is there, as long as its entry says."""
        try:
            return os.stat(name, dir_fd=self._at).st_size == entry.size and (
                entry.packed <= 0 or os.stat(f"{name}.gz", dir_fd=self._at).st_size == entry.packed
            )
        except OSError:
            return False

    def put(self, name: str, body: bytes) -> bool:
        """Let a file say this; return False if it did already.

        :raises Unwritable: if something of somebody else's stands there
        """
        self._make_folder(name.rpartition("/")[0])
        try:
            present = os.stat(name, dir_fd=self._at, follow_symlinks=False)
        except FileNotFoundError:
            pass
        else:
            if present.st_size == len(body) and self._read(name) == body:
                return False
            self._check_ours(name, present.st_mode)
        self._write(name, body)
        return True

    def remove(self, name: str) -> bool:
        """Take a file away, with directories that it leaves empty; return whether it was there."""
        was_there = False
        for gone in (f"{name}.gz", name):
            try:
                os.unlink(gone, dir_fd=self._at)
                was_there = True
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                was_there = False
        folder = name.rpartition("/")[0]
        while folder:
            try:
                os.rmdir(folder, dir_fd=self._at)
            except OSError:
                break
            self._folders.discard(folder)
            folder = folder.rpartition("/")[0]
        return was_there

    def remove_packed(self, name: str) -> None:
        """Take away what was compressed beside a file at an earlier time."""
        if name in self.manifest.files and self.manifest.files[name].packed > 0:
            with suppress(FileNotFoundError):
                os.unlink(f"{name}.gz", dir_fd=self._at)

    def is_taken(self, name: str) -> bool:
        """Return whether anything stands there, whosever it is."""
        try:
            os.stat(name, dir_fd=self._at, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def refuse(self, name: str) -> NoReturn:
        """Say that something of somebody else's stands where a file must go."""
        sentence = f"{self.root / name} is not of this copy and stands in its way."
        raise Unwritable(f"{sentence} Move it elsewhere.")

    def remember(self, manifest: Manifest) -> None:
        """Write down which files are the copy's own."""
        self.manifest = manifest
        body = manifests.written(manifest)
        with suppress(FileNotFoundError):
            if self._read(manifests.NAME) == body:
                return
        self._write(manifests.NAME, body)

    def _read(self, name: str) -> bytes:
        handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=self._at)
        with os.fdopen(handle, "rb") as file:
            return file.read()

    def _write(self, name: str, body: bytes) -> None:
        try:
            target = os.open(UNFINISHED, NEW, 0o644, dir_fd=self._at)
            try:
                written = os.write(target, body)
                while written < len(body):
                    written += os.write(target, body[written:])
            finally:
                os.close(target)
            os.rename(UNFINISHED, name, src_dir_fd=self._at, dst_dir_fd=self._at)
        except OSError:
            with suppress(OSError):
                os.unlink(UNFINISHED, dir_fd=self._at)
            raise

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._make_folder(folder.rpartition("/")[0])
        try:
            os.mkdir(folder, dir_fd=self._at)
        except FileExistsError:
            # Through a link a file would come to stand somewhere else.
            present = os.stat(folder, dir_fd=self._at, follow_symlinks=False)
            if not stat.S_ISDIR(present.st_mode):
                self.refuse(folder)
        self._folders.add(folder)

    def _check_ours(self, name: str, mode: int) -> None:
        known = name if name in self.manifest.files else name.removesuffix(".gz")
        if known not in self.manifest.files or stat.S_ISDIR(mode):
            self.refuse(name)


@contextmanager
def opened(directory: Path) -> Iterator[Folder]:
    """Open a directory for a copy, made if it is not there, and keep others from it.

    :raises Unwritable: if it cannot be written, is somebody else's, or in use
    """
    root = directory.absolute()
    try:
        root.mkdir(parents=True, exist_ok=True)
        handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise Unwritable(_sentence(error, root)) from error
    try:
        _lock(handle, root)
        with suppress(FileNotFoundError):
            os.unlink(UNFINISHED, dir_fd=handle)
        yield Folder(root, handle, _known(root))
    except OSError as error:
        raise Unwritable(_sentence(error, root)) from error
    finally:
        os.close(handle)


def _lock(handle: int, root: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sentence = f"{root} is being written by another export. Wait until it has ended."
        raise Unwritable(sentence) from None


def known_in(directory: Path) -> Manifest:
    """Return what the copy in a directory remembers.

    :raises Unwritable: if there is none
    """
    try:
        return _known(directory.absolute(), may_be_empty=False)
    except OSError as error:
        raise Unwritable(_sentence(error, directory)) from error


def _known(root: Path, *, may_be_empty: bool = True) -> Manifest:
    try:
        return manifests.read((root / manifests.NAME).read_bytes())
    except FileNotFoundError:
        if may_be_empty and not any(root.iterdir()):
            return Manifest()
        raise Unwritable(NOT_OURS.format(root, manifests.NAME)) from None
    except manifests.Unreadable:
        raise Unwritable(NOT_READABLE.format(root / manifests.NAME)) from None


def folders_of(names: Iterable[str]) -> set[str]:
    """Return the directories that these files stand in, with those around them."""
    found = set[str]()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _sentence(error: OSError, root: Path) -> str:
    place = root / (error.filename or "")
    if error.errno in REASONS:
        return f"{place} cannot be written. {REASONS[error.errno]}"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"{place} {NOT_ALLOWED}"
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return f"{place} is a file, not a directory. Name another one."
    return f"{place} cannot be written: {error.strerror}."
