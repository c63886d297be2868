"""The departments of a foreign plan: its organizations, and stakeholders that are such."""

import re

from django.utils.text import slugify
from django.utils.translation import gettext as _

from querschnitt.framework.content import DepartmentContent, OfficeHolder
from querschnitt.publication.foreign.deviations import Deviations
from querschnitt.publication.foreign.stratml_elements import View

OWN_KEY = "_department-"
_IN_OFFICE = re.compile(r"(.*?) ?([\d-]*)/([\d-]*)")


class Departments:
    """Collects departments by their keys, each once, in the order in which they come."""

    def __init__(self, language: str, noted: Deviations, *, is_own: bool) -> None:
        self._language, self._noted, self._is_own = language, noted, is_own
        self._all: dict[str, DepartmentContent] = {}
        self._by_name: dict[str, str] = {}

    def contents(self) -> list[DepartmentContent]:
        return list(self._all.values())

    def key_of(self, name: str) -> str | None:
        """Return the key of a department that is known by this name."""
        return self._by_name.get(name.casefold())

    def add(self, organization: View) -> None:
        """Take over an organization of the plan, with the people that stand beside it."""
        name, acronym = organization.text("Name"), organization.text("Acronym")
        if not (name or acronym):
            sentence = _("The organization has no name, and was left out.")
            self._noted.dropped(organization.line, "Organization", sentence)
            return
        identifier = organization.identifier
        own = identifier.removeprefix(OWN_KEY) if identifier.startswith(OWN_KEY) else ""
        key = self.named(name or acronym, acronym, key=own if self._is_own else "")
        department = self._all[key]
        department["heads"] += [
            head for view in organization.each("Stakeholder") if (head := self._head(view))
        ]
        told = [organization.text("Description"), *organization.unknown]
        department["provenance"]["remark"] = "\n".join(filter(None, told))

    def named(self, name: str, abbreviation: str = "", *, key: str = "") -> str:
        """Return the key of the department of this name, which is new if nobody named it yet."""
        known = self._by_name.get(name.casefold())
        if known is not None and not key:
            return known
        key = self._free(key or slugify(abbreviation or name)[:40].strip("-") or "organisation")
        self._all[key] = {
            "key": key,
            "name": {self._language: name},
            "abbreviation": abbreviation or name,
            "position": len(self._all) + 1,
            "valid_from": "",
            "valid_until": "",
            "heads": [],
            "successors": [],
            "provenance": {"source": "", "confidence": "", "remark": ""},
        }
        self._by_name.setdefault(name.casefold(), key)
        return key

    def _free(self, wanted: str) -> str:
        key, number = wanted, 1
        while key in self._all:
            number += 1
            key = f"{wanted}-{number}"
        return key

    def _head(self, view: View) -> OfficeHolder | None:
        name, description = view.text("Name"), view.text("Description")
        if not name:
            return None
        if not self._is_own:
            kind = view.attributes.get("StakeholderTypeType", "")
            if kind != "Person":
                sentence = _("A stakeholder of the organization; it stands among its people.")
                self._noted.kept(view.line, "Stakeholder", sentence)
            return {"title": description, "person": name, "held_from": "", "held_until": ""}
        found = _IN_OFFICE.fullmatch(description)
        title, start, end = found.groups() if found else (description, "", "")
        return {"title": title, "person": name, "held_from": start, "held_until": end}
