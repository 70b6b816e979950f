"""The devices of a space as its control log makes them: whose they are, where they stand, how far their word counts.

It decides nothing: `membership` moves them from one standing to the next.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from whyward.protocol.epochs import EpochBody
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import Party


class Standing(IntEnum):
    """Where a device stands: active and renewed ones read, active ones write, a renewed one may only renew again."""

    ACTIVE = 1
    RENEWED = 2
    REMOVED = 3


class CutAt(NamedTuple):
    """The last segment of a series that is accepted: its number (0: none) and its hash."""

    n: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Member:
    """A device of the space; `since` and `until` are the indices of the statements that let it in and stopped it.

    `admitted_by` is who let it in; the first device and the first kit name themselves.
    """

    device_id: DeviceId
    party: Party
    sign_pk: bytes
    kem_pk: bytes
    since: int
    admitted_by: DeviceId
    standing: Standing = Standing.ACTIVE
    until: int | None = None
    cut: CutAt | None = None
    renewed_from: DeviceId | None = None

    @property
    def is_active(self) -> bool:
        """Whether it may speak for itself now."""
        return self.standing is Standing.ACTIVE

    @property
    def is_owner(self) -> bool:
        """Whether it is an active device of the owner."""
        return self.is_active and self.party is Party.OWNER

    def wrote_at(self, index: int) -> bool:
        """Whether it was active for one who knew the log up to `index`."""
        return self.since <= index and (self.until is None or index < self.until)


@dataclass(frozen=True, slots=True)
class EpochSeen:
    """An epoch, the index of its statement, and every wrap of it known so far (later admissions add theirs)."""

    body: EpochBody
    since: int
    wrap_by_device: dict[DeviceId, bytes] = field(repr=False)
