"""What the other side sees of the person's goals: the one function that decides, for preview, sharing and sheets.

It reads a thing's words only where that field is granted, tells days and never times, and passes on no id, no count and
no name of anything else in the journal.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from whyward.journal.days import MINUTE_MS, life_day
from whyward.journal.events.barriers import BarrierKind
from whyward.journal.events.catalogue import ENTRY_WRITTEN, GOAL, entity_of_ref
from whyward.journal.events.entries import EntryWritten
from whyward.journal.events.fields import shown_choice
from whyward.journal.events.goals import (
    GoalAdjusted,
    GoalCompleted,
    GoalLetGo,
    GoalPaused,
    GoalReopened,
    GoalResumed,
    GoalSet,
)
from whyward.journal.events.shared import (
    SharedBarrier,
    SharedEntry,
    SharedGoal,
    SharedMoment,
    SharedProgress,
    SharedStep,
)
from whyward.journal.events.shares import Field
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.nouns import BARRIERS, GOALS, VALUES
from whyward.journal.pages import Pages
from whyward.journal.sharing.aliases import alias_of
from whyward.journal.sharing.effective import Effective
from whyward.journal.sharing.fitting import fitted
from whyward.journal.texts import carried_line, carried_text

_ADJUSTED: Final = {"too_big": "made_smaller", "too_small": "made_bigger", "clearer": "made_clearer"}
"""Other reasons would tell of the person's life or of what was in the way; they are told as a change, no more."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A goal as it is shown: `goal` is all of it, to the byte; the rest is for the owner's own records.

    `as_of` is the last event of the goal that was looked at; `left_out` says how many older things did not fit.
    """

    ref: str
    alias: bytes
    as_of: bytes
    fields: frozenset[Field]
    goal: SharedGoal
    left_out: int = 0


def view(pages: Pages, allowed: Effective, *, alias_key: bytes) -> tuple[Shown, ...]:
    """Return what is shown now, in the order in which the other side has it; nothing unless the share is active."""
    shown = (_shown(pages, ref, allowed, alias_of(alias_key, ref)) for ref in allowed.items)
    return tuple(sorted((one for one in shown if one is not None), key=lambda one: one.alias))


def _shown(pages: Pages, ref: str, allowed: Effective, alias: bytes) -> Shown | None:
    """Return a goal, or None if it was taken back or if there is nothing to see of it."""
    entity, fields = entity_of_ref(ref), allowed.items[ref]
    row = pages.one(GOALS, entity.removeprefix(GOAL))
    if row is None:
        return None
    since = None if Field.HISTORY in fields else allowed.starts
    goal, left_out = fitted(_Reading(pages, row, fields, since).goal())
    if goal == SharedGoal():
        return None
    as_of = pages.happened(entity)[-1].event.id
    return Shown(ref=ref, alias=alias, as_of=as_of, fields=fields, goal=goal, left_out=left_out)


class _Reading:
    """One goal read for one grant. Each method asks for its own field first, and gives what an absent one has."""

    def __init__(self, pages: Pages, row: GoalRow, fields: frozenset[Field], since: date | None) -> None:
        """Without `since`, everything that ever happened counts; with it, what happened on that day or later."""
        self._pages, self._row, self._fields, self._since = pages, row, fields, since
        self._day_ends_at = pages.day_ends_at

    def goal(self) -> SharedGoal:
        row, fields = self._row, self._fields
        return SharedGoal(
            statement=carried_text(row.statement) if Field.STATEMENT in fields else None,
            values=tuple(self._values()) if Field.VALUE in fields else (),
            state=row.status.replace("-", "_") if Field.PROGRESS in fields else None,
            progress=self._progress() if Field.PROGRESS in fields else None,
            steps=tuple(self._notes()) if Field.STEP_NOTES in fields else (),
            barriers=tuple(self._barriers()),
            why=carried_text(row.why) if Field.WHY in fields and row.why is not None else None,
            entries=tuple(self._entries()) if Field.ENTRIES in fields else (),
            history=tuple(self._moments()) if Field.HISTORY in fields else (),
        )

    def _day(self, at: int, tz: int) -> date | None:
        """Return a moment's life day, or None if it is before what may be seen."""
        day = life_day(at, tz, self._day_ends_at)
        return None if self._since is not None and day < self._since else day

    def _values(self) -> Iterator[str]:
        rows = (self._pages.one(VALUES, value_id) for value_id in self._row.value_ids)
        return (carried_line(row.name) for row in rows if row is not None)

    def _taken(self) -> Iterator[tuple[date, StepTaken]]:
        """Yield the steps, the latest first; an occurrence that two devices told is one."""
        told: set[tuple[bytes | None, str]] = set()
        for one in self._pages.steps_toward(self._row.goal_id):
            day = self._day(one.event.at, one.event.tz)
            if day is None or not isinstance(one.body, StepTaken):
                continue
            if one.body.occurrence is not None:
                occurrence = (one.body.step_id, one.body.occurrence)
                if occurrence in told:
                    continue
                told.add(occurrence)
            yield day, one.body

    def _progress(self) -> SharedProgress:
        days = [day for day, _ in self._taken()]
        return SharedProgress(steps=len(days), days=len(set(days)), last_on=max(days, default=None), since=self._since)

    def _notes(self) -> Iterator[SharedStep]:
        noted = ((day, step.note) for day, step in self._taken())
        return (SharedStep(on=day, note=carried_text(note)) for day, note in noted if note is not None)

    def _barriers(self) -> Iterator[SharedBarrier]:
        """Yield what stood in the way; where only that it did is granted, its day alone."""
        if not self._fields & {Field.BARRIERS, Field.BARRIERS_MET}:
            return
        rows = (row for row in self._pages.all(BARRIERS) if row.goal_id == self._row.goal_id)
        for row in sorted(rows, key=lambda row: (row.at + row.tz * MINUTE_MS, row.stamp), reverse=True):
            day = self._day(row.at, row.tz)
            if day is None:
                continue
            if Field.BARRIERS not in self._fields:
                yield SharedBarrier(on=day)
                continue
            yield SharedBarrier(
                on=day,
                kind=shown_choice(row.kind, BarrierKind),
                custom=None if row.custom is None else carried_line(row.custom),
                learned=None if row.learned is None else carried_text(row.learned),
            )

    def _entries(self) -> Iterator[SharedEntry]:
        """Yield the texts of entries that name the goal, as they are now; none from the bin."""
        for one in self._pages.told([ENTRY_WRITTEN], self._since):
            if not isinstance(one.body, EntryWritten) or self._row.goal_id not in one.body.goal_ids:
                continue
            entry = self._pages.entry(one.body.entry_id)
            day = self._day(one.event.at, one.event.tz)
            if day is not None and entry is not None and entry.stamp[2] == one.event.id and not entry.binned:
                yield SharedEntry(on=day, text=carried_text(entry.versions[0].text))

    def _moments(self) -> Iterator[SharedMoment]:
        for one in reversed(self._pages.happened(GOAL + self._row.goal_id)):
            what = _turn(one)
            day = self._day(one.event.at, one.event.tz)
            if what is not None and day is not None:
                yield SharedMoment(on=day, what=what)


def _turn(one: Happened) -> str | None:
    """Return a turn of a goal's story in a word of ours; nothing that the person wrote, and no name, is in it."""
    if not one.stands:
        return None
    match one.body:
        case GoalSet():
            return "chosen"
        case GoalAdjusted(why=why):
            return _ADJUSTED.get(why, "changed")
        case GoalPaused():
            return "rested"
        case GoalResumed() | GoalReopened():
            return "taken_up"
        case GoalCompleted():
            return "done"
        case GoalLetGo():
            return "let_go"
        case _:
            return None
