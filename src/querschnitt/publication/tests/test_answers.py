import pytest

from querschnitt.publication.answers import answers_for, is_known, wants_gzip
from querschnitt.publication.rendering import rendered_page

TAG = '"0123"'


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("GZIP;q=0.5", True),
        ("x-gzip", True),
        ("*", True),
        ("*;q=0.1", True),
        ("br, gzip ; q=0.001", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.0, *", False),
        ("*;q=0", False),
        ("identity;q=1, gzip;q=0.5", False),
        ("gzip;q=nonsense", False),
        ("gzip;q=1.2.3", False),
        (";;,,=", False),
    ],
)
def test_gzip_is_sent_to_those_who_prefer_it(accepted, expected):
    assert wants_gzip(accepted) is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (TAG, True),
        (f"W/{TAG}", True),
        (f'"other", W/{TAG}', True),
        (f'"with, comma",{TAG}', True),
        ("*", True),
        (" * ", True),
        ("0123", False),
        ('"other"', False),
        ("", False),
    ],
)
def test_a_tag_is_compared_as_http_demands(asked, expected):
    assert is_known(asked, TAG) is expected


def test_plain_and_compressed_have_strong_tags_of_their_own():
    answers = answers_for(rendered_page("/de/", "Ziel " * 100))

    assert answers.plain.etag != answers.packed.etag
    assert not answers.packed.etag.startswith("W/")


@pytest.mark.parametrize("status", [404, 410])
def test_an_error_page_has_no_tag_and_is_never_unchanged(status):
    answer = answers_for(rendered_page("/de/", "Zurückgezogen", status=status)).plain

    assert "ETag" not in dict(answer.headers)
    assert not is_known("*", answer.etag)
