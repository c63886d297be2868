import gzip

import pytest

from querschnitt.publication.rendering import rendered_page

LONG = "<p>Europäische Angelegenheiten</p>" * 50


def test_a_page_is_compressed_once_and_the_same_each_time():
    first, second = rendered_page("/de/", LONG), rendered_page("/de/", LONG)

    assert first == second
    assert gzip.decompress(first.gzip) == first.body == LONG.encode()


def test_what_compression_would_make_longer_is_kept_plain():
    assert rendered_page("/robots.txt", "x", media_type="text/plain").gzip == b""


@pytest.mark.parametrize(
    "other",
    [
        rendered_page("/de/", LONG + " "),
        rendered_page("/de/", LONG, status=410),
        rendered_page("/de/", LONG, media_type="text/plain"),
        rendered_page("/de/", LONG, cache="brief"),
        rendered_page("/de/", LONG, status=301, location="/de/ziele/"),
    ],
)
def test_whatever_differs_has_another_digest(other):
    assert other.etag != rendered_page("/de/", LONG).etag


@pytest.mark.parametrize(
    "wrong",
    [
        {"path": "de/"},
        {"path": "/" + "x" * 300},
        {"path": "/de/\r\nSet-Cookie: a=b"},
        {"status": 302},
        {"status": 301},
        {"location": "/de/"},
        {"cache": "for-ever"},
        {"media_type": "text/html\r\nSet-Cookie: a=b"},
    ],
)
def test_what_cannot_be_an_answer_is_refused(wrong):
    with pytest.raises(ValueError, match=r"path|unknown|location|control"):
        rendered_page(**{"path": "/de/", "body": LONG} | wrong)


def test_a_line_break_in_a_location_cannot_become_a_header():
    page = rendered_page("/alt/", "", status=301, location="/de/\r\nSet-Cookie: a=b")

    assert page.location == "/de/%0D%0ASet-Cookie:%20a=b"
