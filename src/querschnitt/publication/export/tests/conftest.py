import pytest
from django.conf import settings

from querschnitt.publication.export import standins
from querschnitt.publication.export.tests.sites import BASE


@pytest.fixture(autouse=True)
def _alone(monkeypatch, tmp_path):
    """No stand-in of an app above, a known address, and static files of the test's own."""
    monkeypatch.setattr(standins, "_registered", [])
    monkeypatch.setattr(settings, "BASE_URL", BASE)
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path / "static-root")


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "copy"
