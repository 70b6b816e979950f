"""`whyward step plan`, `change`, `schedule`, `pass`, `drop`: what is meant to be done, and what is put aside.

Passing a step over is the person's own word; nothing else ever says it.
"""

from datetime import date

import click
from msgspec import UNSET, UnsetType

from whyward.cli.commands.step_group import step
from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.recording import record
from whyward.cli.shown.recorded import recorded_shown, with_id
from whyward.cli.words import DAY, changed_text
from whyward.journal.errors import BadInput
from whyward.journal.intentions.striving import (
    ChangeStep,
    ClearSchedule,
    DropStep,
    PassStepOver,
    PlanStep,
    ScheduleStep,
)
from whyward.journal.journal import Journal


@step.command()
@click.argument("goal", metavar="G")
@click.argument("text", metavar="TEXT")
@click.option("--when", metavar="WHEN", help="When it could be, in your own words.")
@click.option("--where", metavar="WHERE", help="Where.")
@click.option("--with", "with_whom", metavar="WHO", help="With whom.")
@click.option("--difficulty", type=int, metavar="0..10", help="How hard it looks.")
@click.option("--after", metavar="S", help="The planned step that it comes after; the last one, if you do not say.")
@click.pass_obj
def plan(
    face: Face,
    goal: str,
    text: str,
    *,
    when: str | None,
    where: str | None,
    with_whom: str | None,
    difficulty: int | None,
    after: str | None,
) -> None:
    """Think of a step for the goal G."""
    wish = PlanStep(
        goal=goal, text=text, when=when, where=where, with_whom=with_whom, difficulty=difficulty, after=after
    )
    record(face, [wish], "It is on the list. You can change it whenever you like.")


@step.command()
@click.argument("called", metavar="S")
@click.option("--goal", metavar="G", help="The goal it is planned for, if several have one like it.")
@click.option("--text", metavar="TEXT", help="The step in other words.")
@click.option("--when", metavar="WHEN", help='When; "" empties it, here and below.')
@click.option("--where", metavar="WHERE", help="Where.")
@click.option("--with", "with_whom", metavar="WHO", help="With whom.")
@click.option("--difficulty", metavar="0..10", help="How hard it looks.")
@click.option("--after", metavar="S", help='The planned step that it comes after; "" puts it first.')
@click.pass_obj
def change(
    face: Face,
    called: str,
    *,
    goal: str | None,
    text: str | None,
    when: str | None,
    where: str | None,
    with_whom: str | None,
    difficulty: str | None,
    after: str | None,
) -> None:
    """Put a planned step differently, or elsewhere in its list."""
    wish = ChangeStep(
        step=called,
        goal=goal,
        text=UNSET if text is None else text,
        when=changed_text(when),
        where=changed_text(where),
        with_whom=changed_text(with_whom),
        difficulty=_number(difficulty),
        after=changed_text(after),
    )
    record(face, [wish], "The step is changed.")


def _number(text: str | None) -> int | UnsetType | None:
    if not text:
        return UNSET if text is None else None
    if not text.isdecimal():
        raise BadInput("Difficulty is a number from 0 to 10", hint="Write it like 3.")
    return int(text)


@step.command()
@click.argument("goal", metavar="[G]", required=False)
@click.option("--planned", metavar="S", help="The planned step that it is about; without it, the goal as a whole.")
@click.option("--start", type=DAY, metavar="DATE", help="From which day on; today, if you do not say.")
@click.option("--at", default="12:00", show_default=True, metavar="HH:MM", help="At what time, by your clock.")
@click.option("--every", metavar="RHYTHM", help="day, weekdays, week, two-weeks, month, year, or days such as mon,thu.")
@click.option("--until", type=DAY, metavar="DATE", help="Until which day.")
@click.option("--minutes", type=int, metavar="N", help="How long it may take.")
@click.option("--place", metavar="TEXT", help="Where.")
@click.option("--instead-of", "schedule", metavar="ID", help="Times that these take the place of.")
@click.option("--clear", is_flag=True, help="Take the times away.")
@click.pass_obj
def schedule(
    face: Face,
    goal: str | None,
    *,
    planned: str | None,
    start: date | None,
    at: str,
    every: str | None,
    until: date | None,
    minutes: int | None,
    place: str | None,
    schedule: str | None,
    clear: bool,
) -> None:
    """Give a goal, or one of its planned steps, times; or take them away."""
    if clear:
        record(face, [ClearSchedule(goal=goal, step=planned, schedule=schedule)], "The times are cleared.")
        return

    async def work(journal: Journal) -> None:
        day = start or today_of(journal.pages)
        wish = ScheduleStep(
            goal=goal,
            step=planned,
            start=f"{day.isoformat()}T{at}",
            every=every,
            until=until,
            minutes=minutes,
            place=place,
            schedule=schedule,
        )
        done = await journal.record_all([wish])
        face.answer(recorded_shown(done), with_id("It has its times now. Not doing it is fine.", done))

    with_journal(face, work)


@step.command("pass")
@click.argument("goal", metavar="[G]", required=False)
@click.option("--planned", metavar="S", help="The planned step that it is about.")
@click.option("--why", metavar="WHY", help="rest, barrier, life, forgot, chose-other or rather-not-say, if you like.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.option("--occurrence", metavar="WHEN", help="Which of its times.")
@click.option("--barrier", metavar="B", help="What was in the way, by its id.")
@click.pass_obj
def pass_(
    face: Face,
    goal: str | None,
    *,
    planned: str | None,
    why: str | None,
    on: date | None,
    occurrence: str | None,
    barrier: str | None,
) -> None:
    """Choose not to, this time. Nobody asks you to say so."""
    wish = PassStepOver(goal=goal, step=planned, why=why, on=on, occurrence=occurrence, barrier=barrier)
    record(face, [wish], "Not this time, then. Nothing piles up.")


@step.command()
@click.argument("called", metavar="S")
@click.option("--goal", metavar="G", help="The goal it is planned for, if several have one like it.")
@click.option("--why", metavar="TEXT", help="Why, if you want to say.")
@click.pass_obj
def drop(face: Face, called: str, goal: str | None, why: str | None) -> None:
    """Take a planned step off the list."""
    record(face, [DropStep(step=called, goal=goal, why=why)], "It is off the list.")
