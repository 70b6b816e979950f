"""What a device of the demo shows in the end, as read from what its own commands print.

Unknown fields of those documents are passed over; the state hash stands for all of them.
"""

from datetime import date

import msgspec


class PlaceSeen(msgspec.Struct, frozen=True):
    """Where a value shows up."""

    domain: str
    shows_up: str


class ValueSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A value."""

    id: str
    name: str
    own_words: str | None
    status: str
    rank: int
    domains: list[PlaceSeen]


class NamedSeen(msgspec.Struct, frozen=True):
    """A value that a goal serves."""

    id: str
    name: str


class GoalSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A goal."""

    id: str
    statement: str
    status: str
    values: list[NamedSeen]
    domains: list[str]
    tiny_version: str | None
    target: float | None
    unit: str | None
    per: str | None
    ends_on: date | None
    steps: int


class DeviceSeen(msgspec.Struct, frozen=True):
    """All values and goals of a device, and the hash of its whole state."""

    values: list[ValueSeen]
    goals: list[GoalSeen]
    state_hash: str
