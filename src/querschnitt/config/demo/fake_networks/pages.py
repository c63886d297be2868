"""What readers of these networks see, as plain pages."""

from collections.abc import Iterable
from html import escape

from querschnitt.config.demo.fake_networks.network import Network, Post

_PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 sans-serif; max-width: 42rem; margin: 0 auto; padding: 1rem }}
article {{ border: 1px solid GrayText; border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0 }}
.text {{ white-space: pre-wrap; overflow-wrap: anywhere }} img {{ max-width: 100% }}
.note {{ color: GrayText }}
</style></head><body><p><strong>Vorführung: kein echtes Netzwerk.</strong></p>
<h1>{title}</h1>{inside}</body></html>"""


def index(networks: Iterable[Network]) -> str:
    """Return the page that names all networks."""
    rows = "".join(
        f'<li><a href="/{one.kind}/">{escape(one.label)}</a>: {len(one.standing)} Beiträge</li>'
        for one in networks
    )
    return _PAGE.format(title="Netzwerke der Vorführung", inside=f"<ul>{rows}</ul>")


def wall(network: Network) -> str:
    """Return the page of what stands in a network, the newest first."""
    posts = "".join(_post(network, one) for one in reversed(network.posts))
    inside = f'{posts or "<p>Noch kein Beitrag.</p>"}<p><a href="/">Alle Netzwerke</a></p>'
    return _PAGE.format(title=escape(network.label), inside=inside)


def _post(network: Network, post: Post) -> str:
    told = [f"Nummer {escape(post.id)}"]
    if post.reply_to:
        told.append(f"Antwort auf {escape(post.reply_to)}")
    if post.edits:
        told.append(f"{post.edits}-mal geändert")
    note = f'<p class="note">{" · ".join(told)}</p>'
    if post.is_deleted:
        return f"<article><p><em>Gelöschter Beitrag</em></p>{note}</article>"
    pictures = "".join(
        f'<p><img src="/{network.kind}/bild/{one.sha256}" alt="{escape(one.alternative)}"></p>'
        for one in post.pictures
    )
    language = f' lang="{escape(post.language)}"' if post.language else ""
    text = f'<div class="text"{language}>{escape(post.text)}</div>'
    return f'<article id="{escape(post.id)}">{text}{pictures}{note}</article>'
