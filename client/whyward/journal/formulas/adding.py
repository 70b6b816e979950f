"""Adding up the items of a scale that a person brought, as its authors published it.

No norms, no cut-offs: a sum is a sum. An item that was passed leaves its sum without a value.
"""

from collections.abc import Mapping, Sequence
from typing import Final

VALUING_PROGRESS: Final = ("3", "4", "5", "7", "9")
"""Items of a valuing questionnaire of ten items that are added up as progress."""

VALUING_OBSTRUCTION: Final = ("1", "2", "6", "8", "10")
"""Those that are added up as obstruction."""


def added(numbers: Mapping[str, int | None], item_ids: Sequence[str]) -> int | None:
    """Return the sum of some items, or None if one of them has no number."""
    found = [numbers.get(item_id) for item_id in item_ids]
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None
