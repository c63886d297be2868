"""Editions with files, read in German: what feeds, calendars and the catalogue are made of."""

from dataclasses import replace

from django.utils.translation import override

from querschnitt.portal.reading import Reading
from querschnitt.portal.site import PublicSite
from querschnitt.portal.tests import examples
from querschnitt.publication.renderers import PublicFile

FORMATS = (("pdf", "PDF", "application/pdf", "de"), ("json", "JSON", "application/json", ""))


def with_files(editions):
    """The same editions, each readable one with a PDF and its data."""
    return [
        edition
        if edition.is_withdrawn
        else replace(
            edition,
            files=tuple(
                PublicFile(
                    path=f"/dokumente/{edition.document}-{edition.number}.{slug}",
                    slug=slug,
                    label=label,
                    media_type=media_type,
                    language=language,
                    size=1_000 + edition.number,
                    sha256="ab" * 32,
                )
                for slug, label, media_type, language in FORMATS
            ),
        )
        for edition in editions
    ]


def withdrawn(edition, reason="Enthielt einen falschen Stand.", at=examples.NOW):
    return replace(edition, withdrawn_at=at, withdrawal_reason=reason, is_newest=False, files=())


def reading(editions, now=examples.NOW):
    return Reading(PublicSite(editions), "de", now)


def pages(make, editions, now=examples.NOW):
    """What a part of the portal makes of editions in German, by address."""
    with override("de"):
        return {page.path: page for page in make(reading(editions, now))}
