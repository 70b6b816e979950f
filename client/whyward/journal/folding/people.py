"""What somebody the person shares with has come to: a name, a role.

Taking somebody off the list is for good; neither an undo nor a later word brings them back.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.people import ContactAdded, ContactRemoved, ContactRenamed
from whyward.journal.folding.happened import Happened


class ContactRow(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as they are called here now; without a name for one who was taken off before they were heard of."""

    contact_id: bytes
    role: str
    name: str
    removed: bool
    stamp: tuple[int, bytes, bytes]


def fold_contact(happened: Sequence[Happened]) -> ContactRow | None:
    """Return the contact that its events come to, or None before it is added."""
    row: ContactRow | None = None
    for one in happened:
        stamp = (one.event.hlc, one.device, one.event.id)
        match one.body:
            case ContactAdded() as added if one.stands and (row is None or not row.name):
                row = ContactRow(
                    contact_id=added.contact_id,
                    role=added.role,
                    name=added.name,
                    removed=row is not None and row.removed,
                    stamp=stamp,
                )
            case ContactRenamed(name=name) if one.stands and row is not None:
                row = msgspec.structs.replace(row, name=name)
            case ContactRemoved(contact_id=contact_id):
                row = row or ContactRow(contact_id=contact_id, role="other", name="", removed=True, stamp=stamp)
                row = msgspec.structs.replace(row, removed=True)
            case _:
                pass
    return row
