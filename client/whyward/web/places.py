"""Where a thing stands in the app: the address of its page, from its reference.

It looks nothing up.
"""

from collections.abc import Mapping
from typing import Final

from whyward.journal.events.fields import Ref

_PLACES: Final[Mapping[str, str]] = {
    "entry": "/journal/",
    "reflection": "/explore/reflections/",
    "creative": "/explore/creative/made/",
    "worksheet": "/explore/worksheets/filled/",
    "value": "/values/",
    "sort": "/explore/sort/",
    "goal": "/goals/",
    "plan": "/goals/plans/",
    "barrier": "/barriers/",
    "decision": "/decisions/",
    "domain": "/domains/",
    "step": "/why/step:",
    "checkin": "/check/",
    "review": "/review/",
    "win": "/wins#",
    "mood": "/mood#",
}


def place_of(ref: Ref) -> str | None:
    """Return the page of a thing, or None for one that has none."""
    noun, _, key = ref.partition(":")
    return f"{_PLACES[noun]}{key}" if noun in _PLACES else None


def path_of(ref: Ref) -> str:
    """Return the page of a thing; for one that has none, the list of what was marked."""
    return place_of(ref) or "/explore/glimpses"
