"""A shared goal as both sides read it: in the preview, on the other side's page, on a sheet; one reading for all.

It shows what is in the copy, in words of ours and of the person's, and hints at nothing that is not.
"""

from collections.abc import Iterator
from typing import Final

from whyward.journal.days import day_in_words
from whyward.journal.events.shared import SharedBarrier, SharedGoal, SharedProgress
from whyward.sheet.page import SheetGoal, SheetList
from whyward.sheet.wording import listed, words

BANNER: Final = "Not monitored between sessions: nobody is watching this, and it is not for emergencies."
"""What stands on every screen and sheet of a practice, before anything else."""

_STATES: Final = {"active": "open", "paused": "resting", "completed": "done", "let_go": "let go"}
_TURNS: Final = {"let_go": "let go", "taken_up": "taken up again"}
_WITHOUT_WORDS: Final = "A goal whose words are not shared"


def sheet_goal(goal: SharedGoal) -> SheetGoal:
    """Return a shared goal as it stands on a page."""
    return SheetGoal(goal.statement or _WITHOUT_WORDS, tuple(_facts(goal)), tuple(_lists(goal)))


def _facts(goal: SharedGoal) -> Iterator[tuple[str, str]]:
    if goal.values:
        yield "Serves", listed(list(goal.values))
    if goal.why is not None:
        yield "Why", goal.why
    if goal.state is not None:
        yield "Now", _STATES.get(goal.state, words(goal.state))
    if goal.progress is not None:
        yield "So far", _so_far(goal.progress)


def _so_far(progress: SharedProgress) -> str:
    since = "" if progress.since is None else f" since {day_in_words(progress.since)}"
    if not progress.steps or progress.last_on is None:
        return f"nothing written down{since}"
    steps = "1 step" if progress.steps == 1 else f"{progress.steps} steps"
    days = "1 day" if progress.days == 1 else f"{progress.days} days"
    return f"{steps} on {days}{since}, the latest on {day_in_words(progress.last_on)}"


def _lists(goal: SharedGoal) -> Iterator[SheetList]:
    parts = {
        "Steps": tuple(f"{day_in_words(step.on)}: {step.note}" for step in goal.steps),
        "What was in the way": tuple(_barrier(one) for one in goal.barriers),
        "Written about it": tuple(f"{day_in_words(entry.on)}: {entry.text}" for entry in goal.entries),
        "Its story": tuple(f"{day_in_words(one.on)}: {_TURNS.get(one.what, words(one.what))}" for one in goal.history),
    }
    return (SheetList(heading, lines) for heading, lines in parts.items() if lines)


def _barrier(one: SharedBarrier) -> str:
    day = day_in_words(one.on)
    what = one.custom or (None if one.kind is None else words(one.kind))
    if what is None:
        return f"{day}: something was"
    learned = "" if one.learned is None else f"; learned: {one.learned}"
    return f"{day}: {what}{learned}"
