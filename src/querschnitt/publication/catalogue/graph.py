"""The statements of the catalogue: which property of DCAT-AP.de says what.

After DCAT-AP.de 3.0 and its handbook of conventions. A document is a dataset with the files of its
newest edition; each edition is a version of it (``dcat:hasVersion``) with files of its own.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from querschnitt.publication.catalogue import vocabulary as v
from querschnitt.publication.catalogue.datasets import Dataset, File, Holder, Version
from querschnitt.publication.catalogue.statements import (
    About,
    Statement,
    Statements,
    Value,
    partial_date,
    texts,
)

FOLDER = "/daten/"
CATALOGUE = f"{FOLDER}katalog"


def dataset_path(slug: str) -> str:
    """Return where a document is described as a dataset; without an ending, it is its name."""
    return f"{FOLDER}datensatz/{slug}"


def catalogue(datasets: Sequence[Dataset], holder: Holder) -> tuple[Statement, ...]:
    """Return what the whole catalogue says."""
    said = Statements()
    about = said.of(f"{holder.base_url}{CATALOGUE}", f"{v.DCAT}Catalog")
    for language in holder.languages:
        with override(language):
            title = _("Open data: {portal}").format(portal=holder.portal)
            says = _("All published documents as data, with every edition there was.")
        about.says(f"{v.TERMS}title", Value(title, language))
        about.says(f"{v.TERMS}description", Value(says, language))
        about.says(f"{v.TERMS}language", v.language_uri(language))
    about.says(f"{v.FOAF}homepage", holder.home)
    about.says(f"{v.TERMS}license", v.licence_uri(holder.licence))
    about.says(f"{v.DCAT}themeTaxonomy", v.THEMES)
    about.says(f"{v.TERMS}spatial", v.state_uri(holder.land))
    about.says(f"{v.DCAT}dataset", *(_name(one, holder) for one in datasets))
    if datasets:
        about.says(f"{v.TERMS}issued", _instant(min(one.created for one in datasets)))
        about.says(f"{v.TERMS}modified", _instant(max(one.modified for one in datasets)))
    _publisher(said, about, holder)
    for one in datasets:
        _dataset(said, one, holder)
    if holder.service:
        _service(said, about, datasets, holder)
    return said.in_order()


def dataset(one: Dataset, holder: Holder) -> tuple[Statement, ...]:
    """Return what the catalogue says of one document."""
    said = Statements()
    _dataset(said, one, holder)
    return said.in_order()


def _name(one: Dataset, holder: Holder) -> str:
    return f"{holder.base_url}{dataset_path(one.slug)}"


def _part(one: Dataset, version: Version, holder: Holder) -> str:
    return f"{_name(one, holder)}#ausgabe-{version.number}"


def _dataset(said: Statements, one: Dataset, holder: Holder) -> None:
    name, current = _name(one, holder), one.current
    about = said.of(name, f"{v.DCAT}Dataset")
    about.says(f"{v.TERMS}title", *texts(one.title))
    _what_it_is(said, about, current, holder)
    about.says(f"{v.TERMS}issued", _instant(one.created))
    about.says(f"{v.TERMS}modified", _instant(one.modified))
    about.says(f"{v.TERMS}accrualPeriodicity", v.IRREGULAR)
    about.says(f"{v.DCAT}landingPage", _absolute(one.page, holder))
    about.says(f"{v.DCAT}hasVersion", *(_part(one, each, holder) for each in one.versions))
    if one.deleted is None:
        about.says(f"{v.DCAT}hasCurrentVersion", _part(one, current, holder))
    about.says(f"{v.DCAT}distribution", *_files_of(one, current, holder))
    for version, before in zip(one.versions, [*one.versions[1:], None], strict=True):
        _version(said, one, version, before, holder)


def _version(
    said: Statements, one: Dataset, version: Version, before: Version | None, holder: Holder
) -> None:
    about = said.of(_part(one, version, holder), f"{v.DCAT}Dataset")
    about.says(f"{v.TERMS}title", *texts(version.title))
    _what_it_is(said, about, version, holder)
    about.says(f"{v.TERMS}issued", _instant(version.issued))
    about.says(f"{v.TERMS}modified", _instant(version.withdrawn_at or version.issued))
    about.says(f"{v.DCAT}landingPage", _absolute(version.page, holder))
    if before:
        about.says(f"{v.DCAT}previousVersion", _part(one, before, holder))
    about.says(f"{v.DCAT}distribution", *_files_of(one, version, holder))
    for file in version.files:
        _file(said, one, version, file, holder)


def _what_it_is(said: Statements, about: About, version: Version, holder: Holder) -> None:
    """Say what a document and each of its versions have in common."""
    about.says(f"{v.TERMS}description", *texts(version.description))
    about.says(f"{v.TERMS}identifier", Value(about.subject))
    about.says(f"{v.DCAT}version", Value(str(version.number)))
    about.says(f"{v.ADMS}versionNotes", *texts(version.note))
    about.says(f"{v.DCAT}keyword", *texts(version.keywords))
    about.says(f"{v.DCAT}theme", *v.OUR_THEMES)
    about.says(f"{v.TERMS}language", *(v.language_uri(code) for code in version.languages))
    about.says(f"{v.TERMS}accessRights", v.PUBLIC_ACCESS)
    start, end = partial_date(version.start), partial_date(version.end)
    if start.text or end.text:
        separator = "-" if "#" in about.subject else "#"
        period = said.of(f"{about.subject}{separator}zeitraum", f"{v.TERMS}PeriodOfTime")
        period.says(f"{v.DCAT}startDate", start)
        period.says(f"{v.DCAT}endDate", end)
        about.says(f"{v.TERMS}temporal", period.subject)
    if holder.contributor_id:
        about.says(f"{v.DCATDE}contributorID", f"{v.CONTRIBUTORS}{holder.contributor_id}")
    area = v.state_uri(holder.land)
    if area:
        about.says(f"{v.DCATDE}politicalGeocodingLevelURI", v.STATE_LEVEL)
        about.says(f"{v.DCATDE}politicalGeocodingURI", area)
        about.says(f"{v.TERMS}spatial", area)
    _publisher(said, about, holder)


def _publisher(said: Statements, about: About, holder: Holder) -> None:
    """Say who publishes and whom to ask, where that has been entered."""
    home = f"{holder.base_url}{CATALOGUE}"
    if holder.publisher:
        agent = said.of(f"{home}#herausgeber", f"{v.FOAF}Agent")
        agent.says(f"{v.FOAF}name", Value(holder.publisher))
        agent.says(f"{v.TERMS}type", v.REGIONAL_AUTHORITY if v.state_uri(holder.land) else "")
        about.says(f"{v.TERMS}publisher", agent.subject)
    if holder.email and not about.subject.endswith(CATALOGUE):
        contact = said.of(f"{home}#kontakt", f"{v.VCARD}Kind")
        contact.says(f"{v.VCARD}fn", Value(holder.publisher))
        contact.says(f"{v.VCARD}hasEmail", f"mailto:{holder.email}")
        about.says(f"{v.DCAT}contactPoint", contact.subject)


def _files_of(one: Dataset, version: Version, holder: Holder) -> list[str]:
    return [_file_name(one, version, file, holder) for file in version.files]


def _file_name(one: Dataset, version: Version, file: File, holder: Holder) -> str:
    # A path is unique and never changes; a fragment may hold its last part as it stands.
    return f"{_part(one, version, holder)}-{file.path.rpartition('/')[2]}"


def _file(said: Statements, one: Dataset, version: Version, file: File, holder: Holder) -> None:
    about = said.of(_file_name(one, version, file, holder), f"{v.DCAT}Distribution")
    address = _absolute(file.path, holder)
    about.says(f"{v.TERMS}title", Value(file.label))
    about.says(f"{v.DCAT}accessURL", address)
    about.says(f"{v.TERMS}license", v.licence_uri(holder.licence))
    if v.LICENCES[holder.licence].asks_for_attribution:
        about.says(f"{v.DCATDE}licenseAttributionByText", Value(holder.publisher))
    about.says(f"{v.TERMS}format", v.file_type_uri(file.media_type))
    about.says(f"{v.DCAT}mediaType", v.media_type_uri(file.media_type))
    about.says(f"{v.TERMS}language", v.language_uri(file.language))
    about.says(f"{v.TERMS}issued", _instant(version.issued))
    about.says(f"{v.TERMS}modified", _instant(version.withdrawn_at or version.issued))
    about.says(f"{v.ADMS}status", _status(version))
    if version.withdrawn_at is not None:
        return
    about.says(f"{v.DCAT}downloadURL", address)
    if file.size is not None:
        about.says(f"{v.DCAT}byteSize", Value(str(file.size), kind=f"{v.XSD}nonNegativeInteger"))
    if file.sha256:
        checksum = said.of(f"{about.subject}-sha256", f"{v.SPDX}Checksum")
        checksum.says(f"{v.SPDX}algorithm", v.SHA256)
        checksum.says(f"{v.SPDX}checksumValue", Value(file.sha256, kind=f"{v.XSD}hexBinary"))
        about.says(f"{v.SPDX}checksum", checksum.subject)


def _status(version: Version) -> str:
    if version.withdrawn_at is not None:
        return v.WITHDRAWN
    return v.COMPLETED if version.is_newest else v.DEPRECATED


def _service(
    said: Statements, catalogued: About, datasets: Sequence[Dataset], holder: Holder
) -> None:
    about = said.of(f"{catalogued.subject}#schnittstelle", f"{v.DCAT}DataService")
    for language in holder.languages:
        with override(language):
            title = _("Read interface: {portal}").format(portal=holder.portal)
        about.says(f"{v.TERMS}title", Value(title, language))
    about.says(f"{v.DCAT}endpointURL", holder.service)
    about.says(f"{v.DCAT}endpointDescription", holder.service_description)
    about.says(f"{v.TERMS}license", v.licence_uri(holder.licence))
    about.says(f"{v.TERMS}accessRights", v.PUBLIC_ACCESS)
    about.says(f"{v.DCAT}theme", *v.OUR_THEMES)
    readable = [one for one in datasets if one.deleted is None]
    about.says(f"{v.DCAT}servesDataset", *(_name(one, holder) for one in readable))
    _publisher(said, about, holder)
    catalogued.says(f"{v.DCAT}service", about.subject)


def _absolute(path: str, holder: Holder) -> str:
    return f"{holder.base_url}{path}" if path else ""


def _instant(moment: datetime) -> Value:
    # To the second and in UTC, so that the same moment is always written alike.
    text = moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    return Value(text, kind=f"{v.XSD}dateTime")
