"""The typefaces in which documents can be set: ours, and those that the operator put in place.

They lie in ``fonts`` below the data directory.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from querschnitt.documents.house_style import TYPEFACE

_ENDINGS = frozenset({".ttf", ".otf"})
# With these two every document can be set; a missing italic is slanted by the typesetter.
_NEEDED = frozenset({"Regular", "Bold"})


def folder() -> Path:
    """Return where an operator puts further fonts."""
    return Path(settings.DATA_DIR) / "fonts"


def installed() -> tuple[str, ...]:
    """Return the families of which there are a regular and a bold font; ours comes first."""
    files = sorted(path for path in folder().rglob("*") if path.suffix.lower() in _ENDINGS)
    stamped = tuple((path, path.stat().st_mtime_ns) for path in files if path.is_file())
    return TYPEFACE, *(name for name in _families(stamped) if name != TYPEFACE)


@lru_cache(maxsize=4)
def _families(files: tuple[tuple[Path, int], ...]) -> tuple[str, ...]:
    # Needed by the few who change the design, and large.
    from PIL import ImageFont

    styles: dict[str, set[str]] = {}
    for path, _changed in files:
        try:
            family, style = ImageFont.truetype(path).getname()
        except OSError:  # no font, whatever it is called
            continue
        styles.setdefault(family or "", set()).add(style or "")
    return tuple(sorted(name for name, known in styles.items() if name and known >= _NEEDED))
