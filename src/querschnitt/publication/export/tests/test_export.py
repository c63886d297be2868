"""A copy says what the site says, is brought up to date file by file, and keeps to its own."""

import gzip
import os

import pytest
from django.conf import settings

from querschnitt.publication.export import run, standins
from querschnitt.publication.export.folder import Unwritable, opened
from querschnitt.publication.export.manifest import NAME
from querschnitt.publication.export.names import Unfit
from querschnitt.publication.export.standins import Copy, Made
from querschnitt.publication.export.tests.sites import (
    BASE,
    Silent,
    contents,
    copy,
    page,
    publish,
    small_site,
    written_at,
)
from querschnitt.publication.rendering import rendered_page

pytestmark = pytest.mark.django_db


def test_each_page_and_file_has_its_place(directory):
    publish(small_site())

    report = copy(directory)

    found = contents(directory)
    assert found["de/index.html"] == small_site()[0].body
    assert found["dokumente/eins-1.pdf"] == b"%PDF-1.7 eins"
    assert b"Start" in found["404.html"] == found["de/404.html"]
    assert b'url=/de/"' in found["index.html"]
    assert f'<link rel="canonical" href="{BASE}/de/">'.encode() in found["index.html"]
    assert found["_redirects"] == b"/ /de/ 301\n"
    assert report.checked.broken == []
    assert report.files == len(found) - 1


def test_two_copies_of_the_same_state_are_equal_to_the_byte(tmp_path):
    publish(small_site())

    copy(tmp_path / "one", is_packed=True)
    copy(tmp_path / "two", is_packed=True)

    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert NAME in contents(tmp_path / "one")


def test_a_copy_brought_up_to_date_equals_a_new_one(tmp_path):
    publish(small_site(5))
    copy(tmp_path / "old")
    publish(small_site(3, instead={"/de/ziele/1/": page("/de/ziele/1/", "Neu")}))

    copy(tmp_path / "old")
    copy(tmp_path / "new")

    assert contents(tmp_path / "old") == contents(tmp_path / "new")


def test_what_has_not_changed_is_not_written_again(directory):
    publish(small_site())
    copy(directory)
    before = written_at(directory)

    report = copy(directory)

    assert written_at(directory) == before
    assert (report.written, report.removed) == (0, 0)


def test_one_changed_page_is_the_only_one_written(directory):
    publish(small_site())
    copy(directory)
    before = written_at(directory)
    publish(small_site(instead={"/de/ziele/1/": page("/de/ziele/1/", "Neu")}))

    report = copy(directory)

    after = written_at(directory)
    assert {name for name in after if after[name] != before.get(name)} == {
        "de/ziele/1/index.html", NAME,
    }  # fmt: skip
    assert report.written == 1


def test_what_is_gone_is_removed_and_nothing_else(directory):
    publish(small_site())
    copy(directory)
    (directory / "google1234.html").write_text("mine")
    (directory / "de" / "ziele" / "2" / "note.txt").write_text("mine")
    publish(small_site(1))

    report = copy(directory)

    found = contents(directory)
    assert not (directory / "de" / "ziele" / "1").exists()
    assert found["google1234.html"] == found["de/ziele/2/note.txt"] == b"mine"
    assert "de/ziele/2/index.html" not in found
    assert report.removed == 2


def test_a_file_that_somebody_spoilt_is_put_right(directory):
    publish(small_site())
    copy(directory)
    (directory / "de" / "index.html").write_bytes(b"")
    (directory / "robots.txt").unlink()

    report = copy(directory)

    assert contents(directory)["de/index.html"] == small_site()[0].body
    assert report.written == 2


def test_a_directory_with_files_of_others_is_refused_and_left_as_it_is(directory):
    publish(small_site())
    directory.mkdir()
    (directory / "thesis.doc").write_text("mine")

    with pytest.raises(Unwritable, match=r"thesis|holds files"):
        copy(directory)

    assert contents(directory) == {"thesis.doc": b"mine"}


def test_a_file_of_somebody_else_is_never_written_over(directory):
    publish(small_site(1))
    copy(directory)
    (directory / "de" / "ziele" / "1").mkdir()
    (directory / "de" / "ziele" / "1" / "index.html").write_text("mine")
    publish(small_site(2))

    with pytest.raises(Unwritable, match=r"de/ziele/1/index\.html is not of this copy"):
        copy(directory)

    assert contents(directory)["de/ziele/1/index.html"] == b"mine"


