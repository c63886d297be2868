"""What pages offer to download: what exists, with its size, the usual formats first."""

import pytest

from querschnitt.portal.renderer import PortalRenderer
from querschnitt.portal.tests import examples
from querschnitt.portal.tests.reading_pages import Markup
from querschnitt.publication.formats.base import WHOLE, Part
from querschnitt.publication.renderers import PublicFile
from querschnitt.ui.sizes import spoken_size

pytestmark = pytest.mark.django_db
SHEET, STK = Part("goal", "X1"), Part("department", "stk")


def file(path, slug, size=430_000, *, part=WHOLE, is_for_reading=True):
    return PublicFile(
        path=f"/dokumente/{path}",
        slug=slug,
        label=slug.upper(),
        media_type="application/octet-stream",
        language="de" if is_for_reading else "",
        size=size,
        is_for_reading=is_for_reading,
        part=part,
    )


FILES = (
    file("2022-1.pdf", "pdf"),
    file("2022-1.docx", "docx"),
    file("2022-1.odt", "odt"),
    file("2022-1.json", "json", 1_260_000, is_for_reading=False),
    file("2022/ziele/x1.pdf", "pdf", part=SHEET),
    file("2022/ressorts/stk.pdf", "pdf", part=STK),
)


def pages(*files, withdrawn=""):
    content = examples.adopted(examples.framework())
    editions = [examples.edition(content, files=files, withdrawn=withdrawn)]
    return {page.path: page for page in PortalRenderer().render(editions, examples.NOW)}


def said(site, path):
    return site[path].body.decode()


def links(site, path):
    return [link for link in Markup(said(site, path)).links if link.startswith("/dokumente/")]


def test_pdf_and_word_come_first_and_the_others_by_kind():
    page = said(pages(*FILES), "/de/dokumente/")

    first, _details, others = page.partition("<details")
    assert "/dokumente/2022-1.pdf" in first
    assert "/dokumente/2022-1.docx" in first
    assert others.index("Dokumente</p>") < others.index("/dokumente/2022-1.odt")
    assert others.index("Daten</p>") < others.index("/dokumente/2022-1.json")
    assert "PDF, 430 KB" in first
    assert "JSON, 1,3 MB" in others


def test_a_goal_offers_its_sheet_and_a_department_its_part():
    site = pages(*FILES)

    assert links(site, "/de/ziele/2022-x1/")[0] == "/dokumente/2022/ziele/x1.pdf"
    assert links(site, "/de/ressorts/stk/") == ["/dokumente/2022/ressorts/stk.pdf"]
    assert "/dokumente/2022/ziele/x1.pdf" not in links(site, "/de/dokumente/")


def test_what_is_not_there_is_not_offered():
    site = pages()

    assert "Einzelblatt" not in said(site, "/de/ziele/2022-x1/")
    assert not any(links(site, path) for path in site if site[path].media_type[:9] == "text/html")


def test_where_a_sheet_was_a_reader_learns_that_it_was_withdrawn():
    site = pages(withdrawn="Falscher Stand.")

    for path in ("/dokumente/2022/ziele/x1.pdf", "/dokumente/2022/ressorts/stk.pdf"):
        assert site[path].status == 410
        assert "Falscher Stand." in said(site, path)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 Byte"), (999, "999 Byte"), (1_499, "1 KB"), (430_400, "430 KB"), (999_600, "1,0 MB")],
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert spoken_size(size) == words
