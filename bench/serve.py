"""Serve a WSGI program as ``querschnitt serve`` does: ``python -m bench.serve TARGET PORT``."""

import sys

from querschnitt.config.cli import web_server

if __name__ == "__main__":
    web_server(sys.argv[1], host="127.0.0.1", port=int(sys.argv[2]), workers=1).serve()
