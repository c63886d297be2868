"""The command with which a new installation begins."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from querschnitt.accounts.models import Role, User

pytestmark = pytest.mark.django_db


def created(email="Anna@land.example", name="Anna Amt"):
    out = StringIO()
    call_command("create_administrator", email, name, stdout=out)
    return out.getvalue()


def test_it_prints_a_link_that_sets_the_password(client):
    said = created()

    path = next(line for line in said.splitlines() if line.startswith("http"))
    path = "/" + path.split("/", 3)[3]
    password = "zwölf Löwen lesen"
    client.post(path, {"new_password": password, "new_password_again": password})
    user = User.objects.get()
    assert user.role == Role.ADMINISTRATOR
    assert user.check_password(password)


def test_a_second_administrator_is_invited_in_the_desk_instead():
    created()

    with pytest.raises(CommandError, match="dministra"):
        created("zweite@land.example", "Zweite")

    assert User.objects.count() == 1


def test_an_address_that_is_none_is_refused():
    with pytest.raises(CommandError):
        created("keine Adresse")

    assert not User.objects.exists()
