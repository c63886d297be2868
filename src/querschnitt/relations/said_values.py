"""What an entry says as one flat mapping, by the names of the fields of its form."""

from collections.abc import Iterable
from typing import Any

from querschnitt.relations.registers import Register
from querschnitt.relations.said import Said
from querschnitt.relations.saying import is_empty

Values = dict[str, Any]


def values_of(said: Said) -> Values:
    """Return what an entry says; fields that say nothing are left out or empty."""
    values: Values = {
        name: said[name]
        for name in ("title", "summary", "department", "goals", "source", "confidence", "remark")
    }
    values |= said["values"]
    values |= {f"link_{role}": links for role, links in said["links"].items()}
    for language, texts in said["translations"].items():
        values |= {f"translation_{language}_{name}": text for name, text in texts.items()}
    return values


def said_with(register: Register, values: Values) -> Said:
    """Return what an entry says that has these values; nothing that is empty stays in it."""
    own = {name: values.get(name) for name in register.fields}
    links = {role.name: values.get(f"link_{role.name}") or [] for role in register.roles}
    translations: dict[str, dict[str, str]] = {}
    for name, text in values.items():
        if name.startswith("translation_") and text:
            _word, language, field = name.split("_", 2)
            translations.setdefault(language, {})[field] = text
    return Said(
        title=values.get("title", ""),
        summary=values.get("summary", ""),
        department=values.get("department", ""),
        values={name: value for name, value in own.items() if not is_empty(value)},
        links={role: named for role, named in links.items() if named},
        goals=sorted(values.get("goals") or []),
        translations=translations,
        source=values.get("source", ""),
        confidence=values.get("confidence", ""),
        remark=values.get("remark", ""),
    )


def united(first: Iterable[Any] | None, second: Iterable[Any] | None) -> list[Any]:
    """Return the elements of two lists, each once, in their order."""
    found: list[Any] = []
    for one in [*(first or ()), *(second or ())]:
        if one not in found:
            found.append(one)
    return found


def taken_back(before: Any, after: Any, now: Any) -> Any:
    """Return a value without the change from ``before`` to ``after``, as far as it still stands.

    Of lists each element is judged for itself; a value that was changed since stays as it is.
    """
    if now == after or (is_empty(now) and is_empty(after)):
        return before
    if not all(isinstance(one or [], list) for one in (before, after, now)):
        return now
    was, became = before or [], after or []
    kept = [one for one in now or [] if one in was or one not in became]
    return united(kept, (one for one in was if one not in became))
