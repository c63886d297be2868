"""A network on this machine that counts what it accepts, and fails as it is told to.

It knows no more of a post than its name; what real networks look like is another matter.
"""

import json
import random
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MULTIPLE = 503


class Receiver(ThreadingHTTPServer):
    """Accepts posts. Channels whose name begins with ``key`` know a repetition by its key."""

    daemon_threads = True

    def __init__(self, *, busy=0.0, lost=0.0, seed=1):
        super().__init__(("127.0.0.1", 0), Handler)
        self.busy, self.lost = busy, lost
        self.chance = random.Random(seed)  # noqa: S311 - a test repeats its luck
        self.accepted = []
        self.deleted = []
        self.by_key = {}
        self.lock = threading.Lock()
        self.on_request = self.on_accepted = lambda told: None
        self.pause = 0.0

    @property
    def port(self):
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """Say nothing of those who went away: that is what these tests are about."""

    def counts(self):
        """Return how often each delivery was accepted, by channel and key."""
        return Counter((one["channel"], one["key"]) for one in self.accepted)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        server = self.server
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told["at"] = time.time()
        server.on_request(told)
        with server.lock:
            luck = server.chance.random()
        if luck < server.busy:
            self.answer(MULTIPLE, {})
            return
        if server.pause:
            time.sleep(server.pause)
        number = self.accept(told)
        server.on_accepted(told)
        if luck < server.busy + server.lost:
            self.close_connection = True
            return
        self.answer(200, {"id": str(number)})

    def accept(self, told):
        server = self.server
        with server.lock:
            if told["action"] == "delete":
                server.deleted.append(told["external_id"])
                return told["external_id"]
            known = told["channel"].startswith("key") and server.by_key.get(told["key"])
            if known:
                return known
            server.accepted.append(told)
            server.by_key[told["key"]] = len(server.accepted)
            return len(server.accepted)

    def answer(self, status, told):
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@contextmanager
def receiver(**faults):
    """Run a receiver and return it."""
    server = Receiver(**faults)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
