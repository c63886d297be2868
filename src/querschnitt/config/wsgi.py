"""The program as a web server sees it: the page store in front, Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "querschnitt.config.settings")
behind = get_wsgi_application()

# Models can only be imported once Django is set up.
from querschnitt.publication.store import PageStore  # noqa: E402

application = PageStore(behind)
