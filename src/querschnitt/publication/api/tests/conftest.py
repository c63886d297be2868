import pytest

from querschnitt.publication import operations, renderers
from querschnitt.publication.api import door
from querschnitt.publication.api.limiter import Limiter
from querschnitt.publication.tests import factories
from querschnitt.publication.tests.conftest import Plain


@pytest.fixture(autouse=True)
def renderer(monkeypatch):
    """One renderer, whatever apps above have registered; and no files but the JSON."""
    plain = Plain()
    monkeypatch.setattr(renderers, "_renderers", [plain])
    return plain


@pytest.fixture(autouse=True)
def bare_files(monkeypatch):
    from querschnitt.publication.formats.tests.bare import write_bare_files

    write_bare_files(monkeypatch)


@pytest.fixture(autouse=True)
def unlimited(monkeypatch):
    """Ask as often as a test likes."""
    limiter = Limiter(0)
    monkeypatch.setattr(door, "limiter", lambda: limiter)


@pytest.fixture
def press_officer(db):
    return factories.press_officer()


@pytest.fixture
def version(db):
    return factories.adopted_framework()


@pytest.fixture
def edition(version, press_officer):
    return operations.publish(by=press_officer, framework_version=version)
