"""What befalls the relay of a simulated world: it starts, dies, goes back, is wiped, and shows two faces.

What it says is not decided here: the hub is the real one, and a liar may stand before it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.support.sim_device import Device
from tests.support.sim_relay import SimRelay
from tests.support.sim_store import Doom, SimStore, Vault
from tests.support.sim_wire import Wire

if TYPE_CHECKING:
    from tests.support.sim_world import SimWorld


class Fate:
    """The relay, by what is durable of it, and the run of it that serves now, if any."""

    def __init__(self, world: "SimWorld") -> None:
        self._world = world
        self.vault = Vault()
        self.relay: SimRelay | None = None
        self.other_face: SimRelay | None = None
        """A second view of the same relay, for those who are led astray: they see another vault."""
        self.led_astray: set[Device] = set()
        self._backup: Vault | None = None

    @property
    def relay_now(self) -> SimRelay:
        """The relay that runs."""
        assert self.relay is not None
        return self.relay

    def relay_for(self, device: Device) -> SimRelay | None:
        """Return what a device reaches under the relay's address."""
        return self.other_face if device in self.led_astray else self.relay

    def _run_of(self, vault: Vault) -> SimRelay:
        world = self._world
        store = SimStore(vault, world.gates, world.witnesses)
        return SimRelay(world.loop, store, world.witnesses, world.config, world.scale.crypto, world.liar)

    def start(self) -> None:
        """Start the relay over what is durable."""
        for space_id, witness in self._world.witnesses.items():
            shelf = self.vault.shelf(space_id)
            witness.check_relay(shelf.segments(), shelf.statements)
        self.relay = self._run_of(self.vault)
        self._world.run()

    def kill(self) -> None:
        """Let the relay be gone at once."""
        relay, self.relay = self.relay_now, None
        self._end(relay)

    def _end(self, relay: SimRelay) -> None:
        relay.reap()
        for wire in list(relay.wires):
            if wire.has_receipt_in_flight:
                self._world.fire("a receipt is lost")
        relay.kill()
        self._world.run()

    def reap(self) -> None:
        """Bury the relay if it has crashed; raise what ended a task of it, if anything did."""
        if self.relay is None:
            return
        self.relay.reap()
        if self.relay.store.has_crashed:
            self._world.note("crash: relay")
            self.kill()

    # --- Going back ---

    def back_up(self) -> None:
        """Copy what is durable at the relay."""
        self._backup = self.vault.copied()

    def restore(self) -> bool:
        """Let the relay go back to its backup; return whether it did."""
        return self._backup is not None and self._go_back(self._backup, "relay: restored from a backup")

    def wipe(self) -> bool:
        """Let the relay lose all but its key; return whether it did."""
        return self._go_back(Vault(), "relay: wiped")

    def _go_back(self, to: Vault, how: str) -> bool:
        """Let the relay hold older things.

        Whoever has not heard of a later statement may then put another one in its place: a fork, and no false alarm.
        """
        world = self._world
        if self.relay is not None:
            self.kill()
        for space_id, witness in world.witnesses.items():
            old, new = self.vault.shelf(space_id), to.shelf(space_id)
            if new.relay_seq < old.relay_seq or len(new.statements) < len(old.statements):
                world.fire(how)
            witness.may_regress = True
            witness.may_fork |= len(new.statements) < len(old.statements)
        self.vault.shelves = to.copied().shelves
        return True

    # --- Two faces ---

    def show_another_face(self, devices: Iterable[Device], *, is_older: bool) -> None:
        """Serve some devices from a view of their own from now on: what is there now, or what was there once."""
        world = self._world
        from_now_on = set(devices)
        if self.other_face is not None or (is_older and self._backup is None):
            return
        vault = self._backup if is_older and self._backup is not None else self.vault
        world.fire("relay: rolls back for some" if is_older else "relay: shows two faces")
        for witness in world.witnesses.values():
            witness.may_regress = witness.may_fork = True
        self.led_astray = from_now_on
        self.other_face = self._run_of(vault.copied())
        for wire in self._wires_of(from_now_on):
            world.traffic.lose(wire)
        world.run()

    def make_peace(self) -> None:
        """Be there, whole and honest, with one face; what was spoilt before ends as a time-out would end it."""
        world = self._world
        world.traffic.harm_chance = 0.0
        if world.liar is not None:
            world.liar.chance = 0.0
        if self.relay is None:
            self.start()
        self.relay_now.store.doom = Doom.NOTHING
        if self.other_face is not None:
            relay, self.other_face = self.other_face, None
            self._end(relay)
        self.led_astray.clear()
        for wire in list(world.traffic.wires):
            if wire.is_stalled or wire.device.is_lied_to:
                world.traffic.lose(wire)
        world.run()

    def _wires_of(self, devices: set[Device]) -> list[Wire]:
        return [wire for wire in self._world.traffic.wires if wire.device in devices and not wire.is_cut]
