"""What kind of world of sharing a seed rolls: who is honest, whose clock is right, who is lost.

It only rolls the dice; the course builds the world from what they say.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class ShareTemper:
    """One roll. `begins`: how far the two have come together before the faults begin."""

    begins: str
    has_thief: bool
    """Whether somebody holds all keys of a device of the guest's."""
    letters_are_replaced: bool
    relay_goes_back: bool
    withholds: float
    """How likely the relay leaves a frame out, says an old one, or adds what a thief has forged."""
    clocks_are_wrong: bool
    devices_are_lost: bool
    is_held_up: float
    """How likely a task is held up at a store."""

    @property
    def is_honest(self) -> bool:
        """Whether the relay and everybody else is."""
        return not (self.has_thief or self.letters_are_replaced or self.relay_goes_back or self.withholds)


def temper_of(dice: Random) -> ShareTemper:
    """Roll."""

    def chance(likely: float) -> bool:
        return dice.random() < likely

    is_evil = chance(0.6)
    are_replaced = is_evil and chance(0.25)
    early, late = ("strangers", "invited", "answered", "answered"), ("invited", "answered", *("granted",) * 6)
    return ShareTemper(
        begins=dice.choice(early if are_replaced else late),
        has_thief=is_evil and chance(0.6),
        letters_are_replaced=are_replaced,
        relay_goes_back=is_evil and chance(0.4),
        withholds=dice.choice((0.0, 0.1, 0.3)) if is_evil and chance(0.5) else 0.0,
        clocks_are_wrong=chance(0.2),
        devices_are_lost=chance(0.35),
        is_held_up=dice.choice((0.0, 0.0, 0.02, 0.1)),
    )
