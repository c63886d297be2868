import pytest

from querschnitt.relations.official_numbers import link_of
from querschnitt.relations.registers import checks


@pytest.mark.parametrize(
    ("field", "number", "address"),
    [
        ("celex", "52022PC0304", "eur-lex.europa.eu/legal-content/DE/TXT/?uri=CELEX:52022PC0304"),
        (
            "com_number",
            "COM(2022) 304 final",
            "eur-lex.europa.eu/legal-content/DE/ALL/?uri=COM:2022:304:FIN",
        ),
        (
            "council_number",
            "10524/22",
            "data.consilium.europa.eu/doc/document/ST-10524-2022-INIT/de/pdf",
        ),
        (
            "council_number",
            "ST 10524/22 ADD 1",
            "data.consilium.europa.eu/doc/document/ST-10524-2022-ADD-1/de/pdf",
        ),
        (
            "council_number",
            "ST 12345/1/21 REV 1",
            "data.consilium.europa.eu/doc/document/ST-12345-2021-REV-1/de/pdf",
        ),
        (
            "work_programme_year",
            "2022",
            "commission.europa.eu/strategy-documents/commission-work-programme_en",
        ),
        ("procedure", "2022/0195(COD)", "eur-lex.europa.eu/procedure/DE/2022_195"),
    ],
)
def test_an_official_number_leads_to_its_register(field, number, address):
    assert link_of(field, number, "de-de") == f"https://{address}"


def test_what_is_no_official_number_leads_nowhere():
    assert link_of("stand", "52022PC0304", "de") == ""
    assert link_of("procedure", "irgendwas", "de") == ""


@pytest.mark.parametrize(
    ("field", "number", "is_right"),
    [
        ("celex", "52022PC0304", True),
        ("celex", "02016R0679-20160504", True),
        ("celex", "12016E288", True),
        ("celex", "2022/0304", False),
        ("com_number", "COM(2022) 304 final", True),
        ("com_number", "COM 304", False),
        ("council_number", "ST 12345/1/21 REV 1", True),
        ("council_number", "10524", False),
        ("procedure", "2022/0195(COD)", True),
        ("procedure", "2022/0195", False),
    ],
)
def test_official_numbers_are_checked_by_their_form(field, number, is_right):
    assert (checks.code(field).obstacle({field: number}) is None) == is_right
