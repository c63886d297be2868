"""The program as if each request were the first one after a change: nothing is remembered.

The generation number is read anew for each request, and so is the page.
"""

from querschnitt.config import wsgi
from querschnitt.publication.store import PageStore

application = PageStore(wsgi.behind, limit=0, interval=0)
