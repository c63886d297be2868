"""One graph in three notations: Turtle, RDF/XML and JSON-LD, always the same bytes."""

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree

from querschnitt.publication.catalogue.statements import Statement, Value
from querschnitt.publication.catalogue.vocabulary import PREFIXES, RDF

if TYPE_CHECKING:
    from rdflib import Graph


class Notation(NamedTuple):
    """How a graph is written: what it is called, its ending and its media type."""

    label: str
    suffix: str
    media_type: str


TURTLE: Final = Notation("Turtle", ".ttl", "text/turtle; charset=utf-8")
RDF_XML: Final = Notation("RDF/XML", ".rdf", "application/rdf+xml")
JSON_LD: Final = Notation("JSON-LD", ".jsonld", "application/ld+json")
NOTATIONS: Final = (TURTLE, RDF_XML, JSON_LD)


# Most renderings change one document or none, so what others said is written already.
@lru_cache(maxsize=128)
def written(statements: tuple[Statement, ...]) -> dict[str, bytes]:
    """Return these statements in each notation, by its ending."""
    graph = _graph(statements)
    return {
        TURTLE.suffix: graph.serialize(format="turtle", encoding="utf-8"),
        RDF_XML.suffix: _rdf_xml(graph),
        JSON_LD.suffix: _json_ld(graph),
    }


def _graph(statements: tuple[Statement, ...]) -> "Graph":
    # Only publishing needs it, so a process that answers visitors never loads it.
    from rdflib import Graph, Literal, URIRef

    def node(told: str | Value) -> Literal | URIRef:
        if isinstance(told, str):
            return URIRef(told)
        kind = URIRef(told.kind) if told.kind else None
        # As it is written: a value that is read and written again could look different.
        return Literal(told.text, lang=told.language or None, datatype=kind, normalize=False)

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for subject, predicate, told in statements:
        graph.add((URIRef(subject), URIRef(predicate), node(told)))
    return graph


def _rdf_xml(graph: "Graph") -> bytes:
    """Return it as XML, sorted: the library leaves the order to chance."""
    rough = graph.serialize(format="xml", encoding="utf-8")
    root = etree.fromstring(rough, etree.XMLParser(resolve_entities=False, no_network=True))
    about = f"{{{RDF}}}about"
    for description in root:
        description[:] = sorted(description, key=_canonical)
    root[:] = sorted(root, key=lambda one: one.get(about, ""))
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _canonical(element: Any) -> str:
    return f"{element.tag} {sorted(element.attrib.items())} {element.text or ''}"


def _json_ld(graph: "Graph") -> bytes:
    loose = json.loads(graph.serialize(format="json-ld", context=dict(PREFIXES)))
    body = json.dumps(_sorted(loose), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{body}\n".encode()


def _sorted(told: Any) -> Any:
    """Return it with every list in a lasting order; in this graph none has one of its own."""
    if isinstance(told, dict):
        return {key: _sorted(value) for key, value in told.items()}
    if isinstance(told, list):
        return sorted(map(_sorted, told), key=lambda one: json.dumps(one, sort_keys=True))
    return told
