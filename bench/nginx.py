"""nginx with the same files, where it is installed (Debian: ``nginx-light``)."""

import shutil
from pathlib import Path

from bench.measure import Server
from querschnitt.publication.answers import PROTECTION
from querschnitt.publication.rendering import CACHE

CONFIGURATION = """
user root;
worker_processes 1;
pid {directory}/nginx.pid;
error_log {directory}/error.log;
events {{ worker_connections 256; }}
http {{
    default_type "text/html; charset=utf-8";
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000000;
    open_file_cache max=100;
    client_body_temp_path {directory}/body;
    proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        index index.html;
        gzip_static on;
        gzip_vary on;
        {headers}
    }}
}}
"""


def nginx(name: str, *, root: Path, port: int, directory: Path, has_headers: bool) -> Server | None:
    """Return an nginx that serves a directory, or ``None`` where there is none."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if not program:
        return None
    directory.mkdir()
    headers = [*PROTECTION, ("Cache-Control", CACHE["page"])] if has_headers else []
    file = directory / "nginx.conf"
    file.write_text(
        CONFIGURATION.format(
            directory=directory,
            root=root,
            port=port,
            headers="\n".join(f'add_header {name} "{value}";' for name, value in headers),
        )
    )
    return Server(name, [program, "-c", str(file), "-p", str(directory), "-g", "daemon off;"], port)
