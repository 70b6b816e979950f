"""`whyward step` alone: something was done, of any size, with or without a goal.

What was not done is not asked for.
"""

from datetime import date

import click

from whyward.cli.commands.step_group import step
from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.names import goal_name, value_names
from whyward.cli.shown.recorded import bodies
from whyward.cli.words import DAY, NUMBER
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.pages import Pages
from whyward.journal.recording import Done


@step.command()
@click.argument("goal", metavar="[G]", required=False)
@click.option("--tiny", "how_much", flag_value="tiny", help="A tiny version of it.")
@click.option("--part", "how_much", flag_value="part", help="A part of it.")
@click.option("--all", "how_much", flag_value="all", default="all", help="All of it; so it is without any of the four.")
@click.option("--more", "how_much", flag_value="more", help="More than was meant.")
@click.option("--planned", metavar="S", help="The planned step that it was.")
@click.option("--value", "values", multiple=True, metavar="V", help="The value it was for; may be repeated.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.option("--amount", type=NUMBER, metavar="N", help="How much of it, if you count.")
@click.option("--unit", metavar="U", help="Of what: minutes, calls, …")
@click.option("--effort", type=int, metavar="0..10", help="How much it took, if you want to say.")
@click.option("--discomfort", type=int, metavar="0..10", help="How hard it felt.")
@click.option("--vitality", type=int, metavar="0..10", help="How alive it felt.")
@click.option("--spontaneous", is_flag=True, help="It came by itself.")
@click.option("--occurrence", metavar="WHEN", help="Which of its times; told twice it counts once.")
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def taken(
    face: Face,
    goal: str | None,
    *,
    how_much: str,
    planned: str | None,
    values: tuple[str, ...],
    on: date | None,
    amount: float | None,
    unit: str | None,
    effort: int | None,
    discomfort: int | None,
    vitality: int | None,
    spontaneous: bool,
    occurrence: str | None,
    note: str | None,
) -> None:
    """Record a step, toward the goal G or for a value. Any size counts."""
    wish = TakeStep(
        goal=goal,
        step=planned,
        how_much=how_much,
        values=values,
        on=on,
        amount=amount,
        unit=unit,
        effort=effort,
        discomfort=discomfort,
        vitality=vitality,
        spontaneous=spontaneous or (goal is None and planned is None),
        occurrence=occurrence,
        note=note,
    )
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
