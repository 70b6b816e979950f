"""Control logs for the published vectors that hold: the chains that all others go on from, and forks of them.

It makes nothing that is refused; that is `made_statements` and `made_forms`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tests.support.crafted_chains import Chain, Signed, keys_of
from tests.support.second_log import OWNER

Step = Callable[[Chain], Signed]


class MadeChain(NamedTuple):
    """Statements after those of another chain (by its name), and how many of these new ones hold."""

    name: str
    after: str
    signed: list[Signed]
    holds: int
    why: str = ""


class MadeFork(NamedTuple):
    """Two statements that may both follow a chain, and which of them everybody goes on with."""

    name: str
    after: str
    branches: tuple[Signed, Signed]


def admits(new: str, by: str, party: int = OWNER) -> Step:
    """Let a device in."""
    return lambda chain: chain.say("device-admitted", chain.admission(new, party), by)


def removes(cuts: Mapping[str, int], by: str) -> Step:
    """Shut devices out."""
    return lambda chain: chain.say("device-removed", chain.removal(cuts), by)


def renews(old: str, new: str, n: int = 0) -> Step:
    """Go on as another device."""
    return lambda chain: chain.say("device-renewed", chain.renewal(old, new, n), old)


def turns(by: str) -> Step:
    """Begin an epoch."""
    return lambda chain: chain.say("epoch", chain.epoch(chain.readers()), by)


def sets_kit(new: str, by: str) -> Step:
    """Put a new kit in place of the old one."""
    return lambda chain: chain.say("recovery-set", chain.new_kit(new), by)


def erases(bodies: Mapping[str, tuple[int, ...]], by: str) -> Step:
    """Erase the bodies of some segments."""
    listed = sorted((keys_of(name).device_id, n) for name, numbers in bodies.items() for n in numbers)
    return lambda chain: chain.say("erased", listed, by)


def closes(by: str, reason: int = 0) -> Step:
    """End the space."""
    return lambda chain: chain.say("space-closed", [reason], by)


ALONE, THREE, REMOVED, RENEWED, NEW_KIT, CLOSED, FULL = (
    "one device",
    "three devices",
    "a device removed",
    "a device renewed",
    "with a new kit",
    "closed",
    "thirty-two devices",
)

Story = tuple[str, str, tuple[Step, ...]]
"""The name of a chain, that of the one it goes on from, and how."""

STEPS: tuple[Story, ...] = (
    (THREE, ALONE, (admits("bea", "anna"), admits("cleo", "bea"))),
    (REMOVED, THREE, (removes({"cleo": 5}, "anna"),)),
    (RENEWED, THREE, (renews("cleo", "cleo 2", 3),)),
    (NEW_KIT, THREE, (sets_kit("kit 2", "bea"),)),
    (CLOSED, THREE, (closes("bea", 7),)),
    (FULL, ALONE, tuple(admits(f"d{at}", "anna" if at % 2 else "kit") for at in range(31))),
    ("admitted by recovery", THREE, (admits("dora", "kit"),)),
    ("two removed by recovery", THREE, (removes({"anna": 1, "bea": (1 << 63) - 1}, "kit"),)),
    ("a removed device's successor", REMOVED, (admits("dora", "bea"), turns("dora"))),
    ("each removes another in turn", THREE, (removes({"cleo": 0}, "anna"), removes({"anna": 9}, "bea"))),
    ("a renewed device and its heir removed", RENEWED, (removes({"cleo": 3, "cleo 2": 1}, "anna"),)),
    ("a renewed device removed, its heir stays", RENEWED, (removes({"cleo": 3}, "cleo 2"),)),
    ("the heir removed after it", RENEWED, (removes({"cleo": 3}, "anna"), removes({"cleo 2": 0}, "anna"))),
    ("renewed again with its cut", RENEWED, (renews("cleo", "cleo 3", 3),)),
    (
        "both copies renewed, one heir removed",
        RENEWED,
        (renews("cleo", "cleo 3", 3), removes({"cleo": 3, "cleo 3": 0}, "anna")),
    ),
    (
        "an heir renewed",
        RENEWED,
        (renews("cleo 2", "cleo 4", 2), removes({"cleo": 3, "cleo 2": 2, "cleo 4": 1}, "bea")),
    ),
    ("an heir renewed, nobody removed", RENEWED, (renews("cleo 2", "cleo 4", 2),)),
    ("the only device renewed", ALONE, (renews("anna", "anna 2"), turns("anna 2"))),
    ("an epoch with a renewed reader", RENEWED, (turns("cleo 2"), turns("anna"))),
    ("a new kit at work", NEW_KIT, (admits("dora", "kit 2"), removes({"anna": 0}, "kit 2"), sets_kit("kit 3", "dora"))),
    ("erased", THREE, (erases({"anna": (1, 127, 128, (1 << 63) - 1), "cleo": (2,)}, "bea"),)),
    (
        "erased of removed and renewed devices",
        REMOVED,
        (erases({"cleo": (4, 9)}, "bea"), erases({"cleo": (4, 5)}, "anna")),
    ),
    ("an epoch after an epoch", ALONE, (turns("anna"), turns("anna"), turns("anna"))),
    ("closed alone", ALONE, (closes("anna", 255),)),
    ("one of thirty-two removed, one let in", FULL, (removes({"d5": 0}, "anna"), admits("d31", "d30"))),
    (
        "a long life",
        THREE,
        (
            renews("anna", "anna 2", 40),
            turns("anna 2"),
            sets_kit("kit 2", "anna 2"),
            removes({"anna": 40}, "kit 2"),
            admits("dora", "kit 2"),
            erases({"anna": (3,)}, "dora"),
            removes({"cleo": 2}, "bea"),
            closes("dora", 1),
        ),
    ),
)


def chains() -> dict[str, Chain]:
    """Return all chains of personal spaces that hold, by their names."""
    return grown(Chain(ALONE), STEPS)


def grown(first: Chain, stories: Sequence[Story]) -> dict[str, Chain]:
    """Return a chain and all that go on from it, by their names."""
    by_name = {first.name: first}
    for name, after, steps in stories:
        chain = by_name[after].copy(name)
        for step in steps:
            chain.add(step(chain))
        by_name[name] = chain
    return by_name


def made(by_name: Mapping[str, Chain], stories: Sequence[Story] = STEPS) -> Iterator[MadeChain]:
    """Say that all of them hold to their ends."""
    first = next(iter(by_name))
    yield MadeChain(first, "", by_name[first].signed, 1)
    for name, after, _ in stories:
        new = by_name[name].signed[len(by_name[after].signed) :]
        yield MadeChain(name, after, new, len(new))


def forks(by_name: Mapping[str, Chain]) -> Iterator[MadeFork]:
    """Pairs of valid statements with one index."""
    pairs: dict[str, tuple[str, Step, Step]] = {
        "a removal outweighs an admission": (THREE, admits("dora", "cleo"), removes({"cleo": 2}, "anna")),
        "a removal outweighs the end": (THREE, removes({"cleo": 2}, "anna"), closes("cleo")),
        "two removed outweigh one": (THREE, removes({"anna": 2}, "cleo"), removes({"bea": 1, "cleo": 2}, "anna")),
        "two devices remove each other": (THREE, removes({"anna": 2}, "cleo"), removes({"cleo": 2}, "anna")),
        "two admissions": (THREE, admits("dora", "anna"), admits("emma", "bea")),
        "an epoch and a new kit": (THREE, turns("anna"), sets_kit("kit 2", "bea")),
        "an erasure and a renewal": (THREE, erases({"anna": (1,)}, "anna"), renews("bea", "bea 2", 6)),
        "two renewals of two copies": (RENEWED, renews("cleo", "cleo 3", 3), renews("cleo", "cleo 4", 3)),
    }
    for name, (after, one, other) in pairs.items():
        chain = by_name[after]
        yield MadeFork(name, after, (one(chain), other(chain)))
