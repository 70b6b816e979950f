"""Which part of a list is wanted; what is None does not narrow it.

It says nothing about order.
"""

from datetime import date
from typing import Final

import msgspec


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Days are life days, both included; `kind` is a noun (entry, step, goal, …) or a whole kind."""

    first: date | None = None
    last: date | None = None
    value_id: bytes | None = None
    goal_id: bytes | None = None
    domain_id: str | None = None
    kind: str | None = None
    tag: str | None = None
    limit: int | None = None


EVERYTHING: Final = Wanted()
