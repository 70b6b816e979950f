"""What happens to the people that something is shared with, as the person names them.

It holds fields only. Keys stand with the share they belong to: one person is met by fresh keys in each.
"""

from enum import StrEnum

from whyward.journal.events.fields import Body, Choice
from whyward.protocol.ids import Bytes16


class Role(StrEnum):
    """What somebody is to the person."""

    THERAPIST = "therapist"
    SUPERVISOR = "supervisor"
    DOCTOR = "doctor"
    PEER = "peer"
    OTHER = "other"


class ContactAdded(Body, frozen=True, kw_only=True):
    """Somebody was given a name here."""

    contact_id: Bytes16
    role: Choice
    name: str


class ContactRenamed(Body, frozen=True, kw_only=True):
    """Somebody goes by another name here."""

    contact_id: Bytes16
    name: str


class ContactRemoved(Body, frozen=True, kw_only=True):
    """Somebody was taken off the list; whatever was shared with them is stopped, for good."""

    contact_id: Bytes16
