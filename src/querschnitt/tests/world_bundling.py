"""Goals that say the same: some to merge, some merged, pairs of which something is noted."""

from querschnitt.framework import operations as framework_acts
from querschnitt.framework.models import GoalVersion


def bundle(world):
    """Add a framework with goals of two departments that say the same."""
    made = world.prepare("buendel", predecessor=world.frameworks["embargo"])
    for department, names in {
        "aa": ("to merge", "merged"),
        "bb": ("to merge too", "merged too"),
    }.items():
        for name in names:
            goal = world.draft(made, world.people[f"editor_{department}"], name)
            world.submit(goal, world.people[f"approver_{department}"])
    world.draft(made, world.people["editor_aa"], "near", readers="aa")
    world.draft(made, world.people["editor_bb"], "near too", readers="bb")
    pair = [world.goals["merged"], world.goals["merged too"]]
    world.goals["bundle"] = framework_acts.merge_goals(
        by=world.coordinator,
        goals=pair,
        seen={goal.pk: 1 for goal in pair},
        note=world.hidden("note on a merging"),
        kind=GoalVersion.Kind.CROSS_DEPARTMENT,
        field=world.field,
        wording=world.hidden("wording of a merged goal"),
    ).goal
    goals, by = world.goals, world.coordinator
    framework_acts.relate_goals(
        by=by,
        one=goals["near too"],
        other=goals["to merge"],
        note=world.hidden("note on a relation", "coordinator"),
    )
    framework_acts.dismiss_likeness(
        by=by,
        one=goals["near"],
        other=goals["to merge"],
        note=world.hidden("note on a dismissed pair", "coordinator"),
    )
