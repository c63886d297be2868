"""Put third-party styles and fonts where the program and its tests look for them.

They come from npm packages that package-lock.json pins; git ignores every copy made here.
"""

import re
import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
KERN = ROOT / "node_modules" / "@kern-ux" / "native"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ROOT / "src" / "querschnitt" / "ui" / "static" / "vendor" / "kern"
PAPER = ROOT / "src" / "querschnitt" / "documents" / "fonts"

STYLES = ("kern.min.css", "kern-grid.min.css", "kern-utilities.min.css")
# The weights KERN's own rules ask for, and the upright and slanted text weight. Bold text finds
# SemiBold, which is what KERN means by "strong".
WEB_FACES = ("Regular", "Italic", "Medium", "SemiBold")
PRINT_FACES = ("Regular", "Italic", "Medium", "SemiBold", "Bold", "BoldItalic")
LICENCE_RECORDS = (0, 13, 14)  # copyright, licence and its address, in the font's own name table


def styles_for_pages() -> None:
    """Copy KERN's styles, and of its fonts only the faces that pages use."""
    (PAGES / "fonts" / "fira-sans").mkdir(parents=True)
    for style in STYLES:
        shutil.copyfile(KERN / "dist" / style, PAGES / style)
    shutil.copyfile(KERN / "LICENSE.md", PAGES / "LICENSE.md")

    rules = (KERN / "dist" / "fonts" / "fira-sans.css").read_text(encoding="utf-8")
    chosen = []
    for face in WEB_FACES:
        name = f"FiraSans-{face}.woff2"
        source = KERN / "dist" / "fonts" / "fira-sans" / name
        shutil.copyfile(source, PAGES / "fonts" / "fira-sans" / name)
        rule = re.search(rf"@font-face\s*\{{[^}}]*/{re.escape(name)}[^}}]*\}}", rules)
        if rule is None:
            sys.exit(f"KERN's fira-sans.css no longer has a rule for {name}.")
        # Text is readable in the reader's own font until the file is there.
        chosen.append(rule[0].replace("\n}", "\n    font-display: swap;\n}"))
    (PAGES / "fonts" / "fira-sans.css").write_text("\n\n".join(chosen) + "\n", encoding="utf-8")


def fonts_for_paper() -> None:
    """Unpack the faces that documents use; the typesetter cannot read woff2."""
    PAPER.mkdir(parents=True)
    notice = ""
    for face in PRINT_FACES:
        source = KERN / "dist" / "fonts" / "fira-sans" / f"FiraSans-{face}.woff2"
        # Without this the time of conversion would stand in the file, and so in every document.
        font = TTFont(source, recalcTimestamp=False)
        font.flavor = None
        font.save(PAPER / f"FiraSans-{face}.ttf")
        names = (font["name"].getDebugName(record) for record in LICENCE_RECORDS)
        notice = "\n\n".join(name for name in names if name)
    (PAPER / "LICENSE.txt").write_text(notice + "\n", encoding="utf-8")
    shutil.copyfile(PAPER / "LICENSE.txt", PAGES / "fonts" / "LICENSE.txt")


def checker_for_tests() -> None:
    """Copy the accessibility checker, when the packages for tests are there."""
    if AXE.exists():
        target = ROOT / ".cache" / "axe" / "axe.min.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(AXE, target)


def main() -> None:
    if not KERN.is_dir():
        sys.exit('The npm packages are missing; "make assets" fetches them.')
    for folder in (PAGES, PAPER):
        shutil.rmtree(folder, ignore_errors=True)
    styles_for_pages()
    fonts_for_paper()
    checker_for_tests()


if __name__ == "__main__":
    main()
