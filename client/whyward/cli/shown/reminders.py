"""Reminders: a list, those that are here now, and how one says that they rest.

A reminder that went by is in none of them.
"""

from whyward.cli.face import Face
from whyward.cli.now import now_here
from whyward.cli.opening import with_pages
from whyward.cli.shown.ids import short
from whyward.cli.tables import print_table
from whyward.journal.days import day_in_words
from whyward.journal.pages import Pages
from whyward.journal.projections.reminders import Due, Reminder, Rest, reminders, reminders_due, rest


def show_reminders(face: Face) -> None:
    """Show every reminder, the next to come first."""
    now = now_here()

    def read(pages: Pages) -> tuple[list[Reminder], Rest | None]:
        return reminders(pages, now), rest(pages, now)

    found, resting = with_pages(face, read)
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("No reminders. They are off unless you want one: whyward remind add 09:00 TEXT")
        return
    if resting is not None:
        until = "" if resting.until is None else f" until {day_in_words(resting.until, now.wall.date())}"
        face.show(f"All reminders are at rest{until}. To let them come again: whyward remind resume")
    rows = [[short(one.id), one.at, one.rhythm, one.text, _shown(one), _next(one)] for one in found]
    print_table(("id", "at", "comes", "says to you", "shows to others", "next"), rows)


def show_due(face: Face) -> None:
    """Show what is here now."""
    now = now_here()
    found: list[Due] = with_pages(face, lambda pages: reminders_due(pages, now))
    if face.as_json:
        face.give(found)
        return
    if not found:
        face.show("Nothing is here now.")
        return
    rows = [[short(one.id), one.occurrence.partition("T")[2], one.text] for one in found]
    print_table(("id", "at", "reminder"), rows)


def _shown(one: Reminder) -> str:
    return one.shown if one.discreet else "the same"


def _next(one: Reminder) -> str:
    if one.resting:
        return "rests"
    return "" if one.next_at is None else one.next_at.replace("T", " ")
