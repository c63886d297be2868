"""What stands in a copy for what only the program can answer: an interface.

Apps above register at start-up. A stand-in is handed the addresses that are stored and reads what
is public alone; of the same state it must give the same bytes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is made for the copy. ``tag`` names what it says, ``body`` gives it."""

    path: str
    tag: str
    body: Callable[[], bytes]
    media_type: str = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Copy:
    """What a stand-in gives: files, addresses that are left out, and what pages are told instead.

    ``instead`` has pieces of markup, and how they are written in a copy; ``led`` beginnings of
    addresses, and the page to which links below them lead. ``answers`` are the pages whose script
    understands what stands behind a question mark.
    """

    made: tuple[Made, ...] = ()
    left_out: frozenset[str] = frozenset()
    instead: Mapping[bytes, bytes] = field(default_factory=dict)
    led: Mapping[bytes, bytes] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()


class StandIn(Protocol):
    """Makes what a copy has in the place of an answer of the program."""

    def __call__(self, stored: Mapping[str, str], read: Callable[[str], bytes]) -> Copy:
        """Return it, for the stored addresses with the tags of what they say.

        :param read: gives what is stored at an address
        """
        ...


_registered: list[StandIn] = []


def register(stand_in: StandIn) -> None:
    """Let this one take part in each copy from now on; a second time changes nothing."""
    if stand_in not in _registered:
        _registered.append(stand_in)


def gathered(stored: Mapping[str, str], read: Callable[[str], bytes]) -> Copy:
    """Return what all stand-ins give, as one."""
    copies = [stand_in(stored, read) for stand_in in _registered]
    return Copy(
        made=tuple(made for copy in copies for made in copy.made),
        left_out=_union(copy.left_out for copy in copies),
        instead={said: told for copy in copies for said, told in copy.instead.items()},
        led={below: page for copy in copies for below, page in copy.led.items()},
        answers=_union(copy.answers for copy in copies),
    )


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
