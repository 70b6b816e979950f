"""When things come up, as sentences, bars and tables of a page.

A count is of what the person named; nothing here says that it is much or little.
"""

from typing import Final, NamedTuple

from whyward.content.toolkits import toolkit
from whyward.journal.projections.barrier_patterns import Counted, Patterns, TimeOfDay
from whyward.journal.projections.labels import Labels
from whyward.web.request import Request
from whyward.web.texts import Texts

_BAR: Final = 400


class Bar(NamedTuple):
    """One bar: its words, how often it came up, its length of 400, and how its count goes with the times of the day."""

    words: str
    times: int
    length: int
    cells: tuple[int, ...]


class Seen(NamedTuple):
    """All of it, in words."""

    sentences: tuple[str, ...]
    times: tuple[str, ...]
    kinds: tuple[Bar, ...]
    domains: tuple[tuple[str, int], ...]
    weekdays: tuple[tuple[str, int], ...]


def seen(patterns: Patterns, request: Request) -> Seen:
    """Return what a page shows of the patterns."""
    texts = request.texts
    times, days = _times(texts), _weekdays(texts)
    names = Labels(request.pages).domains
    most = patterns.kinds[0].count
    return Seen(
        sentences=tuple(_sentences(patterns, texts)),
        times=tuple(times.values()),
        kinds=tuple(
            Bar(
                toolkit(one.word).label,
                one.count,
                round(_BAR * one.count / most),
                tuple(_at(patterns, one.word, time) for time in times),
            )
            for one in patterns.kinds
        ),
        domains=tuple((names.get(one.word, one.word), one.count) for one in patterns.domains),
        weekdays=tuple((days[int(one.word)], one.count) for one in sorted(patterns.weekdays, key=_by_day)),
    )


def _by_day(one: Counted) -> str:
    return one.word


def _at(patterns: Patterns, kind: str, time: str) -> int:
    """Return how often a kind came up at a time of day; one in two parts of life is one."""
    return next((one.count for one in patterns.kind_times if one.kind == kind and one.time_of_day == time), 0)


def _sentences(patterns: Patterns, texts: Texts) -> list[str]:
    """Say what came up most and when, where one of them stands out."""
    _ = texts.gettext
    said: list[str] = []
    kind, time, day = _first(patterns.kinds), _first(patterns.times_of_day), _first(patterns.weekdays)
    if kind is not None:
        said.append(_("What came up most: %(what)s.") % {"what": toolkit(kind).label})
    if time is not None:
        said.append(_at_a_time(texts)[time])
    if day is not None:
        said.append(_("The day it came up most is %(day)s.") % {"day": _weekdays(texts)[int(day)]})
    return said or [_("It comes up here and there, without one time of its own.")]


def _first(counted: tuple[Counted, ...]) -> str | None:
    """Return the word that came up more often than any other, or None if two are equal."""
    most = max((one.count for one in counted), default=0)
    words = [one.word for one in counted if one.count == most]
    return words[0] if len(words) == 1 else None


def _times(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        TimeOfDay.MORNING.value: _("morning"),
        TimeOfDay.AFTERNOON.value: _("afternoon"),
        TimeOfDay.EVENING.value: _("evening"),
        TimeOfDay.NIGHT.value: _("night"),
    }


def _at_a_time(texts: Texts) -> dict[str, str]:
    _ = texts.gettext
    return {
        TimeOfDay.MORNING.value: _("It came up most in the morning."),
        TimeOfDay.AFTERNOON.value: _("It came up most in the afternoon."),
        TimeOfDay.EVENING.value: _("It came up most in the evening."),
        TimeOfDay.NIGHT.value: _("It came up most at night."),
    }


def _weekdays(texts: Texts) -> tuple[str, ...]:
    names = texts.locale.days["stand-alone"]["wide"]
    return tuple(str(names[day]) for day in range(7))
