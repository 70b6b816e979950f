"""Coming back with the recovery words alone, in a simulated world: a new device, and the relay's address.

As the program does it, but for the folder: it is there at the end or not at all, so the device is nobody's until then.
"""

from tests.support.sim_device import DATA_KEY, URL, Device, Process
from tests.support.sim_people import Person
from tests.support.sim_world import SimTransport, SimWorld
from whyward.journal.asking import Asking
from whyward.journal.device_keys import DeviceKeys, new_keys
from whyward.journal.errors import Refused
from whyward.journal.founding import Relay, settle_in
from whyward.journal.key_box import KeyBox
from whyward.journal.log import load_control
from whyward.journal.ports import Connection
from whyward.journal.refusals import in_plain_words
from whyward.journal.trust.changing import over
from whyward.journal.trust.recovering import come_back, kit_of, read_space
from whyward.journal.trust.upkeep import Keeper
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.greeting import Caller
from whyward.protocol.statements import SignedStatement


def begin_recovery(world: SimWorld, person: Person, words: str) -> None:
    """Let a person type words into a new device."""
    person.recoveries += 1
    name = f"recovered {person.recoveries} of {person.name}"
    device = Device(name, f"{world.seed} {name}", world.scale.crypto, person.witness)
    device.is_lied_to = person.devices[0].is_lied_to
    process = Process(device, 0, world, world.scale.log_type)
    device.processes.append(process)
    process.begin("recover", _recovered(world, person, process, words))
    world.run()


async def _recovered(world: SimWorld, person: Person, process: Process, words: str) -> None:
    device, transport = process.device, SimTransport(world, process)
    try:
        await _come_back(person, process, transport, words)
    except TheirFault as fault:
        if fault.code is Code.NO_SUCH_SPACE:
            raise Refused("these words lead nowhere now") from fault
        raise in_plain_words(fault) from fault
    world.fire("a person comes back with the recovery words")
    world.note(f"{device.name} is there")
    person.devices.append(device)
    await process.open(transport, {})


async def _come_back(person: Person, process: Process, transport: SimTransport, words: str) -> None:
    device = process.device
    world, store = device.world, process.store
    kit = kit_of(words, world.crypto)
    connection = await transport.connect(URL)
    try:
        statements = await _read(connection, kit, device)
    finally:
        await connection.close()
    keys = new_keys(world.entropy, world.crypto)
    person.witness.is_of(keys.device_id, device.name)
    await settle_in(store, DATA_KEY, world, keys, statements, Relay(URL))
    log = process.log_type(store, kit, await load_control(store, world.crypto), world)
    keeper = Keeper(log, KeyBox(DATA_KEY, world.crypto, world.entropy), lambda: transport.connect(URL))
    await (await keeper.settled()).close()
    line = await keeper.settled()
    person.witness.has_recovered = True
    try:
        await come_back(log, keys, over(line))
    finally:
        await line.close()


async def _read(connection: Connection, kit: DeviceKeys, device: Device) -> list[SignedStatement]:
    caller = Caller(device_id=kit.device_id, signer=kit.signer, host=connection.host, relay_pk=None)
    asking = Asking(connection, caller, device.world.entropy)
    await asking.greet()
    return await read_space(asking, kit, device.world.crypto)
