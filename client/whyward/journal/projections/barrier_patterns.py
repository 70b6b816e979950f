"""When and where things come up: counts by kind, part of life, weekday and time of day.

Fewer than five say nothing yet. A count is of what the person named, and no more than that.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

from whyward.journal.days import DAY_MS, MINUTE_MS, life_day
from whyward.journal.events.barriers import BarrierKind
from whyward.journal.events.fields import shown_choice
from whyward.journal.folding.barriers import BarrierRow
from whyward.journal.folding.nouns import BARRIERS
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels

LEAST: Final = 5
_HOUR_MS: Final = 60 * MINUTE_MS


class TimeOfDay(StrEnum):
    """A part of the day, by the clock of where it was."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


_UNTIL_HOUR: Final = (
    (5, TimeOfDay.NIGHT),
    (12, TimeOfDay.MORNING),
    (17, TimeOfDay.AFTERNOON),
    (22, TimeOfDay.EVENING),
    (24, TimeOfDay.NIGHT),
)


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How often one word came up."""

    word: str
    count: int


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """How often a kind came up together with a part of life, a weekday (0 is Monday) and a time of day."""

    kind: str
    domain_id: str | None
    weekday: int
    time_of_day: str
    count: int


class KindTime(msgspec.Struct, frozen=True, kw_only=True):
    """How often a kind came up at a time of day, wherever that was."""

    kind: str
    time_of_day: str
    count: int


class Patterns(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, the most frequent first; where a goal is in two parts of life, both are counted."""

    total: int
    kinds: tuple[Counted, ...]
    domains: tuple[Counted, ...]
    weekdays: tuple[Counted, ...]
    times_of_day: tuple[Counted, ...]
    kind_times: tuple[KindTime, ...]
    patterns: tuple[Pattern, ...]


def barrier_patterns(pages: Pages, *, least: int = LEAST) -> Patterns | None:
    """Return when and where things came up, or None while there are too few to say."""
    rows = pages.all(BARRIERS)
    if len(rows) < max(1, least):
        return None
    labels, ends_at = Labels(pages), pages.day_ends_at
    cells: Counter[tuple[str, str, int, str]] = Counter()
    kind_times: Counter[tuple[str, str]] = Counter()
    kinds, domains, weekdays, times = (Counter[str]() for _ in range(4))
    for row in rows:
        kind, weekday = shown_choice(row.kind, BarrierKind), life_day(row.at, row.tz, ends_at).weekday()
        time_of_day, places = _time_of_day(row), _domains(row, labels)
        kinds[kind] += 1
        weekdays[str(weekday)] += 1
        times[time_of_day] += 1
        kind_times[kind, time_of_day] += 1
        domains.update(places)
        cells.update((kind, place, weekday, time_of_day) for place in places or ("",))
    return Patterns(
        total=len(rows),
        kinds=_counted(kinds),
        domains=_counted(domains),
        weekdays=_counted(weekdays),
        times_of_day=_counted(times),
        kind_times=tuple(
            KindTime(kind=kind, time_of_day=time, count=count) for (kind, time), count in sorted(kind_times.items())
        ),
        patterns=tuple(_patterns(cells)),
    )


def _time_of_day(row: BarrierRow) -> str:
    hour = (row.at + row.tz * MINUTE_MS) % DAY_MS // _HOUR_MS
    return next(part for until, part in _UNTIL_HOUR if hour < until).value


def _domains(row: BarrierRow, labels: Labels) -> tuple[str, ...]:
    goal = labels.goals.get(row.goal_id or b"")
    return () if goal is None else goal.domain_ids


def _counted(counter: Counter[str]) -> tuple[Counted, ...]:
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Counted(word=word, count=count) for word, count in ordered)


def _patterns(cells: Counter[tuple[str, str, int, str]]) -> Iterable[Pattern]:
    for cell, count in sorted(cells.items(), key=lambda pair: (-pair[1], pair[0])):
        kind, place, weekday, time_of_day = cell
        yield Pattern(kind=kind, domain_id=place or None, weekday=weekday, time_of_day=time_of_day, count=count)
