"""A relay between the two sides of a share that leaves frames out, says old ones again, adds what a thief has forged.

It can sign for nobody; what it says about one space may come from that space only.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random

from tests.support.sim_device import SimCrypto
from tests.support.sim_liar import SimLiar
from tests.support.sim_people import Person
from tests.support.sim_store import Vault
from tests.support.sim_wire import Wire
from whyward.protocol.frames import Segments, State, Statements, ToDevice, ToRelay, frame_bytes
from whyward.protocol.ids import SpaceId
from whyward.protocol.statements import SignedStatement, decode_statement, statement_hash

_HEARD_MAX = 30


class ShareLiar(SimLiar):
    """See `Liar`."""

    def __init__(self, chance: float, dice: Random, fired: Counter[str], crypto: SimCrypto) -> None:
        super().__init__(chance, dice, fired, crypto)
        self._before: list[State | Statements | Segments] = []
        self.forged: dict[SpaceId, SignedStatement] = {}
        """What a thief would like everybody to believe: the statement that comes next in a space."""

    def begin(self, vault: Vault, people: Sequence[Person]) -> None:
        """See `SimLiar`; it lies to everybody."""
        super().begin(vault, people)
        for device in (device for person in people for device in person.devices):
            device.is_lied_to = True

    def heard(self, wire: Wire, frame: ToRelay) -> list[ToDevice] | None:
        """Let the hub hear everything."""
        del wire, frame
        return None

    def said(self, wire: Wire, frame: ToDevice) -> list[bytes]:
        """Say what the hub says, or less, or something else."""
        told = [frame_bytes(frame)]
        if not isinstance(frame, State | Statements | Segments):
            return told
        forged = self.forged.get(SpaceId(frame.space_id))
        if forged is not None and wire.device.name.startswith("owner") and self.chance:
            told = [frame_bytes(self._with_forged(frame, forged))]
        self._before = [*self._before[-_HEARD_MAX:], frame]
        if self._dice.random() >= self.chance:
            return told
        if self._dice.random() < 0.5:
            wire.is_stalled = True
            self._fired["relay lies: leaves a frame out"] += 1
            return []
        of_it = [one for one in self._before[:-1] if one.space_id == frame.space_id and type(one) is type(frame)]
        if not of_it:
            return told
        wire.is_stalled = True
        self._fired["relay lies: says an old frame again"] += 1
        old = frame_bytes(self._dice.choice(of_it))
        return [old, *told] if self._dice.random() < 0.5 else [old]

    def _with_forged(self, frame: State | Statements | Segments, forged: SignedStatement) -> ToDevice:
        """Speak of the forged statement as of one that is kept."""
        index = decode_statement(forged.raw).index
        if isinstance(frame, State) and frame.control_index == index - 1:
            self._fired["relay lies: boasts of a forged statement"] += 1
            return State(frame.space_id, index, statement_hash(forged.raw), frame.tails)
        if isinstance(frame, Statements) and frame.start + len(frame.run) == index:
            self._fired["relay lies: hands out a forged statement"] += 1
            return Statements(frame.space_id, frame.start, [*frame.run, forged])
        return frame
