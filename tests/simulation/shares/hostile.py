"""What must hold where somebody holds a guest's keys: what was not theirs to say is nowhere on the owner's pages.

Each attempt was refused by the relay, or lies set aside on every device of the owner, which was told of it.
"""

from typing import Final

from tests.simulation.shares.opened import every_event, log_in
from tests.support.sim_forgeries import FORGED_WORDS
from tests.support.sim_rights import rights_after
from tests.support.sim_share_witness import ShareWitness
from tests.support.sim_share_world import ShareProcess, ShareWorld
from tests.support.sim_thief import Loot, Thief
from whyward.journal.sharing.share_log import ShareLog
from whyward.protocol.errors import Code
from whyward.protocol.statements import Party

OF_GUESTS: Final = frozenset({"comment-written", "goal-proposed", "receipt-given", "deletion-answered"})
"""All that a guest may ever say, written down by hand."""


def check_thief(world: ShareWorld, thief: Thief | None, owners: list[ShareProcess]) -> None:
    """Raise `Broken` if anything came of what a thief of a guest's keys did."""
    for space_id in world.share_spaces():
        witness = world.witnesses[space_id]
        assert isinstance(witness, ShareWitness)
        for process in owners:
            log = log_in(process, space_id)
            if log is not None:
                _check_voices(world, process, log, witness)
    for loot in () if thief is None else thief.loot.values():
        for process in owners:
            log = log_in(process, loot.space_id)
            if log is not None and loot.keys is not None:
                _check_set_aside(world, process, log, loot)


def _check_voices(world: ShareWorld, process: ShareProcess, log: ShareLog, witness: ShareWitness) -> None:
    """Nobody but the owner's own devices has changed anything, and nobody else is among them."""
    for member in log.control.members.values():
        side = Party.GUEST if member.party is Party.GUEST else Party.OWNER
        world.expect(member.device_id in witness.sides[side], f"{process.name}: takes a stranger for a member")
    for event, device in every_event(log.pages):
        if device in witness.sides[Party.OWNER]:
            continue
        kind = event.kind.rpartition(".")[0]
        world.expect(kind in OF_GUESTS, f"{process.name}: takes {kind} from a guest")
        world.expect(FORGED_WORDS.encode() not in event.body, f"{process.name}: takes a thief's words for the owner's")


def _check_set_aside(world: ShareWorld, process: ShareProcess, log: ShareLog, loot: Loot) -> None:
    """What a thief said that was not its to say lies in quarantine, and was told of."""
    assert loot.keys is not None
    me = loot.keys.device_id
    shelf = world.fate.vault.shelf(loot.space_id)
    cut = rights_after(shelf.statements).cuts.get(me)
    reached = [n for n in loot.false if n <= len(shelf.series.get(me, ())) and (cut is None or n <= cut)]
    if not reached or log.keys.device_id not in log.control.members:
        return
    rows = world.folders[process.device].disk_of(loot.space_id)
    assert rows is not None
    aside = {row[1] for row in rows.memory.rows.quarantine_set if row[0] == me and row[2] == Code.NOT_ALLOWED}
    alarms = {alarm.code for alarm in rows.memory.rows.alarm_list}
    world.expect(min(reached) in aside, f"{process.name}: false words of a guest are nowhere")
    world.expect(Code.NOT_ALLOWED in alarms, f"{process.name}: nobody was told of a guest's false words")
    world.fire("false words of a guest were set aside, and told of")
