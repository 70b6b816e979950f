"""A shared goal as both sides read it: in the preview, on the other side's page, on a sheet; one reading for all.

It shows what is in the copy, in words of ours and of the person's, and hints at nothing that is not.
"""

from collections.abc import Iterator
from typing import Final

from whyward.journal.events.shared import SharedBarrier, SharedGoal, SharedProgress
from whyward.sheet.page import SheetGoal, SheetList
from whyward.sheet.wording import ENGLISH, Speech, listed, words


def _(text: str) -> str:
    """Mark a text for translation; it is looked up when it is told."""
    return text


BANNER: Final = _("Not monitored between sessions: nobody is watching this, and it is not for emergencies.")
"""What stands on every screen and sheet of a practice, before anything else."""

_STATES: Final = {"active": _("open"), "paused": _("resting"), "completed": _("done"), "let_go": _("let go")}
_TURNS: Final = {"let_go": _("let go"), "taken_up": _("taken up again")}
_WITHOUT_WORDS: Final = _("A goal whose words are not shared")


def sheet_goal(goal: SharedGoal, speech: Speech = ENGLISH) -> SheetGoal:
    """Return a shared goal as it stands on a page."""
    statement = goal.statement or speech.gettext(_WITHOUT_WORDS)
    return SheetGoal(statement, tuple(_facts(goal, speech)), tuple(_lists(goal, speech)))


def _facts(goal: SharedGoal, speech: Speech) -> Iterator[tuple[str, str]]:
    if goal.values:
        yield speech.gettext("Serves"), listed(goal.values, speech)
    if goal.why is not None:
        yield speech.gettext("Why"), goal.why
    if goal.state is not None:
        yield speech.gettext("Now"), speech.gettext(_STATES.get(goal.state, words(goal.state)))
    if goal.progress is not None:
        yield speech.gettext("So far"), _so_far(goal.progress, speech)


def _so_far(progress: SharedProgress, speech: Speech) -> str:
    told = {
        "steps": speech.ngettext("%(num)s step", "%(num)s steps", progress.steps) % {"num": progress.steps},
        "days": speech.ngettext("%(num)s day", "%(num)s days", progress.days) % {"num": progress.days},
        "since": "" if progress.since is None else speech.day(progress.since),
        "last": "" if progress.last_on is None else speech.day(progress.last_on),
    }
    if not progress.steps or progress.last_on is None:
        text = _("nothing written down") if progress.since is None else _("nothing written down since %(since)s")
    elif progress.since is None:
        text = _("%(steps)s on %(days)s, the latest on %(last)s")
    else:
        text = _("%(steps)s on %(days)s since %(since)s, the latest on %(last)s")
    return speech.gettext(text) % told


def _lists(goal: SharedGoal, speech: Speech) -> Iterator[SheetList]:
    day = speech.day
    turns = [(one.on, speech.gettext(_TURNS.get(one.what, words(one.what)))) for one in goal.history]
    parts = {
        _("Steps"): tuple(f"{day(step.on)}: {step.note}" for step in goal.steps),
        _("What was in the way"): tuple(_barrier(one, speech) for one in goal.barriers),
        _("Written about it"): tuple(f"{day(entry.on)}: {entry.text}" for entry in goal.entries),
        _("Its story"): tuple(f"{day(on)}: {what}" for on, what in turns),
    }
    return (SheetList(speech.gettext(heading), lines) for heading, lines in parts.items() if lines)


def _barrier(one: SharedBarrier, speech: Speech) -> str:
    day = speech.day(one.on)
    what = one.custom or (None if one.kind is None else speech.gettext(words(one.kind)))
    if what is None:
        return speech.gettext("%(day)s: something was") % {"day": day}
    if one.learned is None:
        return f"{day}: {what}"
    return speech.gettext("%(day)s: %(what)s; learned: %(learned)s") % {
        "day": day,
        "what": what,
        "learned": one.learned,
    }
