"""What happens to the relay: it crashes, starts again, goes back, loses everything, shows two faces.

Each step counts the fault that it brings about, when it really does.
"""

from tests.simulation.choice import Choice, Step
from tests.support.sim_store import Doom


class RelaySteps(Choice):
    """Steps on the relay."""

    def steps(self) -> list[Step]:
        """Return them all."""
        return [
            (2, self._doom_relay),
            (1, self._kill_relay),
            (6, self._start_relay),
            (2, self._back_up),
            (2, self._restore_backup),
            (1, self._wipe),
            (2, self._show_another_face),
        ]

    def _doom_relay(self) -> None:
        relay = self.world.fate.relay
        if relay is not None:
            doom = self.dice.choice((Doom.BEFORE, Doom.AFTER, Doom.REFUSE))
            self.world.note(f"doom: relay, {doom.value}")
            relay.store.doom = doom

    def _kill_relay(self) -> None:
        if self.world.fate.relay is not None:
            self.world.fire("relay: killed")
            self.world.note("kill: relay")
            self.world.fate.kill()

    def _start_relay(self) -> None:
        if self.world.fate.relay is None:
            self.world.note("start: relay")
            self.world.fate.start()

    def _back_up(self) -> None:
        self.world.note("back up: relay")
        self.world.fate.back_up()

    def _restore_backup(self) -> None:
        if self.world.fate.restore():
            self.world.note("restore: relay")

    def _wipe(self) -> None:
        if self.dice.random() < 0.3 and self.world.fate.wipe():
            self.world.note("wipe: relay")

    def _show_another_face(self) -> None:
        if not self.temper.lies:
            return
        person = self.world.people[0]
        some = [device for device in person.devices if self.dice.random() < 0.5]
        if some:
            self.world.note(f"another face for {', '.join(device.name for device in some)}")
            self.world.fate.show_another_face(some, is_older=self.dice.random() < 0.5)
