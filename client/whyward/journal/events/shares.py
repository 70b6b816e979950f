"""What happens to a share, in the owner's own records: invited, granted, narrowed, stopped, and what went out.

It holds fields only. What gives names the takings-away that it has seen, so that whatever it has not seen still counts.
"""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from whyward.journal.events.fields import Body, Choice, Ref, Text
from whyward.protocol.ids import Bytes16, Bytes32


class Field(StrEnum):
    """What of a goal may be shown."""

    STATEMENT = "statement"
    VALUE = "value"
    PROGRESS = "progress"
    STEP_NOTES = "step_notes"
    BARRIERS_MET = "barriers_met"
    BARRIERS = "barriers"
    WHY = "why"
    ENTRIES = "entries"
    HISTORY = "history"


class Mode(StrEnum):
    """Whether what is shown follows the person's records."""

    ONCE = "once"
    KEEP_UPDATED = "keep_updated"


class May(StrEnum):
    """What the other side may do."""

    READ = "read"
    COMMENT = "comment"
    PROPOSE = "propose"


class Verified(StrEnum):
    """How two people made sure of each other."""

    WORDS = "words"


class Medium(StrEnum):
    """What was handed over by hand."""

    PRINT = "print"
    PDF = "pdf"
    SCREEN = "screen"
    FHIR = "fhir"
    READ_ALOUD = "read_aloud"


EVERY_GOAL: Final = "goal:every"
"""The reference by which something is taken away of whatever is shown, also of what another device shows by then."""


class ItemGrant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A goal, and what of it. Where something is taken away, no fields mean the whole of it."""

    ref: Ref
    fields: tuple[Choice, ...] = ()


class Consent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which text was agreed to, by its digest, and which of its sentences were ticked."""

    id: str
    version: int
    lang: str
    digest: Bytes32
    ticked: tuple[str, ...] = ()


class ShareInvited(Body, frozen=True, kw_only=True):
    """A space was made to share in, and a link to it; `from_name` is what the other side is told."""

    share_id: Bytes16
    contact_id: Bytes16
    space_id: Bytes32
    kit: Bytes32
    secret: Bytes16
    relay: str
    relay_pk: Bytes32
    from_name: str

    def __repr__(self) -> str:
        """Tell which share; what opens it stays out of every traceback."""
        return f"ShareInvited(share_id={self.share_id.hex()})"


class ShareKitRenewed(Body, frozen=True, kw_only=True):
    """The key by which the owner's devices come into a share was replaced."""

    share_id: Bytes16
    kit: Bytes32

    def __repr__(self) -> str:
        """Tell which share; what opens it stays out of every traceback."""
        return f"ShareKitRenewed(share_id={self.share_id.hex()})"


class ContactVerified(Body, frozen=True, kw_only=True):
    """The two made sure that the keys of this share are each other's; `root` names the other side's."""

    contact_id: Bytes16
    share_id: Bytes16
    root: Bytes32
    how: Choice


class ContactKeysChanged(Body, frozen=True, kw_only=True):
    """The other side came with other keys; nothing goes out until the two make sure of each other anew."""

    contact_id: Bytes16
    share_id: Bytes16
    root: Bytes32


class RecipientDutiesStated(Body, frozen=True, kw_only=True):
    """The other side said what they must keep, and what they may have to tell; in their own words."""

    contact_id: Bytes16
    share_id: Bytes16
    statement: Text


class ShareGranted(Body, frozen=True, kw_only=True):
    """The person chose what is shown, and for how long; `after` names the takings-away that were known."""

    share_id: Bytes16
    items: tuple[ItemGrant, ...]
    mode: Choice
    may: tuple[Choice, ...]
    starts: date
    ends: date
    purpose: Text | None = None
    consent: Consent
    after: tuple[Bytes16, ...] = ()


class ShareWidened(Body, frozen=True, kw_only=True):
    """More is shown, or more may be done; `after` names the takings-away that were known."""

    share_id: Bytes16
    items: tuple[ItemGrant, ...] = ()
    may: tuple[Choice, ...] = ()
    consent: Consent
    after: tuple[Bytes16, ...] = ()


class ShareNarrowed(Body, frozen=True, kw_only=True):
    """Less is shown, or less may be done."""

    share_id: Bytes16
    items: tuple[ItemGrant, ...] = ()
    may: tuple[Choice, ...] = ()


class SharePaused(Body, frozen=True, kw_only=True):
    """Nothing goes out for a while."""

    share_id: Bytes16
    until: date | None = None


class ShareResumed(Body, frozen=True, kw_only=True):
    """What goes out goes out again; `after` names the pauses that were known."""

    share_id: Bytes16
    after: tuple[Bytes16, ...]


class ShareRenewed(Body, frozen=True, kw_only=True):
    """A share lasts until another day."""

    share_id: Bytes16
    ends: date
    consent: Consent


class ShareRevoked(Body, frozen=True, kw_only=True):
    """A share was stopped for good."""

    share_id: Bytes16


class ShareDelivered(Body, frozen=True, kw_only=True):
    """One version of one thing went out: `content` is what they got, byte for byte; empty where it was withdrawn."""

    share_id: Bytes16
    item: Bytes16
    version: Bytes16
    ref: Ref
    as_of: Bytes16
    fields: tuple[Choice, ...] = ()
    content: bytes = b""
    digest: Bytes32


class HandoverMade(Body, frozen=True, kw_only=True):
    """Something was shown without any share: printed, read aloud, held up."""

    handover_id: Bytes16
    contact_id: Bytes16 | None = None
    to: str | None = None
    medium: Choice
    items: tuple[Ref, ...]
    note: Text | None = None


class CommentPutAway(Body, frozen=True, kw_only=True):
    """The person is done with a comment."""

    share_id: Bytes16
    comment_id: Bytes16


class ProposalAccepted(Body, frozen=True, kw_only=True):
    """The person made a goal of what was proposed, as it was or in words of their own."""

    share_id: Bytes16
    proposal_id: Bytes16
    goal_id: Bytes16
    changed: bool = False


class ProposalDeclined(Body, frozen=True, kw_only=True):
    """The person left a proposal where it was; the other side hears of it only if the person wishes so."""

    share_id: Bytes16
    proposal_id: Bytes16
    tell_them: bool = False
    note: Text | None = None
