"""The government's name and emblem in the head of every page."""

from hashlib import sha256

import pytest

from querschnitt.accounts.tests.house_styles import picture
from querschnitt.documents.house_style import PLAIN, HouseStyle
from querschnitt.portal.renderer import PortalRenderer
from querschnitt.portal.tests import examples
from querschnitt.ui.context import facts

EMBLEM = picture()
STYLE = HouseStyle(name="Regierung & Partner", emblem=EMBLEM, emblem_text='Wappen "Löwe"')
ADDRESS = f"/emblem-{sha256(EMBLEM).hexdigest()[:16]}.png"


def render(style):
    renderer = PortalRenderer(style=lambda: style)
    return {page.path: page for page in renderer.render(examples.whole_site(), examples.NOW)}


def head(page):
    return page.body.decode().split("<main")[0]


@pytest.fixture(scope="module")
def site():
    return render(STYLE)


def test_the_emblem_is_a_page_whose_address_names_its_bytes(site):
    page = site[ADDRESS]

    assert (page.body, page.media_type, page.status) == (EMBLEM, "image/png", 200)
    assert page.cache == "lasting"


def test_every_page_shows_emblem_and_name_and_says_what_the_emblem_is(site):
    pages = [page for page in site.values() if page.body.startswith(b"<!doctype html")]
    assert len(pages) > 20

    for page in pages:
        assert f'src="{ADDRESS}" alt="Wappen &quot;Löwe&quot;"' in head(page), page.path
        assert "Regierung &amp; Partner" in head(page), page.path


def test_without_a_design_there_is_neither_picture_nor_address():
    plain = render(PLAIN)

    assert not [path for path in plain if path.startswith("/emblem")]
    assert "<img" not in head(plain["/de/"])
    assert facts().government in head(plain["/de/"])


def test_another_emblem_has_another_address():
    other = picture((50, 50))
    site = render(HouseStyle(emblem=other, emblem_text="Anderes"))

    assert [path for path in site if path.startswith("/emblem")] != [ADDRESS]
