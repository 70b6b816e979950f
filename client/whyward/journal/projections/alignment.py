"""Where the steps of some weeks went, beside the order of the values: as sentences, never as a number.

With few steps it says nothing at all. What waits is invited, not counted.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import STEP_TAKEN
from whyward.journal.events.steps import StepTaken
from whyward.journal.folding.values import ValueRow, ValueStatus
from whyward.journal.formulas.alignment import DAYS_MIN, match
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.values import LATELY_DAYS, values_of_step
from whyward.journal.sentences import counted, listed, sentence

TOP_VALUES: Final = 3
_MOST: Final = 0.5
_ALIKE: Final = 0.75


class ValueDays(msgspec.Struct, frozen=True, kw_only=True):
    """On how many days lately there was a step for a value."""

    id: bytes
    name: str
    days: int


class WaitingValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value near the heart that had no step lately, and the invitation."""

    id: bytes
    name: str
    text: str


class Alignment(msgspec.Struct, frozen=True, kw_only=True):
    """What can be said about some weeks: sentences, or none while there is too little to say."""

    first: date
    last: date
    values: tuple[ValueDays, ...]
    sentences: tuple[str, ...]


def alignment(pages: Pages, today: date) -> Alignment:
    """Return what the steps of the last 28 days say beside the order of the active values."""
    labels, first = Labels(pages), today - timedelta(days=LATELY_DAYS - 1)
    days = step_days(pages, first, today, labels)
    ranked = tuple(
        ValueDays(id=row.value_id, name=row.name, days=len(days.get(row.value_id, ()))) for row in _active(labels)
    )
    return Alignment(first=first, last=today, values=ranked, sentences=_sentences(ranked))


def step_days(pages: Pages, first: date, last: date, labels: Labels) -> dict[bytes, set[date]]:
    """Return the days with a step for each value: its own, or that of its goal if the step names none."""
    ends_at = pages.day_ends_at
    days: dict[bytes, set[date]] = {}
    for one in pages.told([STEP_TAKEN], first, last):
        if isinstance(one.body, StepTaken):
            on = life_day(one.event.at, one.event.tz, ends_at)
            for value_id in values_of_step(one.body, labels):
                days.setdefault(value_id, set()).add(on)
    return days


def _active(labels: Labels) -> list[ValueRow]:
    active = [row for row in labels.values.values() if row.status == ValueStatus.ACTIVE]
    return sorted(active, key=lambda row: labels.ranked[row.value_id])


def _sentences(ranked: Sequence[ValueDays]) -> tuple[str, ...]:
    whole = sum(one.days for one in ranked)
    if whole < DAYS_MIN:
        return ()
    most = max(one.days for one in ranked)
    first = [one.name for one in ranked if one.days == most]
    said: list[str] = []
    if len(first) == 1:
        is_most = most > whole * _MOST
        said.append(_most(first[0]) if is_most else _many(first[0]))
    elif len(first) == len(ranked):
        said.append(sentence("Each of your values got as many of your steps as the others."))
    else:
        said.append(sentence("%(values)s got the same share of your steps.", values=listed(first)))
    others = [one.name for one in ranked if 0 < one.days < most]
    if others:
        said.append(sentence("%(values)s got some, too.", values=listed(others)))
    waiting = [one.name for one in ranked[:TOP_VALUES] if one.days == 0]
    if waiting:
        said.append(_waiting(waiting))
    alike = match([one.days for one in ranked])
    if alike is not None and alike >= _ALIKE and not waiting:
        said.append(sentence("Where your steps went looks much like the order you put your values in."))
    return tuple(said)


def _most(value: str) -> str:
    return sentence("%(value)s got most of your steps.", value=value)


def _many(value: str) -> str:
    return sentence("%(value)s got many of your steps.", value=value)


def _waiting(names: Sequence[str]) -> str:
    return counted(
        "%(values)s is waiting, whenever you like.",
        "%(values)s are waiting, whenever you like.",
        len(names),
        values=listed(names),
    )


def tiny_for(value: str) -> str:
    """Return the invitation to something small for a value."""
    return sentence("Want something tiny for %(value)s?", value=value)


def waiting_values(pages: Pages, today: date) -> list[WaitingValue]:
    """Return values among the three nearest the heart that were there, and had no step, in the last 28 days."""
    labels, first = Labels(pages), today - timedelta(days=LATELY_DAYS - 1)
    days = step_days(pages, first, today, labels)
    return [
        WaitingValue(id=row.value_id, name=row.name, text=tiny_for(row.name))
        for row in _active(labels)[:TOP_VALUES]
        if row.value_id not in days and row.chosen_on < first
    ]
