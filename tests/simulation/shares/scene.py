"""What every kind of step in a world of sharing needs: who is there, what people told each other, and marked words.

Whatever anybody writes holds a mark that says of which goal it is and which part of it, so that whoever finds it
somewhere knows whether it may be there.
"""

import re
from collections.abc import Awaitable
from dataclasses import dataclass, field
from random import Random

from tests.simulation.choice import Step
from tests.simulation.shares.temper import ShareTemper
from tests.support.sim_device import Device, Process
from tests.support.sim_people import Person
from tests.support.sim_share_world import ShareProcess, ShareWorld
from tests.support.sim_witness import CANARY
from whyward.journal.folding.goals import GoalRow
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import CLIENTS, GOALS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.recording import Done
from whyward.journal.sharing import rows

NOBODYS = "nobodys"
"""The part of whatever is not of a goal, or never shown."""
FROM_NAME = "Ana"
MARK = re.compile(rf"{CANARY}-(\d+)-([a-z_]+)-\d+".encode())


@dataclass
class Story:
    """What people told each other without any relay: links that were sent, and words read out on the telephone."""

    links: list[str] = field(default_factory=list[str])
    words: dict[bytes, tuple[str, ...]] = field(default_factory=dict[bytes, tuple[str, ...]])
    follower: dict[str, Device] = field(default_factory=dict[str, Device])
    """On which device a link was followed: people do not follow one on two of theirs at once."""
    comments: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])
    """What a guest has said, by space and id; while the two are together it arrives, whatever happens."""
    goals: int = 0
    marks: int = 0

    def mark(self, part: str = NOBODYS, goal: int = 0) -> str:
        """Return a word that stands nowhere else."""
        self.marks += 1
        return f"{CANARY}-{goal}-{part}-{self.marks}"


@dataclass
class Scene:
    """The world, and dice for what happens in it."""

    world: ShareWorld
    temper: ShareTemper
    dice: Random
    story: Story

    @property
    def owner(self) -> Person:
        """Whoever shares."""
        return self.world.people[0]

    @property
    def guest(self) -> Person:
        """Whoever is shared with."""
        return self.world.people[1]

    def steps(self) -> list[Step]:
        """Return every step of this kind with its weight."""
        raise NotImplementedError

    def open_on(self, devices: list[Device]) -> list[ShareProcess]:
        """Return every process with an open journal on some devices."""
        every = [process for device in devices for process in device.processes]
        return [one for one in every if isinstance(one, ShareProcess) and one.journal is not None]

    def idle(self, person: Person) -> ShareProcess | None:
        """Choose a process of a person that does nothing now."""
        waiting = [process for process in self.open_on(person.devices) if not process.tasks]
        return self.dice.choice(waiting) if waiting else None

    def last_share(self, process: Process) -> ShareRow | None:
        """Return the share that was begun last, as far as a process knows."""
        every = rows.shares(process.log.pages)
        return every[-1] if every else None

    def a_client(self, process: Process) -> ClientRow | None:
        """Return a share that was given to somebody, and is not over."""
        every = [row for row in process.log.pages.all(CLIENTS) if not row.purged]
        return self.dice.choice(every) if every else None

    def a_goal(self, process: Process) -> tuple[str, int] | None:
        """Choose a goal; return its id in hex and the number in its marks."""
        every = sorted(process.log.pages.all(GOALS), key=lambda row: row.goal_id)
        if not every:
            return None
        goal = self.dice.choice(every)
        return goal.goal_id.hex(), number_of(goal)

    def some(self, ones: tuple[str, ...], likely: float = 0.3) -> tuple[str, ...]:
        """Choose some of several."""
        return tuple(one for one in ones if self.dice.random() < likely)

    async def acknowledged(self, process: Process, wish: Awaitable[Done]) -> None:
        """Wait for a wish; from then on what it recorded is there, whatever happens."""
        done = await wish
        own = process.device.disk.memory.rows.series.get(process.log.keys.device_id, [])
        process.device.witness.acknowledge(process.device.name, own)
        process.device.acknowledged += done.events


def number_of(goal: GoalRow) -> int:
    """Return the number in a goal's marks; 0 for one that came from a proposal."""
    found = MARK.search(goal.statement.encode())
    return int(found[1]) if found else 0
