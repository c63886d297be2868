"""The copy of the demonstration as files: every link leads somewhere, and the search works."""

import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
import snowballstemmer

from tests.browser.installation import Installation

MATCHES = """async ([module, queries]) => {
  const { Index, matching } = await import(module);
  const index = await Index.at("/de/suche/verzeichnis/ziele.json");
  const asked = { document: index.all, field: "", department: "", kind: "", after: 0 };
  const found = {};
  for (const search of queries) found[search] = await matching({ ...asked, search }, index);
  return found;
}"""
STEMS = """async ([module, words]) => {
  const { stemmers } = await import(module);
  return words.map(stemmers.german);
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_told):
        pass


@pytest.fixture(scope="module")
def copied(demonstration, tmp_path_factory):
    """The demonstration, exported twice: the second time nothing is left to do."""
    installation = demonstration.copied_to(tmp_path_factory.mktemp("copied") / "copy")
    directory = tmp_path_factory.mktemp("files")
    first = installation.run("export", str(directory))
    again = installation.run("export", str(directory))
    return SimpleNamespace(
        installation=installation, directory=directory, said=first, said_again=again
    )


@pytest.fixture(scope="module")
def site(copied):
    """Serve the copy by nothing but Python's own server of files."""
    handler = functools.partial(Quiet, directory=str(copied.directory))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Installation(copied.directory, port=server.server_port)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def program(copied):
    """Serve what was copied, for other tests withdraw from the demonstration."""
    with copied.installation.serving() as served:
        yield served


def script(directory):
    [found] = (directory / "static" / "portal").glob("static-search.*.js")
    return f"/static/portal/{found.name}"


def words_of(directory):
    """Every stem that the index knows."""
    postings = json.loads((directory / "de/suche/verzeichnis/worte-alle.json").read_bytes())
    return sorted(postings)


def test_every_link_of_the_whole_copy_leads_somewhere(copied):
    assert " 0 broken" in copied.said
    assert ": 0 written" in copied.said_again
    assert not list(copied.directory.glob("desk*"))


def test_a_visitor_searches_and_filters(site, open_context):
    page = open_context(site).new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.goto("/de/ziele/")
    page.fill("#q", "Europa")
    page.select_option("#rahmen", "alle")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-state=done]")

    hits = page.locator("[data-hits] article")
    assert "/de/suche/?" in page.url
    assert hits.count() > 0
    assert page.inner_text("#hits").split()[0] == str(hits.count())
    page.click("[data-hits] .portal-chosen a >> nth=0")
    page.wait_for_selector("[data-state=done]")
    assert page.locator("[data-hits] article").count() > 0
    page.click("[data-hits] article a >> nth=0")
    assert "/de/ziele/" in page.url
    assert not errors


def test_without_a_script_the_lists_work_and_the_search_says_why_it_does_not(site, open_context):
    page = open_context(site, java_script_enabled=False).new_page()
    page.goto("/de/ziele/")
    assert page.locator("main article").count() > 0

    page.goto("/de/suche/")

    assert "JavaScript" in page.inner_text("main")


def test_a_copy_finds_what_the_program_finds(site, copied, program, open_context):
    words = words_of(copied.directory)
    asked = [*words, "Partnerschaften", "Europäischen Union", "und", "!?", "gibtesnicht"]
    page = open_context(site).new_page()
    page.goto("/de/suche/")
    found = page.evaluate(MATCHES, [script(copied.directory), asked])

    request = open_context(program).request
    for word in asked[:: max(len(asked) // 40, 1)] + asked[-5:]:
        answer = request.get("/de/ziele/", params={"q": word, "rahmen": "alle"}).text()
        assert answer.count('<article class="qs-card') == min(len(found[word]), 50), word


def test_words_are_stemmed_as_the_program_does(site, copied, open_context):
    ends = ("", "e", "en", "es", "ern", "ung", "lichkeit", "nissen", "igen", "st", "et", "isch")
    words = [word + end for word in words_of(copied.directory) for end in ends]
    words += ["bäuerinnen", "treue", "quelle", "häuser", "systemen", "kritik", "feindlich"]
    page = open_context(site).new_page()
    page.goto("/de/suche/")

    stems = page.evaluate(STEMS, [script(copied.directory), words])

    expected = [snowballstemmer.stemmer("german").stemWord(word) for word in words]
    assert dict(zip(words, stems, strict=True)) == dict(zip(words, expected, strict=True))
