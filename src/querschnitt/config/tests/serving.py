"""The program as a web server's processes see it, on the database of the test that starts them."""

import json
import os

from django.conf import settings

from querschnitt.config.cli import web_server
from querschnitt.outbox.tests.processes import VARIABLE

TARGET = "querschnitt.config.tests.serving:application"


def serve(port):
    """Serve with two processes; what a process of its own does."""
    web_server(TARGET, host="127.0.0.1", port=int(port), workers=2).serve()


def __getattr__(name):
    # Made when the web server asks for it: in each of its processes, not in the test.
    if name != "application":
        raise AttributeError(name)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "querschnitt.config.settings")
    settings.DATABASES["default"].update(json.loads(os.environ[VARIABLE]))
    from querschnitt.config.wsgi import application

    return application
