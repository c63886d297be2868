"""Take the pictures of README and handbook from a running demonstration.

Start ``make demo`` in one terminal and this in another:
``.venv/bin/python tools/screenshots.py [http://127.0.0.1:8000]``. What is written can be seen in
``docs/pictures/``; a file that is too large for a repository is an error.
"""

import io
import os
import sys
import tempfile
import urllib.request
from pathlib import Path

import typst
from PIL import Image
from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LARGEST = 150_000
COLOURS = 96
"""Of flat pages nobody sees that there are no more, and a file is a third as large."""

WIDE, PHONE = {"width": 1200, "height": 860}, {"width": 390, "height": 760}
PASSWORD = "demonstration-2026"  # noqa: S105 (printed by the demonstration itself)

PORTAL = {
    "portal-start": "/de/",
    "portal-ziel": "/de/ziele/2022-x1/",
    "portal-auftrag": "/de/auftrag/2022/",
    "portal-partner": "/de/partner/",
}
DESK = {
    "arbeitsplatz-start": ("mwu.leitung", "/desk/", ""),
    "arbeitsplatz-ziel": ("koordination", "/desk/rahmen/2022/ziele/X1/", ""),
    "arbeitsplatz-matrix": ("koordination", "/desk/rahmen/2022/matrix/", ""),
    "arbeitsplatz-runde": ("koordination", "/desk/runden/", "main table >> nth=0 >> a >> nth=0"),
    "arbeitsplatz-kabinett": ("kabinett", "/desk/kabinett/uebung/", ""),
    "arbeitsplatz-vorsitz": (
        "koordination",
        "/desk/beziehungen/vorsitze/vorsitz-der-ubungskonferenz-demonstration/arbeitsplatz/",
        "",
    ),
}
DOCUMENT = "/dokumente/2022-1.pdf"
SHEETS = {"dokument-titel": 1, "dokument-inhalt": 2, "dokument-ziele": 5}


def main(url: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = os.environ.get("QUERSCHNITT_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(base_url=url, viewport=WIDE, locale="de-DE")
        for name, address in PORTAL.items():
            page.goto(address)
            keep(name, page.screenshot())
        phone = browser.new_page(
            base_url=url, viewport=PHONE, locale="de-DE", color_scheme="dark"
        )  # fmt: skip
        phone.goto("/de/ziele/")
        keep("portal-telefon", phone.screenshot())
        for name, (account, address, click) in DESK.items():
            desk = signed_in(browser.new_page(base_url=url, viewport=WIDE, locale="de-DE"), account)
            desk.goto(address)
            if click:
                desk.locator(click).click()
                desk.wait_for_load_state()
            keep(name, desk.screenshot())
        browser.close()
    for name, sheet in zip(SHEETS, sheets(f"{url}{DOCUMENT}"), strict=True):
        keep(name, sheet)


def signed_in(page: Page, account: str) -> Page:
    page.goto("/desk/anmelden/")
    page.fill("[name=email]", f"{account}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/desk/")
    return page


def sheets(address: str) -> list[bytes]:
    """Return pages of the document as pictures."""
    with tempfile.TemporaryDirectory() as place, urllib.request.urlopen(address) as answer:  # noqa: S310 (our own)
        Path(place, "document.pdf").write_bytes(answer.read())
        shown = "\n".join(
            f'#page(image("document.pdf", page: {number}, width: 210mm))'
            for number in SHEETS.values()
        )
        source = f"#set page(width: 210mm, height: 297mm, margin: 0mm)\n{shown}"
        pictures = typst.compile(source.encode(), root=place, format="png", ppi=72.0)
    return pictures if isinstance(pictures, list) else [pictures]


def keep(name: str, picture: bytes) -> None:
    path = PICTURES / f"{name}.png"
    flat = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=0)
    flat.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(PICTURES.parents[1])}: {size // 1024} KiB")
    if size > LARGEST:
        sys.exit(f"{path} is too large for a repository.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
