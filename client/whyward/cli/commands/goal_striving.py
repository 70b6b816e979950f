"""`whyward goal scale`, `rate`, `levels`, `contrast`, `renew`: how close it is, what is in the way, and going on.

Numbers are shown to whoever asks for them, and to nobody else.
"""

from datetime import date

import click
from msgspec import UNSET

from whyward.cli.commands.goal_group import goal
from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.attained import show_attained
from whyward.cli.words import DAY, changed_day, changed_number, changed_text
from whyward.content.levels import level_labels
from whyward.journal.intentions.striving import ContrastWish, RateGoal, RenewGoal, ScaleGoal


@goal.command()
@click.argument("called", metavar="G")
@click.option("--hoped", metavar="TEXT", help="What it looks like when it is as you hope (0).")
@click.option("--started", metavar="TEXT", help="About where you started (-1).")
@click.option("--further", metavar="TEXT", help="Further from it than that (-2).")
@click.option("--beyond", metavar="TEXT", help="A bit beyond what you hope (1).")
@click.option("--well-beyond", metavar="TEXT", help="Well beyond (2).")
@click.option("--importance", type=int, metavar="0..3", help="How much it weighs beside other goals.")
@click.option("--difficulty", type=int, metavar="0..3", help="How hard it is.")
@click.option("--baseline", type=int, metavar="-2..2", help="Where it is now.")
@click.pass_obj
def scale(
    face: Face,
    called: str,
    *,
    hoped: str | None,
    started: str | None,
    further: str | None,
    beyond: str | None,
    well_beyond: str | None,
    importance: int | None,
    difficulty: int | None,
    baseline: int | None,
) -> None:
    """Say what levels of a goal look like; those you leave out get plain words."""
    own = {-2: further, -1: started, 0: hoped, 1: beyond, 2: well_beyond}
    plain = level_labels()
    wish = ScaleGoal(
        goal=called,
        levels=tuple((level, text or plain[level]) for level, text in own.items()),
        importance=importance,
        difficulty=difficulty,
        baseline=baseline,
    )
    record(face, [wish], "The goal has its levels. Rating it is up to you.")


@goal.command()
@click.argument("called", metavar="G")
@click.option("--level", type=int, metavar="-2..2", help="At which of its levels it is.")
@click.option("--close", "rating", type=int, metavar="0..10", help="How close it is.")
@click.option("--by", default="me", show_default=True, metavar="me|together|therapist", help="Who says so.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def rate(
    face: Face, called: str, *, level: int | None, rating: int | None, by: str, on: date | None, note: str | None
) -> None:
    """Say where a goal is: at a level, or from 0 to 10."""
    record(face, [RateGoal(goal=called, level=level, rating=rating, by=by, on=on, note=note)], "Noted, for that day.")


@goal.command()
@click.option("--numbers", is_flag=True, help="The levels as numbers, and the one number over all of them.")
@click.pass_obj
def levels(face: Face, numbers: bool) -> None:
    """Show where the goals with levels stand."""
    show_attained(face, numbers=numbers)


@goal.command()
@click.argument("called", metavar="G")
@click.option("--wish", required=True, metavar="TEXT", help="What you wish for.")
@click.option("--best", required=True, metavar="TEXT", help="The best that could come of it.")
@click.option("--obstacle", required=True, metavar="TEXT", help="What in you is in the way.")
@click.option("--then", metavar="TEXT", help="What you will do when it comes; that makes an if-then plan.")
@click.pass_obj
def contrast(face: Face, called: str, *, wish: str, best: str, obstacle: str, then: str | None) -> None:
    """Put a wish beside what in you is in the way."""
    asked = ContrastWish(goal=called, wish=wish, best_outcome=best, inner_obstacle=obstacle, then_text=then)
    record(face, [asked], "Both are written down, side by side.")


@goal.command()
@click.argument("called", metavar="G")
@click.option("--statement", metavar="TEXT", help="The goal in other words.")
@click.option("--tiny", metavar="TEXT", help='Another tiny version; "" leaves it out, here and below.')
@click.option("--target", metavar="N", help="Another target.")
@click.option("--ends", metavar="DATE", help="Until when; as long as before, if you do not say.")
@click.option("--meaning", metavar="TEXT", help="What the goal came to mean to you so far.")
@click.pass_obj
def renew(
    face: Face,
    called: str,
    *,
    statement: str | None,
    tiny: str | None,
    target: str | None,
    ends: str | None,
    meaning: str | None,
) -> None:
    """Go on with a goal as a new one."""
    wish = RenewGoal(
        goal=called,
        statement=statement,
        tiny_version=UNSET if tiny is None else changed_text(tiny),
        target=changed_number(target),
        ends_on=changed_day(ends),
        meaning=meaning,
    )
    record(face, [wish], "It goes on, from today.")
