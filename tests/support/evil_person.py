"""A person with two devices that sync through a door, and a stranger on the same relay; each test gets copies of all.

The door keeps its address, so a copy believes that it has always known this relay; and it has.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from tests.support.cli_process import DONE, Device, Ended, new_device, pair
from tests.support.evil_attack import Attack
from tests.support.evil_relay import EvilRelay

COURAGE, HONESTY, KINDNESS, PATIENCE = "Courage", "Honesty", "Kindness", "Patience"


@dataclass(frozen=True)
class Person:
    """Two devices and the relay between them."""

    folder: Path
    relay: EvilRelay
    phone_told: "Told | None" = None

    @property
    def laptop(self) -> Device:
        """The first device: it writes."""
        return Device(self.folder / "laptop")

    @property
    def phone(self) -> Device:
        """The second device: mostly it is the one that is lied to."""
        return Device(self.folder / "phone")

    @property
    def tablet(self) -> Device:
        """A third device, where a test has let one in."""
        return Device(self.folder / "tablet")

    @property
    def stored(self) -> Path:
        """The folder of the honest relay."""
        return self.folder / "relay"

    def copied(self, folder: Path) -> "Person":
        """Return the same person somewhere else."""
        return Person(Path(shutil.copytree(self.folder, folder)), self.relay, self.phone_told)

    def assert_unmoved(self, *alarms: str) -> None:
        """The phone is, in a fresh process, as it was before the lie, but for these alarms."""
        assert self.phone_told is not None
        assert told(self.phone) == self.phone_told.but(*alarms)

    def assert_believes_the_honest_relay(self, *alarms: str) -> None:
        """What the laptop wrote comes as if nothing had been; no alarm but these is there after it."""
        carried = self.phone.ask("sync")
        now = told(self.phone)
        assert (carried["received"], carried["set_aside"]) == (2, 0)
        assert self.phone_told is not None
        assert now.segments == self.phone_told.segments + 2
        assert now.alarms == sorted(alarms)

    def lied_to(self, device: Device, attack: Attack, *command: str) -> Ended:
        """Run a command, `--json sync` unless another is named, under an attack, which must have happened."""
        with self.relay.doing(attack):
            ended = device.run(*(command or ("--json", "sync")))
        assert attack.fired, f"{type(attack).__name__} never happened"
        assert "Traceback" not in ended.err, ended.err
        return ended


class Told(NamedTuple):
    """What must not change when somebody lies: the state, how many segments there are, who belongs; and the alarms."""

    state_hash: str
    segments: int
    devices: list[tuple[str, int]]
    alarms: list[str]

    def but(self, *alarms: str) -> "Told":
        """Return the same with these alarms."""
        return self._replace(alarms=sorted(alarms))


def told(device: Device) -> Told:
    """Return what a fresh process tells."""
    status = device.ask("status")
    devices = [(one["device_id"], one["segments"]) for one in status["devices"]]
    raised = sorted(alarm["code"] for alarm in status["alarms"])
    return Told(status["state_hash"], status["segments"], devices, raised)


def values(device: Device) -> list[str]:
    """Return the names of the values."""
    return sorted(value["name"] for value in device.ask("value", "list"))


def grow_further(person: Person) -> None:
    """Let a tablet in; all three devices have read everything."""
    with person.relay.carrying(person.stored):
        pair(person.laptop, person.folder / "tablet", person.relay.url, "--device", "tablet")
        for device in (person.tablet, person.phone, person.laptop):
            device.do("sync")


def grow(folder: Path, relay: EvilRelay) -> Person:
    """Make the person: both have read what each wrote; then the laptop wrote two values that the phone has not read."""
    person = Person(folder, relay)
    folder.mkdir()
    with relay.carrying(person.stored):
        laptop = new_device(folder / "laptop", "--device", "laptop", "--relay", relay.url)
        laptop.do("value", "add", COURAGE)
        phone = pair(laptop, folder / "phone", relay.url, "--device", "phone")
        phone.do("value", "add", KINDNESS)
        for device in (phone, laptop, phone):
            assert device.do("sync").status == DONE
        stranger = new_device(folder / "stranger", "--relay", relay.url)
        stranger.do("value", "add", "Quiet")
        stranger.do("sync")
        person = replace(person, phone_told=told(phone))
        assert told(laptop) == person.phone_told
        for name in (HONESTY, PATIENCE):
            laptop.do("value", "add", name)
        laptop.do("sync")
    return person
