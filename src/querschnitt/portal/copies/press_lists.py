"""The lists of the press room in a copy: whole, and without a form that only a program answers."""

from collections.abc import Callable, Iterator

from querschnitt.portal import queries
from querschnitt.portal.addresses import Addresses
from querschnitt.portal.press_list import FORM, NEWEST_IN_COPY, Frame, PressList, Wanted

END = "</section>"


def list_pages(
    addresses: Addresses, frame: Frame, stored: Callable[[str], bytes | None]
) -> Iterator[tuple[str, str]]:
    """Yield the address and the markup of each list.

    :param stored: gives what is stored at an address, None where nothing is
    """
    writer = PressList(addresses.language, frame.filters)
    for path, wanted in _lists(addresses, frame):
        page = stored(path)
        if page is None:
            continue
        head, _form, rest = page.decode().partition(FORM)
        _list, _end, tail = rest.partition(END)
        cards = queries.release_cards(wanted, addresses.language)
        # The lists of the years hold them all.
        shown = cards if wanted.chosen else cards[:NEWEST_IN_COPY]
        content = writer.content(wanted, shown, len(cards), is_copy=True)
        yield path, f"{head}{content}{tail}"


def _lists(addresses: Addresses, frame: Frame) -> Iterator[tuple[str, Wanted]]:
    yield addresses.press, Wanted()
    ways: dict[str, Callable[[str], str]] = {
        "year": lambda key: addresses.press_year(int(key)),
        "department": addresses.press_of,
        "topic": addresses.press_on,
    }
    for one in frame.filters:
        for key, _word in one.choices:
            yield ways[one.name](key), Wanted(chosen=((one.name, key),))
