"""The people of a simulated world, and on what scale the world is simulated.

A quick world pretends signatures and folds nothing; a deep one pretends neither. All else is the same in both.
"""

from collections import Counter
from dataclasses import dataclass

from tests.support.memory_folder import MemoryFolder
from tests.support.sim_cipher import PRETEND
from tests.support.sim_device import CRYPTO, RELAY_SEED, Device, SimCrypto
from tests.support.sim_origin import DEVICES_MAX, Origin, met, origin
from tests.support.sim_pages import LightLog
from tests.support.sim_rights import said
from tests.support.sim_witness import Witness
from whyward.journal.log import Log
from whyward.protocol.membership import ControlLog

NAMES = ("laptop", "phone", "tablet", "watch")


@dataclass(frozen=True)
class Scale:
    """How much of a world is the real thing, how long it lasts (in steps), and from how many origins it starts."""

    name: str
    crypto: SimCrypto
    log_type: type[Log]
    steps: tuple[int, int]
    origins: int


QUICK = Scale("quick", PRETEND, LightLog, (8, 24), 12)
DEEP = Scale("deep", CRYPTO, Log, (40, 120), 3)


class Person:
    """Somebody with some devices and a space; `founded` of them have a journal when the world begins."""

    def __init__(self, place: int, seed: int, scale: Scale, fired: Counter[str], *, devices: int, founded: int) -> None:
        assert founded <= devices <= DEVICES_MAX
        self.name = f"person {place}"
        self.origin: Origin = origin(scale.crypto, (2 * seed + place) % scale.origins)
        self.space_id = self.origin.space_id
        self.witness = Witness(fired, scale.crypto)
        self.witness.space_id, self.witness.relay_pk = self.space_id, scale.crypto.signer(RELAY_SEED).public_key
        prefix = ("", "other ", "third ")[place]
        self.devices = [
            Device(prefix + name, f"{seed} {place} {name}", scale.crypto, self.witness) for name in NAMES[:devices]
        ]
        self.controls: dict[bytes, ControlLog] = {}
        """Verified before, by their last statement; a deep world verifies each time anew."""
        if scale is not DEEP:
            statements = self.origin.statements
            self.controls = {
                signed.raw: control for signed, control in zip(statements, self.origin.controls, strict=True)
            }
        self.founded = founded
        self.witness.trusted |= said(self.origin.statements[0].raw).comes
        self.papers = [" ".join(self.origin.words)]
        """The recovery words that were ever written down, the newest last."""
        self.recoveries = 0
        self.folder = MemoryFolder()
        self.has_copies = False
        self.may_change = False
        """Whether devices may be removed, keys rotated and kits renewed in this world."""

    @property
    def is_past_healing(self) -> bool:
        """Whether only safety counts: copies of a device may have published two contents of one number.

        That takes a relay that lost the first one, or a folder beside it. Whoever holds it keeps it and says `forked`;
        nobody decides for all.
        """
        return self.has_copies and (self.witness.may_regress or self.witness.copies_have_parted)

    def clone_origin(self, crypto: SimCrypto, known: list[int]) -> None:
        """Put on the disks of the founded devices what was founded once; device i knows `known[i]` statements."""
        for place, device in enumerate(self.devices[: self.founded]):
            device.disk.memory.rows = self.origin.rows(place, known[place])
            if self.founded > 1:
                met(device.disk.memory.rows.named, crypto)
            self.witness.is_of(self.origin.keys[place].device_id, device.name)
        self.witness.relay_statements(0, self.origin.statements[: self.founded])
