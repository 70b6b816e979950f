"""`whyward plan`: if this comes, then I do that.

A plan that was not used is a plan.
"""

from datetime import date

import click

from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.plans import show_plans
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY
from whyward.journal.intentions.striving import ChangePlan, MakePlan, RetirePlan, UsePlan


@click.group(cls=Nouns, default="list")
def plan() -> None:
    """Make if-then plans: if this comes, then I do that."""


@plan.command()
@click.argument("if_text", metavar="IF")
@click.argument("then_text", metavar="THEN")
@click.option("--goal", metavar="G", help="The goal it is for.")
@click.option("--planned", metavar="S", help="The planned step it is for.")
@click.option("--barrier", metavar="KIND", help="What it answers: fear, shame, procrastination, …")
@click.pass_obj
def add(
    face: Face, if_text: str, then_text: str, *, goal: str | None, planned: str | None, barrier: str | None
) -> None:
    """Make a plan: if IF, then THEN."""
    wish = MakePlan(if_text=if_text, then_text=then_text, goal=goal, step=planned, barrier_kind=barrier)
    record(face, [wish], "The plan is made.")


@plan.command("list")
@click.option("--all", "every", is_flag=True, help="Those that were put away, too.")
@click.option("--goal", metavar="G", help="Only those for this goal.")
@click.pass_obj
def list_(face: Face, every: bool, goal: str | None) -> None:
    """List your plans."""
    show_plans(face, every=every, goal=goal)


@plan.command()
@click.argument("called", metavar="P")
@click.option("--if", "if_text", metavar="TEXT", help="The if in other words.")
@click.option("--then", "then_text", metavar="TEXT", help="The then in other words.")
@click.pass_obj
def change(face: Face, called: str, if_text: str | None, then_text: str | None) -> None:
    """Put a plan differently."""
    record(face, [ChangePlan(plan=called, if_text=if_text, then_text=then_text)], "The plan is changed.")


@plan.command()
@click.argument("called", metavar="P")
@click.option("--helped", metavar="yes|partly|no", help="Whether it helped, if you want to say.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def used(face: Face, called: str, *, helped: str | None, on: date | None, note: str | None) -> None:
    """Say that it came, and the plan was there."""
    record(face, [UsePlan(plan=called, helped=helped, on=on, note=note)], "Noted: the plan was there.")


@plan.command()
@click.argument("called", metavar="P")
@click.pass_obj
def retire(face: Face, called: str) -> None:
    """Put a plan away."""
    record(face, [RetirePlan(plan=called)], "The plan is put away. Its story stays.")
