"""A real SMTP server as a program of its own; each mail it accepts is a line in a file.

with smtp_program("accept", file) as port: ...
"""

import asyncio
import json
import signal
import ssl
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

SOURCE = Path(__file__).parents[3]


class Behaviour:
    """Accepts, refuses or hangs up, as the name says."""

    def __init__(self, name, file):
        self.name, self.file = name, Path(file)
        self.announced = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.announced += 1
        if self.name == "busy":
            return "451 4.3.0 Please come back later"
        if self.name == "first-busy" and self.announced == 1:
            return "451 4.3.0 Please come back later"
        if self.name == "unknown":
            return "550 5.1.1 Nobody of this name"
        if self.name == "drop-before":
            server.transport.abort()
        if self.name == "slow":
            await asyncio.sleep(0.4)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.name == "refuse-text":
            return "554 5.6.0 Not like this"
        if self.name == "hold":
            self._note(session, envelope)
            await asyncio.sleep(60)
        self._note(session, envelope)
        if self.name == "drop-after":
            server.transport.abort()
        return "250 OK"

    def _note(self, session, envelope):
        line = {
            "to": envelope.rcpt_tos,
            "from": envelope.mail_from,
            "text": envelope.content.decode("ascii"),
            "peer": str(session.peer),
            "tls": session.ssl is not None,
            "user": session.authenticated and session.auth_data.login.decode(),
        }
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def received(file):
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@contextmanager
def smtp_program(behaviour, file, *, certificate=""):
    """Run the server and return its port; ended afterwards."""
    command = [sys.executable, "-m", "querschnitt.outbox.tests.smtp_program"]
    with subprocess.Popen(
        [*command, behaviour, str(file), str(certificate)],
        cwd=SOURCE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.send_signal(signal.SIGKILL)


async def serve(behaviour, file, certificate):
    from aiosmtpd.smtp import SMTP, AuthResult

    more = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        more = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": lambda server, session, envelope, mechanism, data: AuthResult(
                success=(data.login, data.password) == (b"office", b"pass:word@1"), auth_data=data
            ),
        }
    handler = Behaviour(behaviour, file)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(handler, hostname="localhost", **more), "127.0.0.1", 0
    )
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
