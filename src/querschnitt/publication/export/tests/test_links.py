"""Every link is followed: one that leads nowhere is named with its page."""

import io

import pytest

from querschnitt.publication.export import command
from querschnitt.publication.export.links import Links, links_in
from querschnitt.publication.export.tests.sites import BASE, copy, page, publish, small_site

HTML = "text/html; charset=utf-8"


def of(body, media_type=HTML, url="/de/ziele/"):
    return links_in(body.encode(), media_type, url)


def test_links_of_a_page_are_seen_from_its_root():
    body = """<a href="../felder/?x=1&amp;y=2#a">x</a><img srcset="/a.png 1x, b.png 2x" src='c.png'>
        <form action="/de/suche/"></form><a href="mailto:a@b.c">m</a><a href="#da">d</a><p id="da">
        <!-- <a href="/nie/"> --> &lt;a href="/gezeigt/"&gt; href="/nur/Text/"
        <a href="https://example.org/">e</a><a href="#fehlt">f</a>"""

    found = of(body)

    assert found.targets == (
        "/a.png", "/de/felder/?x=1&y=2#a", "/de/suche/", "/de/ziele/#fehlt", "/de/ziele/b.png",
        "/de/ziele/c.png", "https://example.org/",
    )  # fmt: skip
    assert found.anchors == ("da",)


def test_links_of_styles_and_feeds_are_found():
    style = "/* url(nie.png) */ @import 'a.css'; b{background:url(\"../b.png\")} c{src:url(data:x)}"

    assert of(style, "text/css", "/static/ui/x.css").targets == (
        "/static/b.png",
        "/static/ui/a.css",
    )
    assert of("<loc>/a/</loc>", "application/xml").targets == ("/a/",)
    assert of('{"href": "/a/"}', "application/json") == Links()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("/de/nirgends/", "there is no such file"),
        ("/dokumente/zwei-1.pdf", "there is no such file"),
        ("/de/#nirgends", "there is no such place on that page"),
        ("#nirgends", "there is no such place on that page"),
        ("/de/?seite=2", "only a program could answer that"),
        (f"{BASE}/desk/", "there is no such file"),
        ("/static/ui/fehlt.css", "there is no such file"),
    ],
)
def test_a_planted_broken_link_is_found(directory, link, why):
    planted = page("/de/ziele/1/", f'<a href="{link}">x</a>')
    publish(small_site(instead={planted.path: planted}))

    [broken] = copy(directory).checked.broken

    assert (broken.page, broken.why) == ("/de/ziele/1/", why)
    assert broken.link.endswith(link)


@pytest.mark.django_db
def test_a_link_that_breaks_on_an_unchanged_page_is_found(directory):
    publish(small_site(3))
    home = small_site(3)[0]
    copy(directory)
    publish(small_site(2, instead={"/de/": home}))

    [broken] = copy(directory).checked.broken

    assert (broken.page, broken.link) == ("/de/", "/de/ziele/2/")


@pytest.mark.django_db
def test_the_command_tells_and_ends_with_a_status(directory):
    publish(small_site(2, instead={"/de/": small_site(3)[0]}))
    out, progress = io.StringIO(), io.StringIO()

    status = command.main(directory, out=out, progress=progress)

    assert status == 1
    assert "Broken link: /de/: /de/ziele/2/ (there is no such file)" in out.getvalue()
    assert progress.getvalue() == ""


@pytest.mark.django_db
def test_a_copy_can_be_looked_at_again_without_writing(directory):
    publish(small_site())
    command.main(directory, out=io.StringIO())
    assert command.main(directory, is_check_only=True, out=io.StringIO()) == 0
    (directory / "de" / "ziele" / "1" / "index.html").unlink()

    out = io.StringIO()
    status = command.main(directory, is_check_only=True, out=out)

    assert status == 1
    assert "/de/ziele/1/ (there is no such file)" in out.getvalue()
    assert not (directory / "de" / "ziele" / "1" / "index.html").exists()


@pytest.mark.django_db
def test_progress_is_told_where_it_is_asked_for(directory):
    publish(small_site())
    out, progress = io.StringIO(), io.StringIO()

    command.main(directory, is_verbose=True, out=out, progress=progress)

    assert " files\n" in progress.getvalue()
    assert "written, 0 unchanged, 0 removed" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["example.org", "https://example.org/unten", "ftp://a.b"])
def test_an_address_that_is_none_is_refused(directory, address):
    with pytest.raises(command.NotPossible):
        command.main(directory, base_url=address, out=io.StringIO())

    assert not directory.exists()
