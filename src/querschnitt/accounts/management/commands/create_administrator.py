"""The first account of a new installation; everybody else is invited in the desk."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from querschnitt.accounts import operations, queries
from querschnitt.lib.refusal import Refused


class Command(BaseCommand):
    help = "Create the first administrator and print the personal link that sets the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address with which the administrator signs in")
        parser.add_argument("name", help="the name under which acts stand in the journal")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user, token = operations.create_first_administrator(
                email=options["email"], name=options["name"]
            )
        except Refused as refusal:
            raise CommandError(refusal.obstacle.sentence) from refusal
        link = queries.personal_link(token)
        path = reverse("accounts:set_password", args=[token])
        self.stdout.write(f"{user.name} <{user.email}> can set a password here, once:")
        self.stdout.write(f"{settings.BASE_URL}{path}")
        if link:
            self.stdout.write(f"The link is valid until {link.expires_at:%Y-%m-%d %H:%M} UTC.")