def test_a_link_out_of_the_directory_is_not_followed(directory, tmp_path):
    publish(small_site(0))
    copy(directory)
    (tmp_path / "elsewhere").mkdir()
    (directory / "de" / "ziele").symlink_to(tmp_path / "elsewhere")
    publish(small_site(2))

    with pytest.raises(Unwritable, match="stands in its way"):
        copy(directory)

    assert contents(tmp_path / "elsewhere") == {}


def test_a_manifest_that_names_files_outside_is_refused(directory, tmp_path):
    publish(small_site())
    copy(directory)
    (tmp_path / "precious").write_text("mine")
    known = (directory / NAME).read_text().replace('"robots.txt"', '"../precious"')
    (directory / NAME).write_text(known)

    with pytest.raises(Unwritable, match="is not what this command has written"):
        copy(directory)

    assert (tmp_path / "precious").read_text() == "mine"


def test_a_withdrawn_page_says_so_and_servers_are_told(directory):
    gone = {
        path: page(path, "Zurückgezogen", status=410)
        for path in ("/de/ziele/1/", "/dokumente/eins-1.pdf")
    }
    publish(small_site())
    copy(directory)
    publish(small_site(instead=gone))

    report = copy(directory)

    found = contents(directory)
    assert "Zurückgezogen" in found["de/ziele/1/index.html"].decode()
    # A page that were named like a PDF would be sent as one.
    assert "Zurückgezogen" in found["dokumente/eins-1.pdf/index.html"].decode()
    assert b'location = "/dokumente/eins-1.pdf" { return 410; }' in found["querschnitt-nginx.conf"]
    assert b'RewriteRule "^de/ziele/1/?$" - [G]' in found[".htaccess"]
    assert report.checked.broken == []


def test_what_was_a_directory_can_become_a_file_again(directory):
    publish(small_site(instead={"/a.pdf": page("/a.pdf", "weg", status=410)}))
    copy(directory)
    publish(
        small_site(
            instead={"/a.pdf": rendered_page("/a.pdf", b"%PDF", media_type="application/pdf")}
        )
    )

    copy(directory)

    assert contents(directory)["a.pdf"] == b"%PDF"


def test_the_newest_file_stands_at_the_address_that_leads_to_it(directory):
    lead = rendered_page("/dokumente/eins.pdf", "", status=301, location="/dokumente/eins-1.pdf")
    publish(small_site(instead={lead.path: lead}))

    copy(directory)

    assert contents(directory)["dokumente/eins.pdf"] == b"%PDF-1.7 eins"


def test_compressed_files_stand_beside_where_they_are_asked_for(directory):
    publish(small_site(instead={"/de/ziele/1/": page("/de/ziele/1/", "lang " * 500)}))

    copy(directory, is_packed=True)

    found = contents(directory)
    assert gzip.decompress(found["de/ziele/1/index.html.gz"]) == found["de/ziele/1/index.html"]
    assert b"gzip_static on" in found["querschnitt-nginx.conf"]
    copy(directory)
    assert not [name for name in contents(directory) if name.endswith(".gz")]


def test_another_base_address_is_told_where_the_site_names_itself(directory):
    feed = rendered_page(
        "/de/neues.atom",
        f'<feed><id>{BASE}/de/</id><link href="{BASE}/de/"/></feed>',
        media_type="application/atom+xml",
    )
    data = rendered_page("/daten.json", f'{{"@id": "{BASE}/de/"}}', media_type="application/json")
    text = page("/de/ziele/1/", f'<a href="{BASE}/de/">{BASE}/de/</a>')
    publish(small_site(instead={one.path: one for one in (feed, data, text)}))

    report = copy(directory, base_url="https://europa.example.org")

    found = contents(directory)
    assert b'canonical" href="https://europa.example.org/de/"' in found["de/index.html"]
    assert b"<loc>https://europa.example.org/de/</loc>" in found["sitemap.xml"]
    assert found["robots.txt"] == b"Sitemap: https://europa.example.org/sitemap.xml\n"
    # What names an object for ever keeps its name.
    assert f"<id>{BASE}/de/</id>".encode() in found["de/neues.atom"]
    assert b'<link href="https://europa.example.org/de/"' in found["de/neues.atom"]
    assert found["daten.json"] == data.body
    assert f'<a href="{BASE}/de/">{BASE}/de/</a>'.encode() in found["de/ziele/1/index.html"]
    assert report.checked.broken == []


