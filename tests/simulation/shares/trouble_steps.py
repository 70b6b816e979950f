"""What befalls a world of sharing: frames that move or are lost, processes that die, a relay that fails or goes back.

Each step counts the fault that it brings about, when it really does.
"""

from tests.simulation.choice import Step
from tests.simulation.shares.scene import Scene
from tests.support.sim_device import Device
from tests.support.sim_saying import say, without
from tests.support.sim_store import Doom
from tests.support.world import SeededEntropy
from whyward.journal.device_keys import new_keys
from whyward.journal.sharing.letters import answer
from whyward.journal.sharing.links import read_link
from whyward.journal.sharing.slot import Slot

YEAR_MS = 365 * 24 * 3600 * 1000
DAY_MS = 24 * 3600 * 1000


class TroubleSteps(Scene):
    """Steps that nobody wishes for, and syncing."""

    def steps(self) -> list[Step]:
        """See `Scene`."""
        temper = self.temper
        return [
            (30, self._carry),
            (26, self._sync),
            (6, self._open_gate if temper.is_held_up else self._carry),
            (5, self._start_process),
            (3, self._drop),
            (3, self._doom_device),
            (2, self._kill_process),
            (1, self._power_loss),
            (2, self._doom_relay),
            (1, self._kill_relay),
            (6, self._start_relay),
            (2, self._let_a_day_pass),
            (1, self._save_snapshot),
            (2 if temper.clocks_are_wrong else 0, self._jump_clock),
            (2 if temper.relay_goes_back else 0, self._back_up),
            (2 if temper.relay_goes_back else 0, self._restore),
            (1 if temper.relay_goes_back else 0, self._show_another_face),
            (9 if temper.letters_are_replaced else 0, self.spoil_letter),
            (3 if temper.devices_are_lost else 0, self._lose_device),
        ]

    def _carry(self) -> None:
        for _ in range(self.dice.randint(4, 30)):
            if not self.world.carry():
                break

    def _sync(self) -> None:
        process = self.idle(self.dice.choice(self.world.people))
        if process is not None:
            self.world.act(process, "sync", process.carried())
            self._carry()

    def _open_gate(self) -> None:
        if self.world.gates.count:
            self.world.fire("somebody was held up, and goes on")
            self.world.gates.open_one()

    def _start_process(self) -> None:
        device = self.dice.choice(self.world.devices)
        if device.is_founded and len(device.processes) < 2:
            number = 0 if all(process.number != 0 for process in device.processes) else 1
            self.world.note(f"start: {device.name}.{number}")
            self.world.start_process(device, number)

    def _drop(self) -> None:
        wires = [wire for wire in self.world.wires if not wire.is_cut]
        if wires:
            self.world.traffic.lose(self.dice.choice(wires))

    def _doom_device(self) -> None:
        device = self.dice.choice(self.world.devices)
        doom = self.world.folders[device].doom
        doom.commits_left, doom.is_after = self.dice.randint(1, 4), self.dice.random() < 0.5
        self.world.note(f"doom: {device.name} in {doom.commits_left} commits")

    def _kill_process(self) -> None:
        open_ = self.open_on(self.world.devices)
        if open_:
            process = self.dice.choice(open_)
            self.world.fire("device: a process is killed")
            self.world.note(f"kill: {process.name}")
            self.world.kill(process)

    def _power_loss(self) -> None:
        device = self.dice.choice(self.world.devices)
        if device.processes:
            self.world.fire("device: power loss")
            for process in list(device.processes):
                self.world.kill(process)

    def _doom_relay(self) -> None:
        relay = self.world.fate.relay
        if relay is not None:
            relay.store.doom = self.dice.choice((Doom.BEFORE, Doom.AFTER, Doom.REFUSE))

    def _kill_relay(self) -> None:
        if self.world.fate.relay is not None:
            self.world.fire("relay: killed")
            self.world.note("kill: relay")
            self.world.fate.kill()

    def _start_relay(self) -> None:
        if self.world.fate.relay is None:
            self.world.fate.start()

    def _let_a_day_pass(self) -> None:
        self.world.pass_ms(self.dice.choice((1, 3)) * DAY_MS)

    def _save_snapshot(self) -> None:
        open_ = [process for process in self.open_on(self.world.devices) if not process.tasks]
        if open_:
            process = self.dice.choice(open_)
            assert process.journal is not None
            process.journal.save_snapshot()

    def _jump_clock(self) -> None:
        device = self.dice.choice(self.world.devices)
        jump = self.dice.choice((-10, -1, 1, 10)) * YEAR_MS
        device.clock.ms = max(device.clock.ms + jump, 0)
        self.world.fire("a clock jumps forward" if jump > 0 else "a clock jumps back")
        self.world.note(f"clock: {device.name} by {jump // YEAR_MS} years")

    # --- The relay is not to be trusted ---

    def _back_up(self) -> None:
        self.world.fate.back_up()

    def _restore(self) -> None:
        if self.world.fate.restore():
            self.world.is_astray = True
            self.world.note("restore: relay")

    def _show_another_face(self) -> None:
        some = [device for device in self.world.devices if self.dice.random() < 0.4]
        if some and self.world.fate.relay is not None:
            self.world.is_astray = True
            self.world.note(f"another face for {', '.join(device.name for device in some)}")
            self.world.fate.show_another_face(some, is_older=self.dice.random() < 0.5)

    def spoil_letter(self) -> None:
        """Put another letter in the place of one that waits: anything, or what the link could have made."""
        fate, is_changed = self.world.fate, False
        for space_id in self.world.share_spaces():
            shelf = fate.vault.shelf(space_id)
            if shelf.letter and fate.relay is not None:
                self.world.is_astray = is_changed = True
                if self.dice.random() < 0.3:
                    shelf.letter = self.dice.randbytes(len(shelf.letter))
                    self.world.fire("relay: changes a letter")
                else:
                    shelf.letter = self._letter_of_a_stranger() or shelf.letter
                    self.world.fire("relay: puts a stranger's letter in the place of one")
        if is_changed:
            fate.kill()  # What a relay has read, it goes on with.
            fate.start()

    def _letter_of_a_stranger(self) -> bytes | None:
        """Answer the newest invitation as one who got hold of its link."""
        if not self.story.links:
            return None
        link, crypto = read_link(self.story.links[-1]), self.world.scale.crypto
        keys = new_keys(SeededEntropy(self.dice.random().hex()), crypto)
        return answer(Slot(link.space_id, link.secret, crypto), keys, "Dr Rivera", "")

    # --- Who is lost ---

    def _lose_device(self) -> None:
        """Shut a device out of its person's journal, as one does whose device was stolen."""
        person = self.dice.choice(self.world.people[:2])
        process = self.idle(person)
        others: list[Device] = [one for one in person.devices if process is not None and one is not process.device]
        if process is None or not others or person.witness.removed:
            return
        lost = self.dice.choice(others)
        if lost.keys is not None:
            self.world.fire(f"{process.device.name.split()[0]}: shuts a device out")
            self.world.act(process, "shut a device out", say(process, without(lost.keys.device_id)))
