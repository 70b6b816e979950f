"""A new folder from the recovery words and a carrier alone: a relay's address, or a folder that carries.

The words are checked before anything is sent. What they lead to is read with the kit's keys, which stay in memory;
the new device is let in only after the person has looked at it and said yes, and every other device is told.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from whyward.adapters.home import Lock, new_home, real_world, refuse_journal
from whyward.adapters.log_store import FileLog
from whyward.adapters.relay_way import RelayWay, checked_address
from whyward.journal.asking import Asking
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.errors import JournalError, Refused
from whyward.journal.folder.carrying import carry_folder
from whyward.journal.folder.finding import space_of_kit
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.folder.proposing import over_folder
from whyward.journal.founding import Relay, settle_in
from whyward.journal.key_box import KeyBox
from whyward.journal.log import Log, World, load_control
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.trust.changing import over
from whyward.journal.trust.recovering import FoundAgain, come_back, kit_of, look_at, read_space
from whyward.journal.trust.upkeep import Keeper
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.greeting import Caller
from whyward.protocol.statements import SignedStatement

Confirm = Callable[[FoundAgain], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class _Found:
    """The control log of the kit's space, and where to sync it."""

    statements: Sequence[SignedStatement]
    relay: Relay | None


async def recover_home(home: Path, lock: Lock, words: str, *, relay: str, confirm: Confirm) -> None:
    """Make a new device from the words and a relay's address; raise `JournalError`, and nothing is left, if not."""
    address, world = checked_address(relay), real_world()
    refuse_journal(home)
    kit = kit_of(words, world.crypto)
    statements = await _ask(address, kit, world)

    async def fill(store: FileLog, data_key: bytes) -> None:
        log, keys = await _with_kit(store, data_key, world, kit, _Found(statements, Relay(address)))
        keeper = Keeper(log, KeyBox(data_key, world.crypto, world.entropy), lambda: RelayWay().connect(address))
        await (await keeper.settled()).close()
        await _ask_person(log, confirm)
        line = await keeper.settled()
        try:
            await come_back(log, keys, over(line))
        finally:
            await line.close()

    await new_home(home, lock, world, fill)


async def recover_home_from_folder(
    home: Path, lock: Lock, words: str, *, folder: CarrierFolder, confirm: Confirm
) -> None:
    """Make a new device from the words and a folder that carries."""
    world = real_world()
    refuse_journal(home)
    kit = kit_of(words, world.crypto)
    found = await space_of_kit(folder, kit.device_id, world.crypto.check)
    if found is None:
        raise _nothing_here("folder")

    async def fill(store: FileLog, data_key: bytes) -> None:
        log, keys = await _with_kit(store, data_key, world, kit, _Found(found.statements, None))
        await carry_folder(log, folder)
        await _ask_person(log, confirm)
        await come_back(log, keys, over_folder(log, folder))
        await carry_folder(log, folder)

    await new_home(home, lock, world, fill)


async def _ask(address: str, kit: DeviceKeys, world: World) -> list[SignedStatement]:
    async with await RelayWay().connect(address) as connection:
        caller = Caller(device_id=kit.device_id, signer=kit.signer, host=connection.host, relay_pk=None)
        asking = Asking(connection, caller, world.entropy)
        try:
            await asking.greet()
            return await read_space(asking, kit, world.crypto)
        except TheirFault as fault:
            if fault.code is Code.NO_SUCH_SPACE:
                raise _nothing_here("relay") from fault
            raise in_plain_words(fault) from fault


async def _with_kit(
    store: FileLog, data_key: bytes, world: World, kit: DeviceKeys, found: _Found
) -> tuple[Log, DeviceKeys]:
    """Fill the folder for a new device, and open it as the kit for as long as it takes."""
    keys = new_keys(world.entropy, world.crypto)
    await settle_in(store, data_key, world, keys, list(found.statements), found.relay)
    return Log(store, kit, await load_control(store, world.crypto), world), keys


async def _ask_person(log: Log, confirm: Confirm) -> None:
    if not await confirm(look_at(log.pages, log.control)):
        raise Refused("you said no", hint="Nothing was changed, here or anywhere else.")


def _nothing_here(carrier: str) -> JournalError:
    text = sentence("this %(carrier)s carries no journal of these words", carrier=carrier)
    hint = sentence(
        "The words are whole. Look at the %(carrier)s again; and if newer words were made, only those count.",
        carrier=carrier,
    )
    return Refused(text, hint=hint)
