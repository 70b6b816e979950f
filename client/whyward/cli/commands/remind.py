"""`whyward remind`: reminders, off unless one is wanted, and discreet unless it is said otherwise.

One that went by is recorded nowhere.
"""

import sys
from datetime import date
from pathlib import Path

import click
from msgspec import UNSET

from whyward.cli.face import Face
from whyward.cli.new_file import write_new_file
from whyward.cli.now import now_here, utc_of
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.reminders import show_due, show_reminders
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY, changed_day
from whyward.journal.errors import Refused
from whyward.journal.intentions.reminders import (
    AnswerReminder,
    ChangeReminder,
    PauseReminders,
    RemoveReminder,
    ResumeReminders,
    SetReminder,
)
from whyward.journal.projections.reminders import reminders

_EVERY = "day, weekdays, week, two-weeks, month, year, or days such as mon,thu; else once."
_CHANNELS = {"here": "in_app", "calendar": "calendar_file"}


@click.group(cls=Nouns, default="list")
def remind() -> None:
    """Set a reminder, or let them all rest. To others it says "A moment for you" and nothing else."""


@remind.command()
@click.argument("at", metavar="TIME")
@click.argument("text", required=False)
@click.option("--every", metavar="RHYTHM", help=_EVERY)
@click.option("--on", type=DAY, metavar="DATE", help="The first day, if not today.")
@click.option("--until", type=DAY, metavar="DATE", help="The last day.")
@click.option("--about", metavar="REF", help="A goal, a value or anything else that it is about.")
@click.option("--show-text", is_flag=True, help="Show its text where others may look, too.")
@click.option("--in", "channel", type=click.Choice(list(_CHANNELS)), default="here", help="Where it comes.")
@click.pass_obj
def add(
    face: Face,
    at: str,
    text: str | None,
    *,
    every: str | None,
    on: date | None,
    until: date | None,
    about: str | None,
    show_text: bool,
    channel: str,
) -> None:
    """Set a reminder for a time such as 09:00."""
    wish = SetReminder(
        at=at,
        text=text,
        every=every,
        on=on,
        until=until,
        about=about,
        discreet=not show_text,
        channel=_CHANNELS[channel],
    )
    record(face, [wish], "It is set. You can let it rest at any time.")


@remind.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List reminders, the next to come first."""
    show_reminders(face)


@remind.command()
@click.pass_obj
def due(face: Face) -> None:
    """Show what is here now."""
    show_due(face)


@remind.command()
@click.argument("called", metavar="R")
@click.option("--at", metavar="TIME", help="Another time of day.")
@click.option("--text", metavar="TEXT", help="Other words.")
@click.option("--every", metavar="RHYTHM", help=_EVERY)
@click.option("--on", type=DAY, metavar="DATE", help="Another first day.")
@click.option("--until", metavar="DATE", help='A last day, with --every; "" for none.')
@click.option("--about", metavar="REF", help='What it is about; "" for nothing.')
@click.option("--discreet/--show-text", default=None, help="What it shows where others may look.")
@click.option("--in", "channel", type=click.Choice(list(_CHANNELS)), help="Where it comes.")
@click.pass_obj
def change(
    face: Face,
    called: str,
    *,
    at: str | None,
    text: str | None,
    every: str | None,
    on: date | None,
    until: str | None,
    about: str | None,
    discreet: bool | None,
    channel: str | None,
) -> None:
    """Change a reminder; what you do not name stays."""
    wish = ChangeReminder(
        reminder=called,
        at=UNSET if at is None else at,
        text=UNSET if text is None else text,
        every=UNSET if every is None else every,
        on=UNSET if on is None else on,
        until=changed_day(until),
        about=UNSET if about is None else about or None,
        discreet=UNSET if discreet is None else discreet,
        channel=UNSET if channel is None else _CHANNELS[channel],
    )
    record(face, [wish], "It is changed.")


@remind.command()
@click.option("--until", type=DAY, metavar="DATE", help="The day they come again.")
@click.pass_obj
def pause(face: Face, until: date | None) -> None:
    """Let all reminders rest."""
    record(face, [PauseReminders(until=until)], "All reminders are at rest.")


@remind.command()
@click.pass_obj
def resume(face: Face) -> None:
    """Let them come again."""
    record(face, [ResumeReminders()], "Reminders come again.")


@remind.command()
@click.argument("called", metavar="R")
@click.pass_obj
def remove(face: Face, called: str) -> None:
    """Take a reminder away."""
    record(face, [RemoveReminder(reminder=called)], "It is gone. To bring it back: whyward undo")


@remind.command()
@click.argument("called", metavar="R")
@click.argument("said", metavar="ANSWER")
@click.option("--time", "occurrence", metavar="TIME", help="Which of its times, such as 2026-03-04T09:00.")
@click.pass_obj
def answer(face: Face, called: str, said: str, occurrence: str | None) -> None:
    """Answer a reminder: did-it, later, not-today or too-many. Leaving it alone is fine, too."""
    record(face, [AnswerReminder(reminder=called, answer=said, occurrence=occurrence)], "Noted, as you say.")


@remind.command()
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path))
@click.pass_obj
def ics(face: Face, file: Path) -> None:
    """Write reminders as a file for a calendar; it is sealed no more, and discreet ones say nothing in it."""
    from whyward.adapters.calendar_file import calendar_file  # noqa: PLC0415  # icalendar costs a sixth of a second

    now = now_here()
    coming = [one for one in with_pages(face, lambda pages: reminders(pages, now)) if one.next_at is not None]
    if not coming:
        raise Refused("No reminder is to come", hint="Set one, or let them come again: whyward remind resume")
    content = calendar_file(coming, utc_of(now))
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    write_new_file(file, content)
    face.say(f"Written to {file}, for any calendar.")
