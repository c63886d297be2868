from typing import Any

from django.utils import timezone

from querschnitt.accounts.models import Department, Role, User
from querschnitt.accounts.tests.factories import DepartmentFactory, person
from querschnitt.press import operations
from querschnitt.press.embargo import NONE, Embargo
from querschnitt.press.models import Channel, Release
from querschnitt.press.said import ReleaseSaid
from querschnitt.press.saying import version_now

Stage = Release.Stage


def said(title: str = "Kabinett beschließt Ziele", **more: Any) -> ReleaseSaid:
    """Return the smallest release that can be published; ``more`` replaces what it says."""
    words = {
        "title": title,
        "subtitle": "",
        "lead": "Die Landesregierung hat Ziele beschlossen.",
        "body": "<p>Die Ziele gelten bis 2026.</p>",
    }
    return ReleaseSaid(
        **{
            "languages": ["de"],
            "texts": {"de": words},
            "place": "Magdeburg",
            "dated_on": "2022-07-12",
            "spoken_word": False,
            "quotations": [],
            "facts": [],
            "goals": [],
            "partners": [],
            "documents": [],
            "topics": [],
            "images": [],
            "attachments": [],
            "contact": "",
            "source": "",
            **more,
        }
    )


def press_office(**more: Any) -> User:
    return person(Role.PRESS_OFFICER, **more)


def a_release(
    *,
    by: User | None = None,
    approver: User | None = None,
    department: Department | None = None,
    stage: str = Stage.DRAFT,
    embargo: Embargo = NONE,
    **more: Any,
) -> Release:
    """Return a release that has come as far as a stage; ``more`` is what it says.

    ``approved`` needs an embargo, for without one a release is published at once.
    """
    by, approver = by or press_office(), approver or press_office()
    release = operations.write_draft(
        by=by, department=department or DepartmentFactory(), said=said(**more), embargo=embargo
    )
    if stage == Stage.DRAFT:
        return release
    if stage == Stage.DROPPED:
        return operations.drop_release(by=by, release=release)
    release = operations.submit_release(by=by, release=release)
    if stage == Stage.SUBMITTED:
        return release
    release = operations.approve_release(
        by=approver, release=release, seen=version_now(release).digest
    )
    if stage == Stage.WITHDRAWN:
        release = operations.withdraw_release(by=approver, release=release, reason="Überholt.")
    assert release.stage == stage, f"{release.stage} instead of {stage}"
    return release


def a_channel(kind: str, **more: Any) -> Channel:
    """Return a channel of a kind that is on."""
    number = Channel.objects.count() + 1
    return Channel.objects.create(
        **{
            "key": f"{kind}-{number}",
            "kind": kind,
            "name": f"{kind} {number}",
            "is_on": True,
            "position": number,
            "checked_at": timezone.now(),
            **more,
        }
    )