def test_only_the_static_files_that_are_referred_to_come_along(directory):
    root = settings.STATIC_ROOT
    (root / "ui").mkdir(parents=True)
    (root / "ui" / "a.0123456789ab.css").write_text("@font-face{src:url('b.0123456789ab.woff2')}")
    (root / "ui" / "b.0123456789ab.woff2").write_bytes(b"font")
    (root / "ui" / "unused.css").write_text("body{}")
    styled = page("/de/ziele/1/", '<link href="/static/ui/a.0123456789ab.css">')
    publish(small_site(instead={styled.path: styled}))

    report = copy(directory)

    names = {name for name in contents(directory) if name.startswith("static/")}
    assert names == {"static/ui/a.0123456789ab.css", "static/ui/b.0123456789ab.woff2"}
    assert report.checked.broken == []


def test_a_site_that_changes_meanwhile_is_read_again(directory):
    publish(small_site())
    changed = small_site(instead={"/de/ziele/1/": page("/de/ziele/1/", "Neu")})
    watcher = Silent(meanwhile=lambda: publish(changed))

    report = copy(directory, watcher=watcher)

    assert (watcher.turns, report.turns) == (2, 2)
    assert b"Neu" in contents(directory)["de/ziele/1/index.html"]


def test_a_site_that_never_rests_is_given_up_with_a_sentence(directory, monkeypatch):
    publish(small_site())
    monkeypatch.setattr(run.snapshot, "generation", iter(range(1000)).__next__)

    with pytest.raises(Unwritable, match="kept changing"):
        copy(directory)


def test_two_exports_at_once_are_refused(directory):
    publish(small_site())

    with opened(directory), pytest.raises(Unwritable, match="another export"):
        copy(directory)


@pytest.mark.parametrize("path", ["/de/Ziele/1/", "/de/ziele/con?x/", "/de/" + "lang" * 61 + "/"])
def test_addresses_that_not_every_file_system_can_keep_are_refused(directory, path):
    publish(small_site(instead={path: page(path)}))

    with pytest.raises(Unfit):
        copy(directory)

    assert set(contents(directory)) == set()


def test_a_full_disk_leaves_nothing_half_and_is_explained(directory, monkeypatch):
    publish(small_site())
    honest, count = os.write, iter(range(1000))

    def full(handle, body):
        if next(count) > 4:
            honest(handle, body[:10])
            raise OSError(28, "No space left on device")
        return honest(handle, body)

    with monkeypatch.context() as now:
        now.setattr(os, "write", full)
        with pytest.raises(Unwritable, match="The disk is full"):
            copy(directory)

    half = contents(directory)
    copy(directory)
    whole = contents(directory)
    assert 0 < len(half) < len(whole)
    assert not {name for name in half if name != NAME and half[name] != whole[name]}


def test_what_a_stand_in_makes_takes_the_place_of_what_is_stored(directory, monkeypatch):
    made = Made("/de/suche/", "tag", lambda: b"<p>Suche</p>")
    instead = {b'action="/de/ziele/"': b'action="/de/suche/"'}
    led = {b"/api/": b"/de/"}
    gives = Copy((made,), frozenset({"/de/ziele/auswahl.json"}), instead, led)
    monkeypatch.setattr(standins, "_registered", [lambda _stored, _read: gives])
    publish(
        small_site(
            instead={
                "/de/suche/": rendered_page("/de/suche/", "", status=301, location="/de/ziele/"),
                "/de/ziele/auswahl.json": rendered_page("/de/ziele/auswahl.json", "{}"),
                "/de/ziele/1/": page(
                    "/de/ziele/1/", '<form action="/de/ziele/"><a href="/api/v1/x?y">'
                ),
            }
        )
    )

    copy(directory)

    found = contents(directory)
    assert found["de/suche/index.html"] == b"<p>Suche</p>"
    assert b'<form action="/de/suche/"><a href="/de/">' in found["de/ziele/1/index.html"]
    assert "de/ziele/auswahl.json" not in found
    assert b"/de/suche/" not in found["_redirects"]
