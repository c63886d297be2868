"""The catalogue has what DCAT-AP.de makes mandatory, says the same thrice, invents nothing."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from querschnitt.portal import open_catalogue
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.subscribed import with_files, withdrawn

SHAPES = Graph().parse(Path(__file__).with_name("dcat_ap_de.ttl"))
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
ADMS = Namespace("http://www.w3.org/ns/adms#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LANGUAGES = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld"}


@pytest.fixture(autouse=True)
def entered(settings):
    """An installation whose operator has entered everything."""
    settings.BASE_URL = "https://europa.example.org"
    settings.PUBLISHER = replace(
        settings.PUBLISHER, name="Staatskanzlei", email="europa@example.org"
    )
    settings.LAND, settings.CONTRIBUTOR_ID = "ST", "musterland"
    settings.DATA_LICENCE = "dl-zero-de/2.0"


def made(editions):
    return {page.path: page for page in open_catalogue.pages(with_files(editions))}


def graph(editions, path="/daten/katalog.ttl"):
    page = made(editions)[path]
    return Graph().parse(data=page.body, format=LANGUAGES[f".{path.rpartition('.')[2]}"])


def faults(data):
    is_right, _graph, told = validate(data, shacl_graph=SHAPES)
    return "" if is_right else told


def amended():
    """Three editions of a document: adopted, put right, and amended."""
    first, minor = examples.whole_site()[1], examples.whole_site()[0]
    later = examples.adopted(examples.framework(), digest="b" * 64, version=2)
    return [examples.edition(later, number=3, change_note="Fortgeschrieben."),
            replace(minor, is_newest=False), first]  # fmt: skip


@pytest.mark.parametrize(
    "editions",
    [
        examples.whole_site(),
        amended(),
        [withdrawn(one) for one in amended()],
        [withdrawn(one) if one.number > 1 else one for one in amended()],
    ],
    ids=["as it is", "amended", "all withdrawn", "the newer ones withdrawn"],
)
def test_what_dcat_ap_de_makes_mandatory_is_there(editions):
    assert not faults(graph(editions))


def test_each_document_conforms_by_itself_too():
    for path in made(examples.whole_site()):
        if path.startswith("/daten/datensatz/") and path.endswith(".rdf"):
            assert not faults(graph(examples.whole_site(), path))


MANDATORY = [
    (DCAT.Catalog, DCTERMS.title),
    (DCAT.Catalog, DCTERMS.description),
    (DCAT.Catalog, DCTERMS.publisher),
    (DCAT.Catalog, DCAT.themeTaxonomy),
    (DCAT.Dataset, DCTERMS.title),
    (DCAT.Dataset, DCTERMS.description),
    (DCAT.Dataset, DCTERMS.publisher),
    (DCAT.Dataset, DCTERMS.identifier),
    (DCAT.Dataset, DCTERMS.modified),
    (DCAT.Dataset, DCAT.theme),
    (DCAT.Dataset, DCAT.distribution),
    (DCAT.Dataset, DCATDE.contributorID),
    (DCAT.Dataset, DCATDE.politicalGeocodingLevelURI),
    (DCAT.Dataset, DCATDE.politicalGeocodingURI),
    (DCAT.Dataset, DCTERMS.spatial),
    (DCAT.Distribution, DCAT.accessURL),
    (DCAT.Distribution, DCAT.downloadURL),
    (DCAT.Distribution, DCTERMS.license),
    (DCAT.Distribution, DCTERMS.format),
    (DCAT.Distribution, ADMS.status),
    (DCAT.DataService, DCAT.endpointURL),
    (DCAT.DataService, DCTERMS.title),
    (DCAT.DataService, DCTERMS.publisher),
    (DCAT.DataService, DCTERMS.license),
    (SPDX.Checksum, SPDX.algorithm),
    (SPDX.Checksum, SPDX.checksumValue),
    (FOAF.Agent, FOAF.name),
    (VCARD.Kind, VCARD.hasEmail),
    (DCTERMS.PeriodOfTime, None),
]


@pytest.fixture(scope="module")
def complete():
    return {}


@pytest.mark.parametrize(
    ("kind", "says"), MANDATORY, ids=[f"{k[-12:]} {s or ''}"[:48] for k, s in MANDATORY]
)
def test_without_something_mandatory_the_shapes_complain(complete, kind, says):
    # One document is enough; made once, since making it is no part of the question.
    data = complete.setdefault("graph", graph([examples.whole_site()[0]]))
    removed = [
        (subject, predicate, told)
        for subject in data.subjects(RDF.type, kind)
        for predicate, told in data.predicate_objects(subject)
        if predicate == says or (says is None and predicate != RDF.type)
    ]
    assert removed
    for statement in removed:
        data.remove(statement)

    told = faults(data)

    for statement in removed:
        data.add(statement)
    assert told


@pytest.mark.parametrize(
    ("kind", "says", "told"),
    [
        (DCAT.Dataset, DCTERMS.source, URIRef("https://example.org/other")),
        (DCAT.Dataset, DCAT.theme, URIRef("https://example.org/theme")),
        (DCAT.Dataset, DCATDE.contributorID, URIRef("http://dcat-ap.de/def/contributors/other")),
        (DCAT.Dataset, DCTERMS.title, Literal("Ohne Sprache")),
        (DCAT.Distribution, ADMS.status, URIRef("http://purl.org/adms/status/UnderDevelopment")),
        (DCAT.Distribution, DCTERMS.license, URIRef("https://example.org/licence")),
        (DCAT.Distribution, DCTERMS.format, URIRef("https://example.org/pdf")),
    ],
)
def test_a_value_that_is_not_allowed_is_found(kind, says, told):
    data = graph([examples.whole_site()[2]])
    data.add((next(data.subjects(RDF.type, kind)), says, told))

    assert faults(data)


# The library's own reader of JSON-LD still uses what the library calls outdated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_three_notations_say_the_same():
    site = made(examples.whole_site())
    for path in [path for path in site if path.endswith(".ttl")]:
        graphs = [
            Graph().parse(data=site[path.replace(".ttl", suffix)].body, format=language)
            for suffix, language in LANGUAGES.items()
        ]

        assert len(graphs[0]) > 20
        assert isomorphic(graphs[0], graphs[1]), path
        assert isomorphic(graphs[0], graphs[2]), path


def test_each_notation_comes_with_its_media_type_and_the_name_itself_leads_to_turtle():
    site = made(examples.whole_site())

    assert site["/daten/katalog.ttl"].media_type == "text/turtle; charset=utf-8"
    assert site["/daten/katalog.rdf"].media_type == "application/rdf+xml"
    assert site["/daten/datensatz/2022.jsonld"].media_type == "application/ld+json"
    assert site["/daten/datensatz/2022"].location == "/daten/datensatz/2022.ttl"
    assert site["/daten/datensatz/2022"].status == 301


WRITE = """
import hashlib
from querschnitt.publication.catalogue.statements import Value
from querschnitt.publication.catalogue.writing import written
thing = "http://www.w3.org/ns/dcat#Dataset"
kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
title = "http://purl.org/dc/terms/title"
told = tuple((f"https://e.org/{n}", p, o) for n in range(30)
             for p, o in ((kind, thing), (title, Value("A", "de")), (title, Value("B", "en"))))
