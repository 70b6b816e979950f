"""What the other side would see, before anything is granted, and what a sheet to hand over has on it.

It shows what `view` shows, to the byte, after the very event that would be recorded; and it records nothing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from whyward.journal.events.catalogue import SHARE
from whyward.journal.events.envelope import Event
from whyward.journal.events.fields import Body
from whyward.journal.events.reading import encode_body, kind_of
from whyward.journal.events.shares import Field, May, Mode
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.shares import ShareRow, fold_share
from whyward.journal.pages import Pages
from whyward.journal.sharing.effective import Effective, ShareState, in_force
from whyward.journal.sharing.filling import wanted_there
from whyward.journal.sharing.view import Shown, view
from whyward.protocol.ids import DeviceId

_NOT_YET: Final = bytes(16)
"""The id of an event that was not recorded; no record has it, for ids are rolled or hashed."""

_NO_SHARE: Final = bytes(32)
"""What names come from on a sheet: nothing there is called by an alias."""


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What they would see, what they may do, and until which day. Fewer goals than granted: there is nothing to see."""

    shown: tuple[Shown, ...]
    may: frozenset[May]
    mode: Mode
    ends: date | None

    @property
    def left_out(self) -> int:
        """How many older things did not fit, or had to be shortened."""
        return sum(one.left_out for one in self.shown)


def preview(pages: Pages, share_pages: Pages, row: ShareRow, wished: Body | None = None) -> Preview:
    """Return what they would see if what is wished were recorded now, and the share were in force.

    `wished` is a grant, a widening, a narrowing or a renewal of this share; without one, the share as it was granted.
    """
    happened = pages.happened(SHARE + row.share_id)
    if wished is not None:
        event = Event(_NOT_YET, kind_of(wished), pages.max_hlc + 1, 0, 0, _NOT_YET, encode_body(wished))
        happened = [*happened, Happened(event, DeviceId(_NO_SHARE), wished, stands=True)]
    after = fold_share(happened)
    assert after is not None, "the row came from these very events"
    allowed = in_force(after)
    return Preview(
        shown=wanted_there(pages, share_pages, after, allowed),
        may=allowed.may,
        mode=allowed.mode,
        ends=allowed.ends,
    )


def sheet(pages: Pages, items: Mapping[str, frozenset[Field]], since: date) -> tuple[Shown, ...]:
    """Return what stands on a sheet to hand over, by reference and fields.

    It tells of what happened on the day `since` or later, or of everything where the field `history` is among them.
    """
    allowed = Effective(state=ShareState.ACTIVE, items=items, starts=since, ends=since)
    return view(pages, allowed, alias_key=_NO_SHARE)
