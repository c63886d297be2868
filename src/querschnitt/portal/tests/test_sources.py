"""Texts that name sources become passages and links, and nothing else becomes a link."""

import pytest

from querschnitt.portal.sources import Part, sources_of


def test_several_sources_are_told_apart():
    found = sources_of("Mitteilung vom 12.07.2022  ; https://example.org/a ; Zeitung")

    assert found == [
        [Part("Mitteilung vom 12.07.2022")],
        [Part("example.org/a", "https://example.org/a")],
        [Part("Zeitung")],
    ]


def test_what_stands_beside_an_address_stays_text():
    assert sources_of("Siehe https://example.org/a (Teil C)") == [
        [Part("Siehe "), Part("example.org/a", "https://example.org/a"), Part(" (Teil C)")]
    ]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "http://", "https://[broken", "www.x.de"]
)
def test_only_addresses_of_the_web_become_links(text):
    assert not any(part.url for source in sources_of(text) for part in source)


def test_an_encoded_address_is_read_by_people():
    (part,) = sources_of("https://example.org/zusammenarbeit-f%C3%BCr-europa")[0]

    assert part.text == "example.org/zusammenarbeit-für-europa"
    assert part.url.endswith("f%C3%BCr-europa")


def test_nothing_names_no_source():
    assert sources_of("  ") == []
