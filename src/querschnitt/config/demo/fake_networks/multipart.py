"""Forms with files, as clients send them."""

import json
from email import message_from_bytes, policy
from urllib.parse import parse_qsl

from querschnitt.config.demo.fake_networks.network import Request

File = tuple[str, bytes]
"""Media type and bytes."""


def fields_of(request: Request) -> tuple[dict[str, str], dict[str, File]]:
    """Return the fields and the files of a form, in whichever of the three forms it came."""
    media_type = request.headers.get("content-type", "")
    if media_type.startswith("multipart/"):
        return _parts(request, media_type)
    if media_type.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(request.body.decode(), keep_blank_values=True)), {}
    return {name: _text(value) for name, value in request.json().items()}, {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _parts(request: Request, media_type: str) -> tuple[dict[str, str], dict[str, File]]:
    head = f"Content-Type: {media_type}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    message = message_from_bytes(head + request.body, policy=policy.HTTP)
    fields: dict[str, str] = {}
    files: dict[str, File] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", "", header="content-disposition"))
        body = part.get_payload(decode=True)
        body = body if isinstance(body, bytes) else b""
        if part.get_filename():
            files[name] = part.get_content_type(), body
        else:
            fields[name] = body.decode()
    return fields, files
