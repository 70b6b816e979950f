"""What the other side would see, before anything is granted, and what a sheet to hand over has on it.

It shows what `view` shows, to the byte, and records nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from whyward.journal.events.shares import Field, May, Mode
from whyward.journal.folding.shares import ShareRow
from whyward.journal.pages import Pages
from whyward.journal.sharing.effective import Effective, ShareState, allowed_items, allowed_rights
from whyward.journal.sharing.filling import wanted_there
from whyward.journal.sharing.view import Shown, view

_NO_SHARE = bytes(32)
"""What names come from on a sheet: nothing there is called by an alias."""

Items = Mapping[str, frozenset[Field]]


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What they would see, what they may do, and until which day. Fewer goals than wished: there is nothing to see."""

    shown: tuple[Shown, ...]
    may: frozenset[May]
    mode: Mode
    ends: date | None

    @property
    def left_out(self) -> int:
        """How many older things did not fit, or had to be shortened."""
        return sum(one.left_out for one in self.shown)


def granting(
    items: Items, *, may: Iterable[May], starts: date, ends: date, mode: Mode = Mode.KEEP_UPDATED
) -> Effective:
    """Return what would hold after a first grant, or after one in place of all before."""
    return Effective(
        state=ShareState.ACTIVE, mode=mode, items=dict(items), may=frozenset(may), starts=starts, ends=ends
    )


def as_granted(row: ShareRow) -> Effective:
    """Return what would hold of a share as it was granted, if it were in force: also while it is paused."""
    return granting(
        allowed_items(row.items),
        may=allowed_rights(row.may),
        starts=row.starts or date.max,
        ends=row.ends or date.min,
        mode=Mode.ONCE if row.mode == Mode.ONCE.value else Mode.KEEP_UPDATED,
    )


def widened(allowed: Effective, items: Items, may: Iterable[May] = ()) -> Effective:
    """Return what would hold if more were shown, or more might be done."""
    every = {ref: allowed.items.get(ref, frozenset()) | items.get(ref, frozenset()) for ref in {*allowed.items, *items}}
    return msgspec.structs.replace(allowed, items=every, may=allowed.may | frozenset(may))


def narrowed(allowed: Effective, items: Items, may: Iterable[May] = ()) -> Effective:
    """Return what would hold if less were shown, or less might be done; no fields mean the whole of a goal."""
    left = {ref: fields - (items[ref] or fields) if ref in items else fields for ref, fields in allowed.items.items()}
    kept = {ref: fields for ref, fields in left.items() if fields}
    return msgspec.structs.replace(allowed, items=kept, may=allowed.may - frozenset(may))


def preview(pages: Pages, share_pages: Pages, row: ShareRow, wished: Effective) -> Preview:
    """Return what they would see if what is wished held today."""
    shown = wanted_there(pages, share_pages, row, wished)
    return Preview(shown=shown, may=wished.may, mode=wished.mode, ends=wished.ends)


def sheet(pages: Pages, items: Items, since: date) -> tuple[Shown, ...]:
    """Return what stands on a sheet to hand over: what happened on a day or later, or all with the field `history`."""
    allowed = granting(items, may=(), starts=since, ends=since)
    return view(pages, allowed, alias_key=_NO_SHARE)
