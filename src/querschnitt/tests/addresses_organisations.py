"""Where organisations may be one, and where registers are workbooks, with what is sent there."""

from django.core.files.uploadedfile import SimpleUploadedFile

from querschnitt.tests.place import Place

HOUSE = "beziehungen/"


def organisations_of(world):
    """Return the places of organisations and workbooks by the names of their addresses."""
    made = world.organisations
    organisations = f"{HOUSE}organisationen/"
    alike, apart = ("dubletten/{}/{}/".format(*made[name]) for name in ("alike", "apart"))
    partners = f"{HOUSE}partner/arbeitsmappe/"
    uploaded = f"{partners}{made['workbook'].pk}/"
    refused = f"{HOUSE}netzwerke/arbeitsmappe/{made['refused'].pk}/"
    merging = {
        "survivor": "first", "seen_first": "1", "seen_second": "1", "value_title": "first",
    }  # fmt: skip
    places = {
        "relations:organisations_in_roles": (f"{organisations}rollen/", None),
        "relations:duplicates": (f"{organisations}dubletten/", None),
        "relations:merge_organisations": (f"{organisations}{alike}", merging),
        "relations:tell_apart": (f"{organisations}{alike}verschieden/", {}),
        "relations:take_back_distinction": (f"{organisations}{apart}doch-gleich/", {}),
        "relations:separate_organisations": (
            f"{organisations}zusammengefuehrt/{made['merger']}/trennen/", {},
        ),
        "relations:register_workbook": (partners, None),
        "relations:upload_entries": (
            f"{partners}hochladen/", {"file": SimpleUploadedFile("partner.xlsx", made["data"])},
        ),
        "relations:entry_workbook": (uploaded, None),
        "relations:apply_entries": (
            f"{uploaded}uebernehmen/", {"seen_digest": made["workbook"].basis_digest},
        ),
        "relations:discard_entries": (f"{uploaded}verwerfen/", {}),
        "relations:refused_entries": (f"{refused}beanstandet/", None),
    }  # fmt: skip
    return {name: Place(path, data) for name, (path, data) in places.items()}
