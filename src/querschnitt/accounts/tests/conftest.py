import pytest

from querschnitt.accounts.models import Role
from querschnitt.accounts.tests.factories import UserFactory, coordinator, editor

PASSWORD = "a-long-word-of-many-letters"


@pytest.fixture
def administrator(db):
    return UserFactory(role=Role.ADMINISTRATOR, department=None, name="Ada Admin")


@pytest.fixture
def the_coordinator(db):
    return coordinator(name="Conny Koordination")


@pytest.fixture
def the_editor(db):
    return editor(name="Edda Referat")


@pytest.fixture
def with_password(db):
    """Return a person who has a password."""

    def make(**fields):
        user = UserFactory(**fields)
        user.set_password(PASSWORD)
        user.save()
        return user

    return make


@pytest.fixture
def sign_in(client):
    """Sign a person in at the door, as a browser does."""

    def at_the_door(user, *, password=PASSWORD, browser=client, **more):
        return browser.post("/desk/anmelden/", {"email": user.email, "password": password, **more})

    return at_the_door


@pytest.fixture
def signed_in(client):
    """Return a browser in which a person has signed in."""

    def as_(user, browser=client):
        user.set_password(PASSWORD)
        user.save()
        browser.post("/desk/anmelden/", {"email": user.email, "password": PASSWORD})
        return browser

    return as_
