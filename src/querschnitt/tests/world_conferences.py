"""What is done at the conference of department aa; none of it is public."""

from datetime import date

from querschnitt.relations import operations


def keep_conferences(world):
    """Prepare a meeting and follow up a resolution; all departments read what is said there."""
    by, told = world.people["editor_aa"], world.hidden
    conference, meeting = world.entries["conferences"], world.entries["meetings"]
    world.member = operations.add_member(by=by, conference=conference, name=told("member"))
    world.point = operations.add_item(
        by=by,
        meeting=meeting,
        title=told("item of an agenda"),
        reporter=told("reporter"),
        explanation=told("explanation of an item"),
    )
    paper = operations.add_paper(
        by=by,
        conference=conference,
        kind="report",
        title=told("title of a paper"),
        text=told("text of a paper"),
        preparation=[{"group": told("working group"), "result": told("result of a group")}],
    )
    operations.lay_paper(by=by, item=world.point, paper=paper)
    operations.write_invitation(by=by, meeting=meeting, invitation=told("text of an invitation"))
    operations.invite_guest(by=by, meeting=meeting, name=told("guest"), office=told("office"))
    world.forwarding = operations.forward(
        by=by, resolution=world.entries["resolutions"], recipient=told("recipient")
    )
    world.conference_task = operations.add_conference_task(
        by=by,
        conference=conference,
        presidency=world.entries["presidencies"],
        what=told("task of a conference"),
        who=told("who does a task"),
        due_on=date(2022, 6, 1),
    )
