"""Where mail is handed over, as the settings say."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class SmtpServer:
    """A mail server; ``security`` is ``tls``, ``starttls`` or ``none``."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
