"""What may be done with public content; each function is one act."""

from querschnitt.publication.operations.corrections import correct_editorially
from querschnitt.publication.operations.editions import release, withdraw
from querschnitt.publication.operations.files import write_files_again
from querschnitt.publication.operations.imports import (
    discard_import,
    import_framework,
    take_over,
)
from querschnitt.publication.operations.publishing import (
    publish,
    publish_relations,
    publish_reported_goals,
)
from querschnitt.publication.operations.releases import carry_out_release
from querschnitt.publication.operations.rendering import (
    publish_what_is_due,
    render_again_at_midnight,
    render_public,
)
from querschnitt.publication.operations.terms import close_term

__all__ = [
    "carry_out_release",
    "close_term",
    "correct_editorially",
    "discard_import",
    "import_framework",
    "publish",
    "publish_relations",
    "publish_reported_goals",
    "publish_what_is_due",
    "release",
    "render_again_at_midnight",
    "render_public",
    "take_over",
    "withdraw",
    "write_files_again",
]
