"""What of a share holds on a day: the one place that says whether anything may go out at all.

It refuses by giving nothing: whatever is not plainly allowed, known to this version and in force today is left out.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from whyward.journal.events.catalogue import GOAL, entity_of_ref
from whyward.journal.events.shares import Field, May, Mode
from whyward.journal.folding.shares import ShareRow

_FIELDS: Final = {field.value: field for field in Field}
_RIGHTS: Final = {right.value: right for right in May}
_GOAL_BYTES: Final = len(GOAL) + 16


class ShareState(StrEnum):
    """How it stands with a share, as the person is told."""

    INVITED = "invited"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    ACTIVE = "active"
    PAUSED = "paused"
    EXPIRED = "expired"
    STOPPED = "stopped"
    KEYS_CHANGED = "keys_changed"


class Effective(msgspec.Struct, frozen=True, kw_only=True):
    """What holds of a share. `items` has each goal's reference with what of it is shown; empty unless it is active.

    `starts` and `ends` are life days, both included.
    """

    state: ShareState
    mode: Mode = Mode.KEEP_UPDATED
    items: Mapping[str, frozenset[Field]] = {}
    may: frozenset[May] = frozenset()
    starts: date | None = None
    ends: date | None = None


def effective(row: ShareRow, *, today: date) -> Effective:
    """Return what holds of a share today; nothing may be shown or done unless it is active."""
    state = _state(row, today)
    if state is ShareState.ACTIVE:
        return in_force(row)
    return msgspec.structs.replace(in_force(row), state=state, items={}, may=frozenset())


def in_force(row: ShareRow) -> Effective:
    """Return what would hold of a share as it was granted, if nothing stood in its way."""
    return Effective(
        state=ShareState.ACTIVE,
        mode=Mode.KEEP_UPDATED if row.mode == Mode.KEEP_UPDATED.value else Mode.ONCE,
        items=_items(row.items),
        may=frozenset(_RIGHTS[name] for name in row.may if name in _RIGHTS),
        starts=row.starts,
        ends=row.ends,
    )


def _state(row: ShareRow, today: date) -> ShareState:  # the strictest first
    if row.revoked:
        return ShareState.STOPPED
    if row.changed_root is not None:
        return ShareState.KEYS_CHANGED
    if row.verified_root is None:
        return ShareState.UNVERIFIED if row.granted else ShareState.INVITED
    if row.starts is None or row.ends is None or today < row.starts:
        return ShareState.VERIFIED
    if today > row.ends:
        return ShareState.EXPIRED
    if row.paused and (row.paused_until is None or today < row.paused_until):
        return ShareState.PAUSED
    return ShareState.ACTIVE


def _items(items: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[Field]]:
    """Return the goals with the fields that this version knows; what it does not know is not shown."""
    known = {ref: frozenset(_FIELDS[name] for name in names if name in _FIELDS) for ref, names in items.items()}
    return {ref: fields for ref, fields in known.items() if fields and _is_goal(ref)}


def _is_goal(ref: str) -> bool:
    entity = entity_of_ref(ref)
    return entity.startswith(GOAL) and len(entity) == _GOAL_BYTES
