import pytest

from querschnitt.lib.countries import country_name, country_names, is_country


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("PL", "de", "Polen"),
        ("PL", "pl", "Polska"),
        ("DE", "fr", "Allemagne"),
        ("FR", "de-de", "Frankreich"),
    ],
)
def test_a_country_is_named_in_the_readers_language(code, language, name):
    assert country_name(code, language) == name


@pytest.mark.parametrize("code", ["XX", "ZZ", "pl", "", "POL", "001", "UN"])
def test_what_is_no_country_stays_as_it_is(code):
    assert not is_country(code)
    assert country_name(code, "de") == code


def test_several_countries_are_named_together():
    assert country_names("EE/LV/LT", "de") == "Estland, Lettland, Litauen"
