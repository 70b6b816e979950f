"""The compass: a picture of which values are lived in which parts of life, with a table beside it and a sentence.

The closer a value lies to the rim, the more it shows up there; nothing on it is a mark, and an empty spoke is a place.
"""

import textwrap
from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final, NamedTuple

from whyward.journal.projections.domains import Domain, domain_map
from whyward.journal.projections.values import Value, current_values
from whyward.web.pages.values.wording import shown_word
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get
from whyward.web.texts import Texts

WIDTH, HEIGHT = 600, 470
_CENTRE: Final = (WIDTH / 2, HEIGHT / 2)
_RIM: Final = 165.0
RINGS: Final = {"not_yet": 0.28, "a_little": 0.52, "some": 0.76, "a_lot": 1.0}
"""How far out each word lies, as a part of the rim."""

_LABEL_GAP: Final = 20.0
_BESIDE: Final = 26.0
"""How far apart values lie that show up as much in one part of life: wider than a dot."""

_LINE_CHARACTERS: Final = 13
_LINES: Final = 2
_LINE_HEIGHT: Final = 18.0
"""Longer names are cut in the picture; the table has them whole."""

_TOLD: Final = 3
"""How many values the sentence names; the table has all of them."""

_SIDEWAYS: Final = 0.2
"""How much a spoke may lean before its name stands beside its end rather than above or below it."""


class Dot(NamedTuple):
    """A value on a spoke, by its number in the list."""

    x: float
    y: float
    number: int
    is_lived: bool


class Spoke(NamedTuple):
    """A part of life: the end of its spoke, and where the lines of its name stand."""

    x: float
    y: float
    label_x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]


class Ring(NamedTuple):
    """How far out a word lies, and where it is written: between two spokes, where no value lies."""

    far: float
    x: float
    y: float
    words: str


class Picture(NamedTuple):
    """All that is drawn."""

    spokes: tuple[Spoke, ...]
    dots: tuple[Dot, ...]
    rings: tuple["Ring", ...]


async def show_compass(request: Request) -> Response:
    """Show the compass."""
    texts, domains = request.texts, domain_map(request.pages)
    values = current_values(request.pages, request.today)
    return page(
        request,
        "values/compass.html",
        picture=drawn(texts, domains, values),
        sentence=told(texts, domains, values),
        domains=domains,
        values=values,
        words={
            (place.value_id, domain.id): shown_word(texts, place.shows_up)
            for domain in domains
            for place in domain.values
        },
        width=WIDTH,
        height=HEIGHT,
        centre=_CENTRE,
    )


def drawn(texts: Texts, domains: Sequence[Domain], values: Sequence[Value]) -> Picture:
    """Return the picture: one spoke for each part of life, from the top clockwise."""
    number_of = {value.id: number for number, value in enumerate(values, start=1)}
    spokes: list[Spoke] = []
    dots: list[Dot] = []
    for turn, domain in enumerate(domains):
        angle = 2 * pi * turn / len(domains) - pi / 2
        out = (cos(angle), sin(angle))
        spokes.append(_spoke(out, domain.name))
        for choice, far in RINGS.items():
            here = [place.value_id for place in domain.values if place.shows_up == choice]
            for place, value_id in enumerate(here):
                beside = (place - (len(here) - 1) / 2) * _BESIDE
                x, y = _at(out, far * _RIM, beside)
                dots.append(Dot(x, y, number_of[value_id], choice != "not_yet"))
    between = pi / max(len(domains), 2) - pi / 2
    rings = (
        Ring(round(far * _RIM, 1), *_at((cos(between), sin(between)), far * _RIM), shown_word(texts, choice))
        for choice, far in RINGS.items()
    )
    return Picture(tuple(spokes), tuple(dots), tuple(rings))


def _at(out: tuple[float, float], far: float, beside: float = 0.0) -> tuple[float, float]:
    """Return the point so far out on a spoke, and so far beside it."""
    return (
        round(_CENTRE[0] + out[0] * far - out[1] * beside, 1),
        round(_CENTRE[1] + out[1] * far + out[0] * beside, 1),
    )


def _spoke(out: tuple[float, float], name: str) -> Spoke:
    x, y = _at(out, _RIM)
    label_x, label_y = _at(out, _RIM + _LABEL_GAP)
    anchor = "middle" if abs(out[0]) < _SIDEWAYS else "start" if out[0] > 0 else "end"
    lines = name_lines(name)
    # Below the rim a name begins under it, above it ends over it, and beside it stands in the middle.
    first = label_y + 5 - (len(lines) - 1) * _LINE_HEIGHT * (1 - out[1]) / 2 + 5 * out[1]
    return Spoke(
        x, y, label_x, anchor, tuple((round(first + _LINE_HEIGHT * place, 1), line) for place, line in enumerate(lines))
    )


def name_lines(name: str) -> tuple[str, ...]:
    """Return a name in at most two short lines, parted at spaces, and cut where that is not enough."""
    lines = textwrap.wrap(name, _LINE_CHARACTERS, max_lines=_LINES, placeholder="…")
    return tuple(lines) or ("",)


def told(texts: Texts, domains: Sequence[Domain], values: Sequence[Value]) -> str:
    """Return what the picture says, in a sentence or two."""
    _ = texts.gettext
    lived = {
        value.name: [
            domain.name
            for domain in domains
            for place in domain.values
            if place.value_id == value.id and place.shows_up in RINGS and place.shows_up != "not_yet"
        ]
        for value in values
    }
    sentences = [
        _("%(name)s shows up in %(places)s.") % {"name": name, "places": ", ".join(places)}
        for name, places in lived.items()
        if places
    ][:_TOLD]
    waiting = [name for name, places in lived.items() if not places][:_TOLD]
    if waiting and sentences:
        sentences.append(_("There is room for %(names)s.") % {"names": ", ".join(waiting)})
    return " ".join(sentences) or _("Nothing is placed on it yet. A value goes where you say it shows up.")


ROUTES: Final[tuple[Route, ...]] = (get("/compass", show_compass),)
