"""The lists of relations in a copy: whole, and without a form that only a program could answer."""

from collections.abc import Iterator

from querschnitt.portal.addresses import Addresses
from querschnitt.portal.relation_list import Index, RelationList, Wanted, found_in


def list_pages(addresses: Addresses, index: Index) -> Iterator[tuple[str, str]]:
    """Yield the address and the markup of the overview and of each list."""
    writer = RelationList(addresses.language, index)
    for register, shell in index.shells.items():
        if not register:
            yield addresses.relations, shell.around("", index.overview)
            continue
        wanted = Wanted(register)
        found = found_in(index, wanted, addresses.language)
        content = writer.content(wanted, found, is_whole=True)
        yield addresses.register(register), shell.around("", content)
