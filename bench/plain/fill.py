"""Fill the plain site: ``python -m bench.plain.fill GOALS PAGES GOAL``.

Its templates are the program's own pages, with the texts of the goals taken out again; so the
pages that it renders are the pages that the page store sends, and as long.
"""

import os
import re
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from bench import synthetic  # noqa: E402
from bench.plain.models import Department, Goal  # noqa: E402

CARDS = re.compile(r'(<ul class="qs-cards" role="list">)<li>(.*)</li>(</ul>)', re.DOTALL)
EXCERPT = re.compile(r'(<p class="qs-card__text">).*?(</p>)', re.DOTALL)


def fill(made: list[synthetic.SyntheticGoal]) -> None:
    """Put the synthetic goals into the plain tables."""
    departments = Department.objects.bulk_create(
        Department(name=f"Synthetisches Ministerium {number}", abbreviation=f"SM{number}")
        for number in range(synthetic.DEPARTMENTS)
    )
    Goal.objects.bulk_create(
        Goal(
            address=f"synthetisch-{goal.reference.lower()}",
            reference=goal.reference,
            title=goal.title,
            text=goal.text,
            field=f"Synthetisches Handlungsfeld {goal.field}",
            department=departments[goal.lead],
        )
        for goal in made
    )


def template_of(markup: str, goal: Goal) -> str:
    """Return a page of one goal with variables in place of what the goal says."""
    for text, variable in (
        (goal.title, "title"),
        (goal.text, "text"),
        (goal.field, "field"),
        (goal.department.name, "department.name"),
        (goal.department.abbreviation, "department.abbreviation"),
        (goal.address, "address"),
    ):
        markup = markup.replace(text, f"{{{{ goal.{variable} }}}}")
    return re.sub(rf"\b{goal.reference}\b", "{{ goal.reference }}", markup)


def list_template_of(markup: str) -> str:
    """Return the goal list with a loop in place of its cards."""

    def loop(found: re.Match[str]) -> str:
        card = found[2].split("</li><li>")[0]
        address = re.search(r'href="/de/ziele/([\w-]+)/"', card)
        assert address
        card = template_of(card, Goal.objects.get(address=address[1]))
        card = EXCERPT.sub(r"\1{{ goal.text|truncatechars:240 }}\2", card)
        return f"{found[1]}{{% for goal in goals %}}<li>{card}</li>{{% endfor %}}{found[3]}"

    template, loops = CARDS.subn(loop, markup)
    assert loops == 1
    return template


def main() -> None:
    """Make the tables, fill them, and make the templates of the pages that were written."""
    count, pages, address = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    call_command("migrate", run_syncdb=True, verbosity=0)
    fill(synthetic.goals(count))
    directory = Path(settings.TEMPLATES[0]["DIRS"][0])
    directory.mkdir()
    goals = pages / "de" / "ziele"
    goal = template_of(
        (goals / address / "index.html").read_text(), Goal.objects.get(address=address)
    )
    (directory / "goal.html").write_text(goal)
    (directory / "list.html").write_text(list_template_of((goals / "index.html").read_text()))


if __name__ == "__main__":
    main()
