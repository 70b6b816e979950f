"""What kind of world a schedule is played in: how many people, and who is honest.

It only rolls the dice; `schedule` builds the world from what they say.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Temper:
    """One roll: how likely the relay is to lie about a frame, and a carrier to harm one."""

    people: int
    lies: float
    mangles: float
    changes: bool
    """Whether people change who belongs."""
    copies: bool
    """Whether people restore and copy the folders of devices."""

    @property
    def is_honest(self) -> bool:
        """Whether the relay and the wires are: then no alarm may be raised but for what was really lost."""
        return not self.lies and not self.mangles


def temper_of(dice: Random) -> Temper:
    """Roll."""
    people = 2 if dice.random() < 0.25 else 1
    changes, copies = dice.random() < 0.35, dice.random() < 0.2
    roll = dice.random()
    if roll < 0.5:
        return Temper(people, 0.0, 0.0, changes, copies)
    if roll < 0.85:
        return Temper(people, dice.choice((0.1, 0.3, 0.6)), 0.0, changes, copies)
    return Temper(people, 0.0, dice.choice((0.02, 0.1)), changes, copies)
