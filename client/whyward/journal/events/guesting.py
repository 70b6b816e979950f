"""What happens to what others share with the person, in the records of the one it is shared with.

It holds fields only. Nothing that others have shown stands here: that stays in the share's own log, and goes with it.
"""

from datetime import date

from whyward.journal.events.fields import Body, Text
from whyward.protocol.ids import Bytes16, Bytes32


class ShareAccepted(Body, frozen=True, kw_only=True):
    """A link was followed; the two seeds grow into the keys that this side is known by in that share."""

    space_id: Bytes32
    relay: str
    relay_pk: Bytes32
    secret: Bytes16
    sign_seed: Bytes32
    kem_seed: Bytes32
    my_name: str
    duties: Text | None = None

    def __repr__(self) -> str:
        """Tell which space; what opens it stays out of every traceback."""
        return f"ShareAccepted(space_id={self.space_id.hex()})"


class ShareRootRenewed(Body, frozen=True, kw_only=True):
    """The keys that this side is known by in a share were replaced."""

    space_id: Bytes32
    sign_seed: Bytes32
    kem_seed: Bytes32

    def __repr__(self) -> str:
        """Tell which space; what opens it stays out of every traceback."""
        return f"ShareRootRenewed(space_id={self.space_id.hex()})"


class ClientNamed(Body, frozen=True, kw_only=True):
    """Whoever shares there goes by this name here."""

    space_id: Bytes32
    name: str


class ShareKeepingSet(Body, frozen=True, kw_only=True):
    """How long copies stay after a share ends: some days, or as the law says."""

    space_id: Bytes32
    days: int = 0
    by_law: bool = False
    until: date | None = None
    basis: Text | None = None


class SharePurged(Body, frozen=True, kw_only=True):
    """All copies of a share were deleted here."""

    space_id: Bytes32


class SessionMarked(Body, frozen=True, kw_only=True):
    """The two met; what is new counts from there."""

    space_id: Bytes32
    on: date
