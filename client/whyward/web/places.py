"""Where a thing that was written stands in the app: the address of its page, from its reference.

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
    "barrier": "/barriers/",
}


def path_of(ref: Ref) -> str:
    """Return the page of a thing; for one that has none, the list of what was marked."""
    noun, _, key = ref.partition(":")
    return f"{_PLACES[noun]}{key}" if noun in _PLACES else "/explore/glimpses"
