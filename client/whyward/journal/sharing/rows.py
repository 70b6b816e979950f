"""Reading what the pages hold of shares: the one way to a share's row, with its contact's removal taken in.

It refuses nothing and decides nothing; what may be shown is `sharing.effective`'s to say.
"""

import msgspec

from whyward.journal.events import shared as r
from whyward.journal.events.reading import body_of
from whyward.journal.events.shares import ShareDelivered
from whyward.journal.folding.handing import DeliveryRow
from whyward.journal.folding.nouns import CONTACTS, DELIVERIES, SHARES
from whyward.journal.folding.people import ContactRow
from whyward.journal.folding.shares import ShareRow
from whyward.journal.pages import Pages


def shares(pages: Pages) -> list[ShareRow]:
    """Return every share as it stands, in the order of their invitations; one whose contact was removed is stopped."""
    removed = {row.contact_id for row in pages.all(CONTACTS) if row.removed}
    return [_joined(row, row.contact_id in removed) for row in sorted(pages.all(SHARES), key=lambda row: row.stamp)]


def share(pages: Pages, share_id: bytes) -> ShareRow | None:
    """Return one share as it stands."""
    row = pages.one(SHARES, share_id)
    if row is None:
        return None
    contact = contact_of(pages, row)
    return _joined(row, contact is not None and contact.removed)


def _joined(row: ShareRow, is_removed: bool) -> ShareRow:  # noqa: FBT001  # two arguments, both said at the call
    return msgspec.structs.replace(row, revoked=True) if is_removed else row


def contact_of(pages: Pages, row: ShareRow) -> ContactRow | None:
    """Return whom a share is with; None while this device has not heard of them."""
    return pages.one(CONTACTS, row.contact_id)


def deliveries(pages: Pages, share_id: bytes) -> list[DeliveryRow]:
    """Return what went out in a share, in the order in which it was recorded."""
    rows = (row for row in pages.all(DELIVERIES) if row.share_id == share_id)
    return sorted(rows, key=lambda row: row.stamp)


def content_of(pages: Pages, delivery: DeliveryRow) -> bytes:
    """Return the bytes that went out; empty for a withdrawal."""
    found = pages.event(delivery.event_id)
    body = None if found is None else body_of(found[0].kind, found[0].body)
    return body.content if isinstance(body, ShareDelivered) else b""


def goal_in(share_pages: Pages, event_id: bytes) -> r.SharedGoal | None:
    """Return what a version of an item shows, by its event; None for a withdrawal."""
    found = share_pages.event(event_id)
    body = None if found is None else body_of(found[0].kind, found[0].body)
    return body.goal if isinstance(body, r.ItemShared) else None
