"""The addresses of the press, with what could be sent there."""

from django.core.files.uploadedfile import SimpleUploadedFile

from querschnitt.press.saying import version_now
from querschnitt.tests.place import DAY, Place

LEDGER = "presse/ausspielungen/"
OUTBOX = f"{LEDGER}versand/"
POST = "https://network.example/posts/1"


def press_of(world):
    """Return the places of the press by the names of their addresses."""
    return {
        **ledger_of(world),
        **releases_of(world),
        **channels_of(world),
        **subscribers_of(world),
    }


def releases_of(world):
    """Return the places of releases."""
    house = "presse/mitteilungen/"
    draft = f"{house}{world.drafted.pk}/"
    words = {"title": "Neuer Titel", "dated_on": DAY, "lead": "Neu.", "department": "aa"}
    file = world.unused_file
    return {
        "press:hub": Place("presse/"),
        "press:releases": Place(house),
        "press:write_draft": Place(f"{house}neu/free/", words),
        "press:release": Place(draft),
        "press:revise_release": Place(f"{draft}ueberarbeiten/", {**words, "seen": "1"}),
        "press:compare_versions": Place(f"{draft}fassungen/"),
        "press:posts": Place(f"{draft}beitraege/"),
        "press:files": Place(
            f"{draft}dateien/",
            {"seen": "1", f"use-{file.pk}": "on", f"label-{file.pk}": "Anlage"},
        ),
        "press:add_file": Place(
            f"{draft}dateien/neu/",
            {"kind": "attachment", "file": SimpleUploadedFile("neu.pdf", b"%PDF-1.7 new")},
        ),
        "press:remove_file": Place(f"{draft}dateien/{file.pk}/entfernen/", {}),
        "press:file": Place(f"{draft}dateien/{file.sha256}/"),
        **_decisions_on(world, house, draft),
    }


def _decisions_on(world, house, draft):
    words = {"title": "Neuer Titel", "dated_on": DAY, "lead": "Neu.", "department": "aa"}
    waiting, submitted = f"{house}{world.approved.pk}/", f"{house}{world.submitted.pk}/"
    public, corrected = f"{house}{world.released.pk}/", f"{house}{world.corrected.pk}/"
    seen = version_now(world.submitted).digest
    return {
        "press:submit_release": Place(f"{draft}einreichen/", {}),
        "press:return_release": Place(f"{submitted}zurueckgeben/", {"reason": "Zu lang."}),
        "press:approve_release": Place(
            f"{submitted}freigeben/",
            {"seen": seen, "waits": "at", "day": "31.12.2099", "hour": "10:00"},
        ),
        "press:confirm_release": Place(f"{house}{world.forced.pk}/bestaetigen/", {}),
        "press:reschedule": Place(
            f"{waiting}sperrfrist/", {"waits": "at", "day": "31.12.2099", "hour": "10:00"}
        ),
        "press:take_back": Place(f"{waiting}zuruecknehmen/", {}),
        "press:lift_embargo": Place(f"{house}{world.awaiting.pk}/sperrfrist-aufheben/", {}),
        "press:publish_now": Place(f"{house}{world.due.pk}/veroeffentlichen/", {}),
        "press:drop_release": Place(f"{house}{world.dropping.pk}/verwerfen/", {}),
        "press:write_correction": Place(
            f"{public}berichtigen/", {**words, "note": "Eine Zahl.", "seen": "1"}
        ),
        "press:correct_release": Place(
            f"{corrected}berichtigung-freigeben/", {"seen": version_now(world.corrected).digest}
        ),
        "press:drop_correction": Place(f"{corrected}berichtigung-verwerfen/", {}),
        "press:withdraw_release": Place(f"{public}zurueckziehen/", {"reason": "Überholt."}),
        "press:create_preview_link": Place(
            f"{draft}vorschau-link/", {"reader_name": "Redaktion", "days": "3"}
        ),
        "press:recall_preview_link": Place(
            f"{draft}vorschau-link/{world.preview.pk}/zurueckrufen/", {}
        ),
    }


def ledger_of(world):
    uncertain = f"{LEDGER}{world.uncertain.pk}/"
    return {
        "press:deliveries": Place(LEDGER),
        "press:deliveries_file": Place(f"{LEDGER}tabelle.csv"),
        "press:delivery_counts": Place(f"{LEDGER}zahlen/"),
        "press:outbox": Place(OUTBOX),
        "press:hold_all": Place(f"{OUTBOX}anhalten/", {"reason": "Eine Zahl ist falsch."}),
        "press:release_hold": Place(f"{OUTBOX}fortsetzen/", {"reason": "Sie war richtig."}),
        "press:decide_restored": Place(
            f"{OUTBOX}wiederhergestellt/{world.restored.pk}/", {"was_sent": "no"}
        ),
        "press:confirm_all_restored": Place(f"{OUTBOX}wiederhergestellt/", {}),
        "press:delivery": Place(uncertain),
        "press:delivery_picture": Place(f"{LEDGER}{world.drawn.pk}/bild.png"),
        "press:confirm_delivered": Place(f"{uncertain}bestaetigen/", {"url": POST}),
        "press:settle": Place(f"{uncertain}erledigen/", {"note": "Steht dort nicht."}),
        "press:send_again": Place(f"{uncertain}erneut/", {}),
        "press:tick_off": Place(f"{LEDGER}{world.task.pk}/abhaken/", {"url": POST}),
        "press:release_deliveries": Place(
            f"presse/mitteilungen/{world.released.pk}/ausspielungen/"
        ),
    }


def channels_of(world):
    house = "presse/kanaele/"
    own = f"{house}{world.switched_off.key}/"
    account = {"name": "Kanal", "language": "de"}
    return {
        "press:channels": Place(house),
        "press:add_channel": Place(f"{house}neu/matrix/", account),
        "press:revise_channel": Place(f"{own}bearbeiten/", account),
        "press:switch_on": Place(f"{own}einschalten/", {}),
        "press:switch_off": Place(f"{house}welt-matrix/ausschalten/", {}),
        # By hand, so that nothing is asked of any network.
        "press:check_channel": Place(f"{own}pruefen/", {}),
    }


def subscribers_of(world):
    house = "presse/abonnements/"
    return {
        "press:subscribers": Place(house),
        "press:add_accredited": Place(
            f"{house}akkreditieren/",
            {"email": "neu@zeitung.example", "name": "Neu", "medium": "Zeitung", "language": "de"},
        ),
        "press:end_subscription": Place(f"{house}{world.accredited.pk}/beenden/", {}),
        "press:forget_subscriber": Place(f"{house}{world.signed_off.pk}/loeschen/", {}),
        "press:send_in_advance": Place(f"presse/mitteilungen/{world.approved.pk}/vorab/", {}),
    }
