"""Texts that spreadsheets like to make something else of (E7 of the test catalogue)."""

import itertools
import os

IS_FULL = os.environ.get("SCALE") == "full"

SIGNS = ("=", "+", "-", "@", "\t", "\r")
DANGERS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.org","Bitte klicken")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    '"=1+1"',
    "Ziel;=1+1",
    'Ziel";=1+1',
    'Ziel"; "=1+1',
    "Ziel\n=1+1",
    "Ziel\r\n@SUM(A1)",
    "Ziel\t+1",
    "'=1+1",
    "''=1+1",
    "'Ziel",
    "=",
    "{=1+1}",
    '=DDE("server";"topic";"item")',
    '=IMPORTXML(CONCAT("http://x"))',
    "- Erster Spiegelstrich",
]
HARMLESS = [
    "+49 391 567",
    "+49 (391) 567.01",
    "-3",
    "-3,5",
    "+1",
    "007",
    "1e5",
    "12.07.2022",
    "2022-07-12",
    "TRUE",
    "#REF!",
    "_x0041_",
    "a;b",
    "a,b",
    'sagt "ja"',
    "Größe & <Maß>",
    "http://example.org",
    " Rand ",
    "zwei  Leerzeichen",
    "Zeile\nZeile",
    "Spalte\tSpalte",
    "😀",
    "Ziel -1",
]


def cases():
    """Return some fifty texts; with ``SCALE=full`` more than three hundred."""
    told = [*DANGERS, *HARMLESS]
    if IS_FULL:
        tails = ["1+1", "A1", "SUM(1;2)", "49 391", "(1)", "'x'!A1", '"x"', "ä", "\n=2"]
        heads = ["", " ", "'", '"', "a;", 'a";', "a\n", "a, "]
        told += [f"{h}{s}{t}" for h, s, t in itertools.product(heads, SIGNS, tails)]
    return list(dict.fromkeys(told))


CASES = cases()
