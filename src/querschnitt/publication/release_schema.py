"""The JSON Schema of published press releases, made of the types that the code is checked by.

What a field means stands here; that it exists, and what may stand in it, comes from
``release_content``.
"""

from typing import Any

from querschnitt.lib.typed_schema import Schema, Told, path_of, schema_of_type
from querschnitt.publication.release_content import SCHEMA, ReleaseContent

TITLE = "A press release"
_SHA256 = {"pattern": "^[0-9a-f]{64}$"}
_KEY = {"pattern": "^[a-z0-9_-]+$"}
_ENTRY = {"pattern": "^[a-z]+/[a-z0-9_-]+$"}
_LANGUAGE = {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}
_SIZE = {"minimum": 0}
_POSITIVE = {"minimum": 1}

_NAME = "What the file was called by those who added it."
_DIGEST = "SHA-256 over the bytes of the file."
_MEDIA_TYPE = "Its kind, such as image/png."
_BYTES = "Its size in bytes."

TITLES = {
    "Text": "Text in its languages",
    "ReleaseDepartment": "Department that issues it",
    "ReleaseTexts": "Words in one language",
    "ReleaseQuotation": "Quotation",
    "ReleaseGoal": "Goal that it is about",
    "ReleaseImage": "Picture",
    "ReleaseAttachment": "Attachment",
    "ReleaseContent": TITLE,
}

WORDS = {
    "Text": {"": "One text in each language it exists in, by language tag; empty where unknown."},
    "ReleaseDepartment": {
        "": "A department that issues the release.",
        "key": "Tells it from all others, for good.",
        "name": "Its name on that day.",
        "abbreviation": "What it is called for short.",
    },
    "ReleaseTexts": {
        "": "What the release says in one language.",
        "title": "The headline.",
        "subtitle": "The line below the headline, or empty.",
        "lead": "The first paragraph, or empty.",
        "body": "The text as HTML of few elements: paragraphs, headings, lists, links, tables.",
    },
    "ReleaseQuotation": {
        "": "Words of a person.",
        "text": "What the person says.",
        "person": "Who says it.",
        "office": "The office that the person held on that day.",
    },
    "ReleaseGoal": {
        "": "A goal that is public.",
        "framework": "The key of its framework.",
        "reference": "Its reference in the framework.",
    },
    "ReleaseImage": {
        "": "A picture that goes with the release.",
        "sha256": _DIGEST,
        "name": _NAME,
        "media_type": _MEDIA_TYPE,
        "size": _BYTES,
        "width": "In pixels.",
        "height": "In pixels.",
        "alternative": "What it shows, for those who cannot see it.",
        "credit": "Who made it and who owns the rights.",
    },
    "ReleaseAttachment": {
        "": "A file to take along.",
        "sha256": _DIGEST,
        "name": _NAME,
        "label": "What readers see it called; empty where the name says enough.",
        "media_type": _MEDIA_TYPE,
        "size": _BYTES,
    },
    "ReleaseContent": {
        "": "A press release as it was published.",
        "schema": "The form of this content.",
        "reference": "Its number as people write it; empty where it has none.",
        "number": "Its number within the year; null where it has none.",
        "year": "The year of its number and of its address.",
        "address": "The last part of its addresses within the year.",
        "departments": "The departments that issue it, the leading one first.",
        "place": "Where it is dated.",
        "dated_on": "When it is dated; may be known to the month or the year only.",
        "published_at": "The instant at which it was first published.",
        "spoken_word": "Whether it is a speech of which the spoken word prevails.",
        "languages": "The languages of the texts, the leading one first.",
        "texts": "The words by language.",
        "quotations": "Quotations beside the text.",
        "facts": "Facts in brief.",
        "goals": "The public goals that it is about.",
        "partners": "Entries of the registers of relations that it is about: register and key.",
        "documents": "The public documents that it is about, by the last part of their address.",
        "topics": "The keys of the fields of action that it is about.",
        "images": "Its pictures.",
        "attachments": "Its attachments.",
        "contact": "Whom the press may ask.",
        "source": "From where it is known, if it was carried over.",
        "correction": "Only of a corrected edition: what was put right.",
    },
}

PATTERNS: dict[tuple[str, str], dict[str, Any]] = {
    ("ReleaseDepartment", "key"): _KEY,
    ("ReleaseGoal", "framework"): _KEY,
    ("ReleaseGoal", "reference"): {"minLength": 1},
    ("ReleaseImage", "sha256"): _SHA256,
    ("ReleaseImage", "size"): _SIZE,
    ("ReleaseImage", "width"): _POSITIVE,
    ("ReleaseImage", "height"): _POSITIVE,
    ("ReleaseAttachment", "sha256"): _SHA256,
    ("ReleaseAttachment", "size"): _SIZE,
    ("ReleaseContent", "schema"): {"const": SCHEMA},
    ("ReleaseContent", "number"): _POSITIVE,
    ("ReleaseContent", "dated_on"): {"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    ("ReleaseContent", "published_at"): {"format": "date-time"},
    ("ReleaseContent", "languages"): _LANGUAGE,
    ("ReleaseContent", "partners"): _ENTRY,
    ("ReleaseContent", "topics"): _KEY,
}


def schema_of_release(*, base_url: str = "") -> Schema:
    """Return the schema of a press release, as it is published.

    :param base_url: of the portal, without a slash at its end
    """
    return schema_of_type(
        ReleaseContent,
        Told(TITLES, WORDS, PATTERNS),
        title=TITLE,
        address=f"{base_url}{path_of(SCHEMA)}",
    )
