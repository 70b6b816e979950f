"""The compass: a picture of which values are lived in which parts of life, with a table beside it and a sentence.

The closer a value lies to the rim, the more it shows up there; nothing on it is a mark, and an empty spoke is a place.
"""

import textwrap
from collections.abc import Sequence
from math import cos, pi, sin
from typing import Final, NamedTuple

import msgspec

from whyward.journal.projections.domains import Domain, domain_map
from whyward.journal.projections.values import Value, current_values
from whyward.web.pages.values.wording import shown_word
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get
from whyward.web.texts import Texts

WIDTH, HEIGHT = 640, 500
_CENTRE: Final = (WIDTH / 2, HEIGHT / 2)
_RIM: Final = 178.0
RINGS: Final = {"not_yet": 0.3, "a_little": 0.54, "some": 0.77, "a_lot": 1.0}
"""How far out each word lies, as a part of the rim."""

_LABEL_GAP: Final = 26.0
_BESIDE: Final = 31.0
"""How far apart values lie that show up as much in one part of life: wider than a dot."""

_PETAL: Final = 0.42
"""How wide a petal is at most, as an angle to either side; many spokes leave less room for each."""

_LINE_CHARACTERS: Final = 13
_LINES: Final = 2
_LINE_HEIGHT: Final = 22.0
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


class Picture(NamedTuple):
    """All that is drawn. A petal reaches as far as the value that shows up most in that part of life."""

    spokes: tuple[Spoke, ...]
    petals: tuple[str, ...]
    dots: tuple[Dot, ...]
    rings: tuple[float, ...]


async def show_compass(request: Request) -> Response:
    """Show the compass."""
    texts = request.texts
    # A name is parted into lines, and stands in sentences.
    domains = [msgspec.structs.replace(one, name=texts.told(one.name)) for one in domain_map(request.pages)]
    values = current_values(request.pages, request.today)
    return page(
        request,
        "values/compass.html",
        picture=drawn(domains, values),
        sentence=told(texts, domains, values),
        domains=domains,
        values=values,
        words={
            (place.value_id, domain.id): shown_word(texts, place.shows_up)
            for domain in domains
            for place in domain.values
        },
        levels=[(choice, shown_word(texts, choice)) for choice in RINGS],
        width=WIDTH,
        height=HEIGHT,
        centre=_CENTRE,
    )


def drawn(domains: Sequence[Domain], values: Sequence[Value]) -> Picture:
    """Return the picture: one spoke for each part of life, from the top clockwise."""
    number_of = {value.id: number for number, value in enumerate(values, start=1)}
    spokes: list[Spoke] = []
    petals: list[str] = []
    dots: list[Dot] = []
    for turn, domain in enumerate(domains):
        angle = 2 * pi * turn / len(domains) - pi / 2
        out = (cos(angle), sin(angle))
        spokes.append(_spoke(out, domain.name))
        reaches = 0.0
        for choice, far in RINGS.items():
            here = [place.value_id for place in domain.values if place.shows_up == choice]
            for place, value_id in enumerate(here):
                beside = (place - (len(here) - 1) / 2) * _BESIDE
                x, y = _at(out, far * _RIM, beside)
                dots.append(Dot(x, y, number_of[value_id], choice != "not_yet"))
            if here and choice != "not_yet":
                reaches = far
        if reaches:
            petals.append(_petal(angle, min(_PETAL, 0.7 * pi / len(domains)), reaches * _RIM))
    rings = tuple(round(far * _RIM, 1) for far in RINGS.values())
    return Picture(tuple(spokes), tuple(petals), tuple(dots), rings)


def _petal(angle: float, half: float, far: float) -> str:
    """Return the outline of a petal from the middle to its tip, as the path of a drawing."""
    near = (
        _at((cos(angle + side * half), sin(angle + side * half)), part * far)
        for side, part in ((-1, 0.6), (-0.55, 0.98), (0, 1.0), (0.55, 0.98), (1, 0.6))
    )
    low, before, tip, after, high = (f"{x} {y}" for x, y in near)
    middle = f"{_CENTRE[0]} {_CENTRE[1]}"
    return f"M{middle} C{low} {before} {tip} C{after} {high} {middle}Z"


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
        value.name: _places(domains, value, *(choice for choice in RINGS if choice != "not_yet")) for value in values
    }
    waits = {value.name: _places(domains, value, "not_yet") for value in values if not lived[value.name]}
    sentences = [
        _("%(name)s shows up in %(places)s.") % {"name": name, "places": ", ".join(places)}
        for name, places in lived.items()
        if places
    ][:_TOLD]
    sentences += [
        _("%(name)s does not show up in %(places)s yet.") % {"name": name, "places": ", ".join(places)}
        for name, places in waits.items()
        if places
    ][:_TOLD]
    nowhere = [name for name, places in waits.items() if not places][:_TOLD]
    if nowhere and sentences:
        sentences.append(_("There is room for %(names)s.") % {"names": ", ".join(nowhere)})
    return " ".join(sentences) or _("Nothing is placed on it yet. A value goes where you say it shows up.")


def _places(domains: Sequence[Domain], value: Value, *choices: str) -> list[str]:
    """Return the parts of life in which a value shows up so."""
    return [
        domain.name
        for domain in domains
        for place in domain.values
        if place.value_id == value.id and place.shows_up in choices
    ]


ROUTES: Final[tuple[Route, ...]] = (get("/compass", show_compass),)
