"""A pretend world for tests: seeded dice, a clock that is set by hand, and a person's space made from them.

The ciphers are real: only time and chance are pretended.
"""

import random
from dataclasses import dataclass

from whyward.adapters.ciphers import SuiteOne
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.epochs import first_epoch
from whyward.journal.log import World
from whyward.journal.seal import EpochKey
from whyward.protocol.bodies import Founding, genesis_statement
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import SpaceId, space_id_of
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.statements import SignedStatement, sign_statement

START_MS = 1_774_000_000_000
"""A moment in March 2026; any would do."""

CRYPTO = SuiteOne()


class SeededEntropy:
    """Dice that fall the same way for the same seed."""

    def __init__(self, seed: int | str) -> None:
        """Start from a seed."""
        self._random = random.Random(seed)

    def random_bytes(self, count: int) -> bytes:
        """Return pretend-random bytes."""
        return self._random.randbytes(count)


class HandClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, ms: int = START_MS, offset: int = 60) -> None:
        """Start at `ms`, `offset` minutes east of Greenwich."""
        self.ms = ms
        self.offset = offset

    def now_ms(self) -> int:
        """Return the set time."""
        return self.ms

    def offset_minutes(self, at_ms: int) -> int:
        """Return the set offset."""
        del at_ms
        return self.offset


def pretend_world(seed: int | str = 0) -> World:
    """Return a world from one seed."""
    return World(CRYPTO, HandClock(), SeededEntropy(seed))


@dataclass(frozen=True)
class Space:
    """A personal space with one device and a recovery kit."""

    space_id: SpaceId
    device: DeviceKeys
    recovery: DeviceKeys
    genesis: SignedStatement
    control: ControlLog
    epoch: EpochKey


def new_space(seed: int | str = 0, crypto: SuiteOne = CRYPTO) -> Space:
    """Found a space from one seed, without a log."""
    entropy = SeededEntropy(seed)
    device, recovery = new_keys(entropy, crypto), new_keys(entropy, crypto)
    nonce = entropy.random_bytes(32)
    founding = encoded(Founding(nonce, device.sign_pk, device.kem_pk, recovery.sign_pk, recovery.kem_pk))
    space_id = space_id_of(founding)
    readers = {device.device_id: device.kem_pk, recovery.device_id: recovery.kem_pk}
    body, epoch = first_epoch(entropy.random_bytes(32), space_id, readers, crypto)
    genesis = sign_statement(genesis_statement(founding, body, device.device_id), device.signer)
    return Space(space_id, device, recovery, genesis, found(genesis, CRYPTO.check), epoch)
