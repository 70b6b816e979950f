"""Charts of noticing: how close life was over time, and a target with its marks. Both are drawn beside a table.

The scale is whole, from nothing to all; nothing on it is coloured better or worse.
"""

from collections.abc import Sequence
from datetime import date
from math import cos, pi, sin
from typing import Final, NamedTuple

from whyward.content.compass import compass
from whyward.journal.formulas.target import RINGS
from whyward.journal.projections.checkins import Checkin
from whyward.journal.projections.targets import Target
from whyward.web.texts import Texts

HEIGHT = 240
_PLOT: Final = 304.0
_RIGHT, _TOP, _BOTTOM = 16.0, 14.0, 34.0
_LETTER: Final = 8.6
"""How wide a letter of a word on the scale is at the most, so that the longest one has room in any language."""

_BANDS: Final = (("waiting", 0.0), ("room_to_grow", 0.25), ("partly_lived", 0.5), ("mostly_lived", 0.75))
_BAND_MIDDLE: Final = 0.125

TARGET_SIZE: Final = 360
_TARGET_RADIUS: Final = 165.0
_CROWDED: Final = 2
"""From so many checks on, the days at both ends are enough of a label."""


class Point(NamedTuple):
    """A check on the chart."""

    x: float
    y: float
    day: str


class Band(NamedTuple):
    """A word of the scale: where its line is, and where it is written."""

    y: float
    word_y: float
    word: str


class Chart(NamedTuple):
    """How close life was, check by check."""

    width: int
    height: int
    left: float
    right: float
    bottom: float
    bands: tuple[Band, ...]
    points: tuple[Point, ...]
    line: str


class MarkShown(NamedTuple):
    """A mark on the target, by its number in the table."""

    x: float
    y: float
    number: int
    name: str
    ring: int


class TargetShown(NamedTuple):
    """A target: its rings from the edge to the middle, and its marks."""

    size: int
    centre: float
    radii: tuple[float, ...]
    marks: tuple[MarkShown, ...]


def closeness_chart(found: Sequence[Checkin], texts: Texts) -> Chart | None:
    """Return the chart of the checks that have a closeness, the earliest first; None for fewer than two."""
    told = [(one.on, one.closeness) for one in reversed(found) if one.closeness is not None]
    if len(told) < _CROWDED:
        return None
    first, last = told[0][0], told[-1][0]
    words = {word: texts.gettext(compass().words[word]) for word, _ in _BANDS}
    left = round(max(map(len, words.values())) * _LETTER + 12, 1)
    points = tuple(
        Point(round(left + _across(place, len(told), on, first, last), 1), _up(share), texts.day(on))
        for place, (on, share) in enumerate(told)
    )
    return Chart(
        width=round(left + _PLOT + _RIGHT),
        height=HEIGHT,
        left=left,
        right=left + _PLOT,
        bottom=HEIGHT - _BOTTOM,
        bands=tuple(Band(_up(start), _up(start + _BAND_MIDDLE) + 4, words[word]) for word, start in _BANDS),
        points=points,
        line=" ".join(f"{point.x},{point.y}" for point in points),
    )


def _across(place: int, count: int, on: date, first: date, last: date) -> float:
    """Return how far along a day lies; checks of one day stand side by side."""
    whole = (last - first).days
    share = (on - first).days / whole if whole else place / (count - 1)
    return round(12 + share * (_PLOT - 24), 1)


def _up(share: float) -> float:
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)


def target_shown(target: Target) -> TargetShown:
    """Return a target as it is drawn: marks without an angle are spread evenly around."""
    centre = TARGET_SIZE / 2
    marks: list[MarkShown] = []
    for place, mark in enumerate(target.marks):
        turn = 2 * pi * (place / len(target.marks) if mark.angle is None else mark.angle / 360) - pi / 2
        far = mark.radius * _TARGET_RADIUS
        x, y = round(centre + far * cos(turn), 1), round(centre + far * sin(turn), 1)
        marks.append(MarkShown(x, y, place + 1, mark.name, mark.ring))
    radii = tuple(round(_TARGET_RADIUS * ring / RINGS, 1) for ring in range(RINGS, 0, -1))
    return TargetShown(TARGET_SIZE, centre, radii, tuple(marks))
