"""Two people who share by the commands of the command line: a link, words in a call, six ticks, a sync.

Each command is a process; nothing is handed over but what the two people themselves would see and say.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.cli_process import DONE, MISUSE, Device, Ended, new_device

WHO, FROM = "Dr R", "Mira"
ALL_SIX = ("--i-agree", "1,2,3,4,5,6")
GOAL = "Call a friend"


@dataclass
class Pair:
    """The one who shares, and the one it is shared with."""

    owner: Device
    guest: Device
    url: str

    def sync(self, *devices: Device) -> None:
        """Sync some devices in order; without any, the owner and then the guest."""
        for device in devices or (self.owner, self.guest):
            device.do("sync")

    def page(self, guest: Device | None = None) -> Any:  # noqa: ANN401  # any document: the test looks into it
        """Return what the guest sees."""
        return (guest or self.guest).ask("practice", "show", FROM)

    def grant(self, *options: str) -> None:
        """Share the goal, and let it arrive."""
        self.owner.do("share", "grant", WHO, "--goal", GOAL, *options, *ALL_SIX)
        self.sync()


def two_people(folder: Path, url: str) -> Pair:
    """Start two journals: one with a goal, a step and more, and one of somebody else."""
    owner = new_device(folder / "owner", "--relay", url, "--device", "laptop")
    owner.do("value", "add", "Friendship", "--why", "It is what stays.")
    owner.do("goal", "add", GOAL, "--value", "Friendship", "--why", "I have been hiding.", "--tiny", "Write one line.")
    owner.do("step", GOAL, "--tiny", "-m", "Wrote to Ada.")
    return Pair(owner, new_device(folder / "guest", "--device", "practice"), url)


def invite(pair: Pair, *options: str) -> str:
    """Make a link."""
    return str(pair.owner.ask("share", "invite", WHO, "--as", FROM, *options)["link"])


def accept(guest: Device, link: str, *, name: str = "Dr Rossi", duties: str = "Kept for ten years.") -> list[str]:
    """Follow a link; return the eight words."""
    return list(guest.ask("share", "accept", link, "--name", name, "--duties", duties)["words"])


def asked(owner: Device) -> dict[str, Any]:
    """Look whether somebody has answered, and which words to ask for; the places stay until they are typed."""
    ended = owner.run("--json", "share", "confirm", WHO)
    answer: dict[str, Any] = json.loads(ended.out.splitlines()[0])
    assert ended.status == (MISUSE if answer["answered"] else DONE), ended.err
    return answer


def confirm(owner: Device, words: list[str]) -> Ended:
    """Type the words that are asked for, as the other reads them out."""
    positions: list[int] = asked(owner)["positions"]
    typed = [words[place - 1] for place in positions]
    return owner.run("--json", "share", "confirm", WHO, typed="".join(f"{word}\n" for word in typed).encode())


def meet(pair: Pair) -> None:
    """Bring the two together."""
    ended = confirm(pair.owner, accept(pair.guest, invite(pair)))
    assert ended.status == DONE, ended.err


def sharing(folder: Path, url: str, *options: str) -> Pair:
    """Return two people of whom one shares a goal with the other, and it has arrived."""
    pair = two_people(folder, url)
    meet(pair)
    pair.grant(*options)
    return pair
