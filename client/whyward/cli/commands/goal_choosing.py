"""`whyward goal`, the choosing: small, concrete hows of a value, and what becomes of them.

Adjusting one is as good as finishing it, and so is letting it go.
"""

from datetime import date

import click
from msgspec import structs

from whyward.cli.commands.goal_group import goal
from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.goals import show_goal, show_goals, show_story
from whyward.cli.words import DAY, NUMBER, changed_day, changed_number, changed_text
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.goals import (
    AdjustGoal,
    CompleteGoal,
    LetGoalGo,
    LinkGoal,
    PauseGoal,
    ReopenGoal,
    ResumeGoal,
    SetGoal,
    UnlinkGoal,
)


@goal.command()
@click.argument("statement", metavar="TEXT")
@click.option("--value", "values", multiple=True, metavar="V", help="The value it serves; may be repeated.")
@click.option("--domain", "domains", multiple=True, metavar="D", help="The part of life it is in; may be repeated.")
@click.option("--why", metavar="TEXT", help="Why it matters to you.")
@click.option("--tiny", metavar="TEXT", help="A tiny version, for a hard day.")
@click.option("--target", type=NUMBER, metavar="N", help="How many or how much.")
@click.option("--unit", metavar="U", help="Of what: conversations, minutes, …")
@click.option("--per", metavar="day|week|month|whole", help="For which stretch of time.")
@click.option("--starts", type=DAY, metavar="DATE", help="From when on.")
@click.option("--ends", type=DAY, metavar="DATE", help="Until when.")
@click.option("--confidence", type=int, metavar="0..10", help="How sure you are that you can, if you want to say.")
@click.option("--willingness", type=int, metavar="0..10", help="How willing you are to feel what comes with it.")
@click.pass_obj
def add(
    face: Face,
    statement: str,
    *,
    values: tuple[str, ...],
    domains: tuple[str, ...],
    why: str | None,
    tiny: str | None,
    target: float | None,
    unit: str | None,
    per: str | None,
    starts: date | None,
    ends: date | None,
    confidence: int | None,
    willingness: int | None,
) -> None:
    """Choose a goal; one small thing is plenty."""
    wish = SetGoal(
        statement=statement,
        why=why,
        values=values,
        domains=domains,
        target=target,
        unit=unit,
        per=per,
        starts_on=starts,
        ends_on=ends,
        tiny_version=tiny,
        confidence=confidence,
        willingness=willingness,
    )
    record(face, [wish], "That is a goal of yours now.")


@goal.command("list")
@click.option("--all", "every", is_flag=True, help="Those that are done or let go, too.")
@click.option("--domain", metavar="D", help="Only those in this part of life.")
@click.option("--value", metavar="V", help="Only those that serve this value.")
@click.pass_obj
def list_(face: Face, every: bool, domain: str | None, value: str | None) -> None:
    """List your goals."""
    show_goals(face, every=every, domain=domain, value=value)


@goal.command()
@click.argument("called", metavar="G")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Show one goal."""
    show_goal(face, called)


@goal.command()
@click.argument("called", metavar="G")
@click.option("--statement", metavar="TEXT", help="The goal in other words.")
@click.option("--why", metavar="TEXT", help='Why it matters to you; "" empties it, here and below.')
@click.option("--tiny", metavar="TEXT", help="A tiny version.")
@click.option("--target", metavar="N", help="How many or how much.")
@click.option("--unit", metavar="U", help="Of what.")
@click.option("--per", metavar="day|week|month|whole", help="For which stretch of time.")
@click.option("--starts", metavar="DATE", help="From when on.")
@click.option("--ends", metavar="DATE", help="Until when.")
@click.option("--value", "values", multiple=True, metavar="V", help="A value that it serves as well.")
@click.option("--not-value", "others", multiple=True, metavar="V", help="A value that it no longer serves.")
@click.option(
    "--because",
    metavar="WHY",
    default="other",
    help="too-big, too-small, life-changed, learned, clearer, barrier or other.",
)
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def adjust(
    face: Face,
    called: str,
    *,
    statement: str | None,
    why: str | None,
    tiny: str | None,
    target: str | None,
    unit: str | None,
    per: str | None,
    starts: str | None,
    ends: str | None,
    values: tuple[str, ...],
    others: tuple[str, ...],
    because: str,
    note: str | None,
) -> None:
    """Make a goal fit better: smaller, clearer, different."""
    unchanged = AdjustGoal(goal=called, because=because, note=note)
    wish = structs.replace(
        unchanged,
        why=changed_text(why),
        tiny_version=changed_text(tiny),
        target=changed_number(target),
        unit=changed_text(unit),
        per=changed_text(per),
        starts_on=changed_day(starts),
        ends_on=changed_day(ends),
    )
    if statement is not None:
        wish = structs.replace(wish, statement=statement)
    links: list[Intention] = [LinkGoal(goal=called, value=one) for one in values]
    links += [UnlinkGoal(goal=called, value=one) for one in others]
    # Without any change the wish itself is left out only if there are links: else the journal says what is missing.
    record(
        face,
        links if links and wish == unchanged else [wish, *links],
        "The goal is changed. Changing one is a step too.",
    )


@goal.command()
@click.argument("called", metavar="G")
@click.option("--until", type=DAY, metavar="DATE", help="Until when, if you know.")
@click.option("--why", metavar="TEXT", help="Why, if you want to say.")
@click.pass_obj
def pause(face: Face, called: str, until: date | None, why: str | None) -> None:
    """Let a goal rest."""
    record(face, [PauseGoal(goal=called, until=until, why=why)], "The goal rests. It waits for you.")


@goal.command()
@click.argument("called", metavar="G")
@click.pass_obj
def resume(face: Face, called: str) -> None:
    """Go on with a resting goal."""
    record(face, [ResumeGoal(goal=called)], "The goal goes on.")


@goal.command()
@click.argument("called", metavar="G")
@click.option("--meaning", metavar="TEXT", help="What it came to mean to you.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.pass_obj
def complete(face: Face, called: str, meaning: str | None, on: date | None) -> None:
    """Say that a goal is done."""
    record(face, [CompleteGoal(goal=called, meaning=meaning, on=on)], "That goal is done. What it was for goes on.")


@goal.command("let-go")
@click.argument("called", metavar="G")
@click.option("--learned", metavar="TEXT", help="What you learned.")
@click.option("--why", metavar="TEXT", help="Why, if you want to say.")
@click.pass_obj
def let_go(face: Face, called: str, learned: str | None, why: str | None) -> None:
    """Let a goal go."""
    record(face, [LetGoalGo(goal=called, learned=learned, why=why)], "You let that one go. Its story stays.")


@goal.command()
@click.argument("called", metavar="G")
@click.pass_obj
def reopen(face: Face, called: str) -> None:
    """Take a goal up again."""
    record(face, [ReopenGoal(goal=called)], "That goal is open again.")


@goal.command()
@click.argument("called", metavar="G")
@click.pass_obj
def story(face: Face, called: str) -> None:
    """Tell a goal's story."""
    show_story(face, called)
