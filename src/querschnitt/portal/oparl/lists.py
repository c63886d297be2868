"""Pages of lists: so many objects each, with links to the others."""

from collections.abc import Sequence
from typing import Any, Final

PAGE: Final = 100
"""Objects on a page, where nothing else is asked."""


def list_page(objects: Sequence[Any], url: str, number: int) -> dict[str, Any]:
    """Return a page of a list whose pages are files of their own."""

    def at(page: int) -> str:
        return url if page == 1 else f"{url.removesuffix('.json')}-{page}.json"

    return page_of(objects, number, PAGE, at)


def page_of(objects: Sequence[Any], number: int, size: int, at: Any) -> dict[str, Any]:
    """Return a page with what is around it.

    :param at: gives the address of a page by its number
    """
    pages = max(1, -(-len(objects) // size))
    links = {"first": at(1), "self": at(number), "last": at(pages)}
    if number > 1:
        links["prev"] = at(number - 1)
    if number < pages:
        links["next"] = at(number + 1)
    start = (number - 1) * size
    return {
        "data": [*objects[start : start + size]],
        "pagination": {
            "totalElements": len(objects),
            "elementsPerPage": size,
            "currentPage": number,
            "totalPages": pages,
        },
        "links": links,
    }
