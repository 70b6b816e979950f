"""A relay that lies: it stands between the honest hub and the devices of one person, and says other things.

What it makes up, it makes from what it has seen: everything that was ever stored or said, and keys of its own.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random

from tests.support.sim_device import RELAY_SEED, SimCrypto
from tests.support.sim_lies import CONTENT_LIES, FRAME_LIES, SELDOM_FIT, name_of
from tests.support.sim_lying import Lie
from tests.support.sim_people import Person
from tests.support.sim_store import Shelf, Vault
from tests.support.sim_wire import Wire
from tests.support.world import SeededEntropy
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.ports import RELAY_KEY
from whyward.protocol.frames import (
    Challenge,
    Kept,
    Mail,
    Mailbox,
    Segments,
    Statements,
    ToDevice,
    ToRelay,
    Want,
    frame_bytes,
    kept_message,
)
from whyward.protocol.ids import CONTROL, DeviceId
from whyward.protocol.segments import segment_hash

_HEARD_MAX = 40
"""So many frames it remembers, to say them again."""
_MADE_UP: dict[int, DeviceKeys] = {}


def _keys_of_nobody(crypto: SimCrypto) -> DeviceKeys:
    if id(crypto) not in _MADE_UP:
        _MADE_UP[id(crypto)] = new_keys(SeededEntropy("a device of nobody's"), crypto)
    return _MADE_UP[id(crypto)]


class SimLiar:
    """See `Liar`. It lies about one person's space only: others must not notice anything."""

    def __init__(self, chance: float, dice: Random, fired: Counter[str], crypto: SimCrypto) -> None:
        self.chance = chance
        self.own = _keys_of_nobody(crypto)
        self._crypto = crypto
        self._dice = dice
        self._fired = fired
        self._vault = Vault()
        self._people: Sequence[Person] = ()
        self._said: list[ToDevice] = []

    def begin(self, vault: Vault, people: Sequence[Person]) -> None:
        """Know what is stored; the first of the people is the one who is lied to."""
        self._vault, self._people = vault, people
        for device in people[0].devices:
            device.is_lied_to = True

    # --- What it knows ---

    @property
    def said_before(self) -> Sequence[ToDevice]:
        """See `Knowing`."""
        return self._said

    def shelf(self) -> Shelf:
        """See `Knowing`."""
        return self._vault.shelf(self._people[0].space_id)

    def elsewhere(self) -> Shelf:
        """See `Knowing`."""
        return self._vault.shelf(self._people[-1].space_id) if len(self._people) > 1 else Shelf()

    def pick(self, below: int) -> int:
        """See `Knowing`."""
        return int(self._dice.random() * below)

    def stray(self) -> bytes:
        """See `Knowing`."""
        return self._dice.randbytes(32)

    def receipt(self, device: bytes, n: int, hash_: bytes) -> Kept:
        """See `Knowing`."""
        person = self._people[0]
        lied = person.witness.lied_receipts
        lied[DeviceId(device)] = max(lied.get(DeviceId(device), 0), n)
        message = kept_message(space_id=person.space_id, device_id=device, n=n, hash_=hash_, relay_seq=7)
        signature = self._crypto.signer(RELAY_SEED).sign(message)
        return Kept(person.space_id, device, n, hash_, 7, signature)

    # --- What it does ---

    def _lies_now(self, wire: Wire) -> bool:
        if not wire.device.is_lied_to or wire.device.witness is not self._people[0].witness:
            return False
        return self._dice.random() < self.chance

    def heard(self, wire: Wire, frame: ToRelay) -> list[ToDevice] | None:
        """Let the hub have a frame, or answer in its stead."""
        if not isinstance(frame, Segments | Statements | Want) or not self._lies_now(wire):
            return None
        roll = self.pick(3)
        if isinstance(frame, Want):
            return self._misunderstood(frame) if roll == 0 else None
        if roll == 0:
            self._fired["relay lies: drops a push"] += 1
            return []
        if roll == 1 and isinstance(frame, Segments) and frame.run:
            self._fired["relay lies: signs for a push and drops it"] += 1
            last = frame.run[-1]
            return [self.receipt(frame.device_id, frame.start + len(frame.run) - 1, segment_hash(last.header))]
        return None

    def _misunderstood(self, frame: Want) -> list[ToDevice]:
        """Answer a want with nothing, or from another place."""
        self._fired["relay lies: answers another want"] += 1
        start = (frame.start, frame.start + 1, 0, 1 << 31)[self.pick(4)]
        if frame.device_id == CONTROL:
            return [Statements(frame.space_id, start, [])]
        return [Segments(frame.space_id, frame.device_id, start, [])]

    def said(self, wire: Wire, frame: ToDevice) -> list[bytes]:
        """Say what the hub says, or a lie."""
        if not isinstance(frame, Mailbox | Mail):
            self._said.append(frame)
            if len(self._said) > _HEARD_MAX:
                del self._said[self.pick(_HEARD_MAX)]
        if not self._lies_now(wire) or (isinstance(frame, Challenge) and self.pick(4)):
            return [frame_bytes(frame)]
        of_kind = (FRAME_LIES, SELDOM_FIT, *3 * (CONTENT_LIES,))[self.pick(5)]
        lies = [lie for lie in of_kind if self._may_tell(lie, wire, frame)]
        for _ in range(12):
            lie = lies[self.pick(len(lies))]
            told = lie(self, frame)
            if told is not None:
                self._fired[name_of(lie)] += 1
                return [one if isinstance(one, bytes) else frame_bytes(one) for one in told]
        return [frame_bytes(frame)]

    @staticmethod
    def _may_tell(lie: Lie, wire: Wire, frame: ToDevice) -> bool:
        """Whoever meets a relay for the first time believes the key that it shows: that is no lie to be found out."""
        if lie.__name__ not in {"has_another_key", "says_garbage", "says_again"}:
            return True
        is_first = RELAY_KEY not in wire.device.disk.memory.rows.named
        return not (is_first and isinstance(frame, Challenge))
