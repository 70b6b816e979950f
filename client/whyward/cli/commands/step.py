"""`whyward step`: something was done, of any size, with or without a goal.

What was not done is not asked for.
"""

from datetime import date

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.names import goal_name, value_names
from whyward.cli.shown.recorded import bodies
from whyward.cli.verbs import Verb
from whyward.cli.words import DAY
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.pages import Pages
from whyward.journal.recording import Done


@click.command(cls=Verb)
@click.argument("goal", metavar="[G]", required=False)
@click.option("--tiny", "how_much", flag_value="tiny", help="A tiny version of it.")
@click.option("--part", "how_much", flag_value="part", help="A part of it.")
@click.option("--all", "how_much", flag_value="all", default="all", help="All of it; so it is without any of the four.")
@click.option("--more", "how_much", flag_value="more", help="More than was meant.")
@click.option("--value", "values", multiple=True, metavar="V", help="The value it was for; may be repeated.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def step(
    face: Face,
    goal: str | None,
    how_much: str,
    values: tuple[str, ...],
    on: date | None,
    note: str | None,
) -> None:
    """Record a step, toward the goal G or for a value. Any size counts."""
    wish = TakeStep(goal=goal, how_much=how_much, values=values, on=on, note=note, spontaneous=goal is None)
    record(face, [wish], _sentence)


def _sentence(pages: Pages, done: Done) -> str:
    taken = next(body for body in bodies(done) if isinstance(body, StepTaken))
    goal = None if taken.goal_id is None else pages.one(GOALS, taken.goal_id)
    value_ids = dict.fromkeys((*taken.value_ids, *(() if goal is None else goal.value_ids)))
    if value_ids:
        return f"That was a step toward {value_names(pages, value_ids)}."
    if taken.goal_id is not None:
        return f"That was a step: {goal_name(pages, taken.goal_id)}"
    return "That was a step. It counts."
