"""Reading in the process itself, for tests of what is read; the boundary has tests of its own."""

from querschnitt.documents.plain import xml
from querschnitt.documents.plain_reading import element_of
from querschnitt.documents.reading import LIMITS
from querschnitt.publication.foreign import stratml

NUMBERS = {"elements": LIMITS.elements, "text": LIMITS.text, "depth": LIMITS.depth}


def tree(data):
    return element_of(xml(data, NUMBERS)["tree"])


def read(data):
    return stratml.read(tree(data), key="fremd")


def noted(plan):
    """The deviations as lines, elements and what became of them."""
    return [(one.line, one.element, str(one.outcome)) for one in plan.deviations]