print([hashlib.sha256(body).hexdigest() for body in written(told).values()])
"""


def test_the_same_statements_are_the_same_bytes_in_every_process():
    said = {
        subprocess.run(
            [sys.executable, "-c", WRITE],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1


def test_a_document_is_a_dataset_with_its_editions_as_versions():
    data = graph(amended())
    base = "https://europa.example.org/daten/datensatz/2022"
    document, versions = URIRef(base), [URIRef(f"{base}#ausgabe-{n}") for n in (1, 2, 3)]

    assert set(data.objects(document, DCAT.hasVersion)) == set(versions)
    assert set(data.objects(document, DCAT.hasCurrentVersion)) == {versions[2]}
    assert set(data.objects(versions[2], DCAT.previousVersion)) == {versions[1]}
    assert not set(data.objects(versions[0], DCAT.previousVersion))
    status = {
        version: {
            str(one).rpartition("/")[2]
            for file in data.objects(version, DCAT.distribution)
            for one in data.objects(file, ADMS.status)
        }
        for version in versions
    }
    assert list(status.values()) == [{"Deprecated"}, {"Deprecated"}, {"Completed"}]


def test_a_partly_known_period_is_not_padded():
    told = made(examples.whole_site())["/daten/datensatz/2022.ttl"].body.decode()

    assert 'dcat:startDate "2022-07-12"^^xsd:date' in told
    assert 'dcat:endDate "2026"^^xsd:gYear' in told


def test_of_what_was_withdrawn_a_tombstone_stays_and_nothing_of_what_it_said():
    secret = examples.text("Geheimtext")
    content = examples.framework(
        title=secret, short_title=secret, introduction=secret,
        fields=[{**examples.field(), "name": secret}],
    )  # fmt: skip
    gone = examples.edition(examples.adopted(content), withdrawn="Voreilig.")

    site = made([gone])
    data = graph([gone])

    assert not any(b"Geheimtext" in page.body for page in site.values())
    assert "Voreilig." in site["/daten/datensatz/2022.ttl"].body.decode()
    files = list(data.subjects(RDF.type, DCAT.Distribution))
    assert files
    for file in files:
        assert str(data.value(file, ADMS.status)).endswith("Withdrawn")
        assert data.value(file, DCAT.downloadURL) is None
        assert data.value(file, DCAT.byteSize) is None
        assert data.value(file, SPDX.checksum) is None


def test_renaming_changes_no_name():
    before = examples.whole_site()
    renamed = examples.framework(
        goals=before[0].content["framework"]["goals"],
        title=examples.text("Ganz neuer Titel"),
        departments=[examples.department(name="Neu"), examples.department("mwl", "Auch neu")],
    )
    after = [
        examples.edition(examples.adopted(renamed), number=3),
        *(replace(one, is_newest=False) if one.document == "2022" else one for one in before),
    ]

    old, new = set(graph(before).subjects()), set(graph(after).subjects())

    assert old <= new
    assert "Ganz neuer Titel" in made(after)["/daten/datensatz/2022.ttl"].body.decode()


def test_what_nobody_entered_is_left_out_and_not_invented(settings):
    settings.PUBLISHER = replace(settings.PUBLISHER, name="", email="")
    settings.GOVERNMENT_NAME = settings.LAND = settings.CONTRIBUTOR_ID = ""

    data = graph(examples.whole_site())

    for says in (DCTERMS.publisher, DCTERMS.spatial, DCATDE.contributorID, DCAT.contactPoint,
                 DCATDE.politicalGeocodingURI, DCATDE.politicalGeocodingLevelURI):  # fmt: skip
        assert not list(data.subject_objects(says)), says
    assert faults(data)


def test_a_licence_that_asks_for_it_names_the_publisher(settings):
    settings.DATA_LICENCE = "cc-by/4.0"

    data = graph(examples.whole_site())

    assert set(data.objects(None, DCATDE.licenseAttributionByText)) == {Literal("Staatskanzlei")}
    assert not faults(data)


def test_hostile_texts_break_no_notation():
    hostile = "</rdf:RDF>\x00\x0b\ud800 \"'''\\ <script>&amp;"
    content = examples.framework(title=examples.text(hostile))
    editions = [examples.edition(examples.adopted(content), change_note=hostile)]

    assert not faults(graph(editions, "/daten/katalog.rdf"))
    assert isomorphic(graph(editions, "/daten/katalog.rdf"), graph(editions))


def test_the_interface_is_a_service_of_the_catalogue():
    from querschnitt.publication.api.paths import BASE

    service = next(graph(examples.whole_site()).subjects(RDF.type, DCAT.DataService))
    data = graph(examples.whole_site())

    assert str(data.value(service, DCAT.endpointURL)) == f"https://europa.example.org{BASE}"
    served = {str(one).rpartition("/")[2] for one in data.objects(service, DCAT.servesDataset)}
    assert served == {"2022", "2016", "2016-berichtete-ziele"}


def test_an_empty_portal_has_an_empty_catalogue():
    data = graph([])

    assert not list(data.subjects(RDF.type, DCAT.Dataset))
    assert (None, RDF.type, DCAT.Catalog) in data
