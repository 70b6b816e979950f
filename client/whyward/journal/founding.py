"""Founding and joining a space on this device: the first rows of a fresh log, written in one turn.

It refuses to touch a log that holds anything already; whoever calls made the file for this.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.epochs import first_epoch
from whyward.journal.errors import Locked
from whyward.journal.key_box import DEVICE_KEYS, KeyBox, opened_keys
from whyward.journal.log import World
from whyward.journal.plaintext import Head
from whyward.journal.ports import INVITE, RELAY_KEY, RELAY_URL, Crypto, LogStore
from whyward.journal.recovery import recovery_keys
from whyward.journal.sentences import sentence
from whyward.journal.told import TOLD_HEADS
from whyward.journal.words import recovery_words
from whyward.protocol.bodies import Founding, genesis_statement
from whyward.protocol.canonical import encoded
from whyward.protocol.ids import SpaceId, space_id_of
from whyward.protocol.statements import SignedStatement, sign_statement


@dataclass(frozen=True, slots=True)
class Relay:
    """Where a journal syncs: the address, its key if known, an invite if needed, what it must hand over at least."""

    url: str
    relay_pk: bytes = b""
    invite: str = ""
    told_heads: Sequence[Head] = ()


@dataclass(frozen=True, slots=True)
class Founded:
    """A new space; the words are shown once and kept nowhere."""

    space_id: SpaceId
    keys: DeviceKeys
    words: list[str] = field(repr=False)


async def found_space(store: LogStore, data_key: bytes, world: World, relay: Relay | None) -> Founded:
    """Make a personal space: a device, a recovery kit, epoch 0 wrapped to both, and the genesis that says so."""
    crypto, entropy = world.crypto, world.entropy
    keys = new_keys(entropy, crypto)
    kit = entropy.random_bytes(32)
    recovery = recovery_keys(kit, crypto)
    nonce = entropy.random_bytes(32)
    founding = encoded(Founding(nonce, keys.sign_pk, keys.kem_pk, recovery.sign_pk, recovery.kem_pk))
    space_id = space_id_of(founding)
    readers = {keys.device_id: keys.kem_pk, recovery.device_id: recovery.kem_pk}
    epoch, _ = first_epoch(entropy.random_bytes(32), space_id, readers, crypto)
    genesis = sign_statement(genesis_statement(founding, epoch, keys.device_id), keys.signer)
    await settle_in(store, data_key, world, keys, [genesis], relay)
    return Founded(space_id, keys, recovery_words(kit))


async def settle_in(
    store: LogStore,
    data_key: bytes,
    world: World,
    keys: DeviceKeys,
    statements: list[SignedStatement],
    relay: Relay | None,
) -> None:
    """Write the first rows: the control log, this device's keys (sealed), the relay, and what it was told to expect."""
    async with store.turn() as turn:
        await turn.append_statements(0, statements)
        await turn.put(DEVICE_KEYS, KeyBox(data_key, world.crypto, world.entropy).seal(keys))
        if relay is not None:
            await turn.put(RELAY_URL, relay.url.encode())
            await turn.put(INVITE, relay.invite.encode())
            await turn.put(TOLD_HEADS, encoded(list(relay.told_heads)))
            if relay.relay_pk:
                await turn.put(RELAY_KEY, relay.relay_pk)


async def load_keys(store: LogStore, data_key: bytes, crypto: Crypto) -> DeviceKeys:
    """Open this device's keys; raise `Locked` if the key file belongs to another journal."""
    keys = opened_keys(await store.get(DEVICE_KEYS) or b"", data_key, crypto)
    if keys is None:
        text = sentence("the key does not fit this log: they belong to two different journals")
        hint = sentence(
            "Look whether --home names the right folder, and put the key file back that was made with this log."
        )
        raise Locked(text, hint=hint)
    return keys
