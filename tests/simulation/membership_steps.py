"""What people do about who belongs: let devices in, shut them out, begin new key periods, make new recovery words.

Wishes may meet: two devices may remove each other, or let two others in, at the same time.
"""

from tests.simulation.choice import Choice, Step
from tests.support.sim_device import Device, Process
from tests.support.sim_people import Person
from tests.support.sim_recovering import begin_recovery
from tests.support.sim_saying import Wish, say, under_a_new_key, with_new_words, without

DEVICES_MAX = 5


class MembershipSteps(Choice):
    """Steps on who belongs."""

    def steps(self) -> list[Step]:
        """Return them all."""
        pairing: list[Step] = [(5, self._pair)]
        if not self.temper.changes:
            return pairing
        return [*pairing, (3, self._remove), (2, self._rotate), (1, self._renew_words), (1, self._recover)]

    def _pair(self) -> None:
        newcomers = [device for device in self.world.devices if self.world.can_join(device)]
        if not newcomers:
            return
        newcomer = self.dice.choice(newcomers)
        sponsors = [
            process
            for device in self.world.person_of(newcomer).devices
            for process in device.processes
            if process.journal is not None and not process.is_doing("link")
        ]
        if sponsors:
            sponsor = self.dice.choice(sponsors)
            self.world.note(f"pair: {sponsor.name} with {newcomer.name}")
            self.world.pair(sponsor, newcomer)

    def _sayer(self) -> tuple[Person, Process] | None:
        """Choose somebody who speaks, and is not speaking already."""
        process = self.one_open(doing="say")
        if process is None:
            return None
        person = self.world.person_of(process.device)
        return (person, process) if person.may_change else None

    def _say(self, what: str, process: Process, wish: Wish) -> None:
        self.world.note(f"say: {process.name}: {what}")
        self.world.fire(f"wish: {what}")
        folder = None
        if self.dice.random() < 0.2:
            person = self.world.person_of(process.device)
            person.witness.may_fork = True
            self.world.fire("a folder carries a wish about who belongs")
            folder = person.folder
        process.begin("say", say(process, wish, folder))

    def _remove(self) -> None:
        found = self._sayer()
        if found is None:
            return
        person, process = found
        others: list[Device] = [one for one in person.devices if one is not process.device and one.keys is not None]
        if others:
            keys = self.dice.choice(others).keys
            assert keys is not None
            self._say("a device out", process, without(keys.device_id))

    def _rotate(self) -> None:
        found = self._sayer()
        if found is not None:
            self._say("a new key", found[1], under_a_new_key)

    def _renew_words(self) -> None:
        found = self._sayer()
        if found is not None:
            self._say("new words", found[1], with_new_words(found[1], found[0].papers))

    def _recover(self) -> None:
        person = self.dice.choice(self.world.people)
        if len(person.devices) < DEVICES_MAX:
            words = self.dice.choice(person.papers[-2:])
            self.world.note(f"recover: {person.name}")
            begin_recovery(self.world, person, words)
