"""Every interleaving of a small world's steps: each reachable state is looked at once, each path to an end is counted.

Two states are one here only if nothing that can still happen tells them apart: other names, an older part of the log
that everybody has read, or slots that changed places.
"""

import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import NamedTuple

from tests.support.small_scope import SLOTS, Refusal, SmallWorld, Wish, check_log
from whyward.protocol.errors import Code
from whyward.protocol.relay_effects import StoreStatements
from whyward.protocol.statements import StatementType


class Actor(NamedTuple):
    """A device: its keys (None: it is in no space), how much of the log it has read, and what it wants.

    A wish is said to stand at index `said_at`; it is stored when the relay took it and the receipt did not come; it is
    lost when the device learned that another statement stands there.
    """

    keys: str | None
    read: int = 0
    wish: Wish | None = None
    said_at: int = 0
    is_stored: bool = False
    is_lost: bool = False


class State(NamedTuple):
    """The relay's log, as its heads; the three slots; and how many more wishes anybody may have."""

    chain: tuple[bytes, ...]
    actors: tuple[Actor, ...]
    budget: int


@dataclass
class Found:
    """What an enumeration looked at."""

    states: int = 0
    steps: int = 0
    logs: int = 0
    interleavings: int = 0
    fates: Counter[str] = field(default_factory=Counter[str])


class Search:
    """One enumeration."""

    def __init__(self, *, admitted: int, wishes: int, at_once: bool = False) -> None:
        """Start with this many devices in the log, and let this many wishes be had.

        `at_once` leaves out what moves nobody else. A wish goes to the relay as soon as it is had or thought again: one
        that waited comes to the same as one that was had later on the same view. Whoever reads, reads to the end: who
        stopped half-way comes to the same as who read earlier. And a lost receipt is a device that has not read yet.
        """
        self.world = SmallWorld(admitted)
        self.found = Found()
        self._at_once = at_once
        self._paths: dict[object, int] = {}
        self._checked: set[bytes] = set()
        self._shapes: dict[tuple[bytes, int, str | None], int] = {}
        self._numbers: dict[object, int] = {}
        actors = [Actor(self.world.newest(self.world.start[-1], slot), len(self.world.start)) for slot in SLOTS]
        actors = [actor if actor.keys else Actor(None) for actor in actors]
        self._start = State(self.world.start, tuple(actors), wishes)

    def run(self) -> Found:
        """Look at every reachable state."""
        gc.disable()  # Hundreds of thousands of tuples and no circle among them: looking for one takes half the time.
        try:
            self.found.interleavings = self._paths_from(self._start)
        finally:
            gc.enable()
        self.found.states = len(self._paths)
        self.found.logs = len(self._checked)
        return self.found

    def _paths_from(self, state: State) -> int:
        """Return in how many ways things can go on from here until nothing is left to do."""
        key = self._key(state)
        paths = self._paths.get(key)
        if paths is None:
            self._check(state)
            after = list(self._steps(state))
            self.found.steps += len(after)
            if not after:
                self._check_end(state)
            paths = self._paths[key] = sum(map(self._paths_from, after)) or 1
        return paths

    # What can happen.

    def _steps(self, state: State) -> Iterator[State]:
        for slot, actor in enumerate(state.actors):
            if actor.keys is None:
                continue
            if actor.read < len(state.chain):
                yield self._read_on(state, slot)
            if actor.wish is None:
                yield from self._wish(state, slot, actor)
            elif actor.is_lost:
                if actor.read > actor.said_at:
                    yield from self._think_again(state, slot, actor)
            elif not actor.is_stored:
                yield from self._put(state, slot, actor)

    def _read_on(self, state: State, slot: int) -> State:
        while True:
            actor = state.actors[slot]
            if actor.keys is None or actor.read == len(state.chain):
                return state
            state = self._read(state, slot, actor)
            if not self._at_once:
                return state

    def _read(self, state: State, slot: int, actor: Actor) -> State:
        """Follow one more statement: one's own, or another one; or one that shuts this very device out."""
        assert actor.keys is not None
        head = state.chain[actor.read]
        if actor.wish is not None and not actor.is_lost:
            said = self.world.said(state.chain[actor.said_at - 1], actor.keys, actor.wish)
            assert not isinstance(said, Refusal)
            if said.after.head == head:
                assert actor.is_stored
                return _with(state, slot, self._fulfilled(state, slot, actor, head))
            assert not actor.is_stored, "what the relay signed for stands"
            actor = actor._replace(is_lost=True)
        if all(self.world.name(member.device_id) != actor.keys for member in self.world.readers(head, slot)):
            return _with(state, slot, self._shut_out(actor))
        return _with(state, slot, actor._replace(read=actor.read + 1))

    def _wish(self, state: State, slot: int, actor: Actor) -> Iterator[State]:
        assert actor.keys is not None
        head = state.chain[actor.read - 1]
        if not state.budget:
            return
        for wish in self.world.wishes(head, slot):
            if not isinstance(self.world.said(head, actor.keys, wish), Refusal):
                wishing = actor._replace(wish=wish, said_at=actor.read)
                yield from self._said(_with(state, slot, wishing)._replace(budget=state.budget - 1), slot, wishing)

    def _said(self, state: State, slot: int, actor: Actor) -> Iterator[State]:
        if self._at_once:
            yield from self._put(state, slot, actor)
        else:
            yield state

    def _think_again(self, state: State, slot: int, actor: Actor) -> Iterator[State]:
        """Sign a lost wish anew on what was read since, or say why it makes no sense any more."""
        assert actor.keys is not None
        assert actor.wish is not None
        said = self.world.said(state.chain[actor.read - 1], actor.keys, actor.wish)
        if isinstance(said, Refusal):
            self.found.fates[f"refused: {said.code}"] += 1
            yield _with(state, slot, Actor(actor.keys, actor.read))
            return
        self.found.fates["signed anew"] += 1
        anew = Actor(actor.keys, actor.read, actor.wish, actor.read)
        yield from self._said(_with(state, slot, anew), slot, anew)

    def _put(self, state: State, slot: int, actor: Actor) -> Iterator[State]:
        assert actor.keys is not None
        assert actor.wish is not None
        said = self.world.said(state.chain[actor.said_at - 1], actor.keys, actor.wish)
        assert not isinstance(said, Refusal)
        answer = self.world.put(state.chain[-1], actor.keys, said.signed, actor.said_at)
        if isinstance(answer, StoreStatements):
            assert (answer.control.head, actor.said_at) == (said.after.head, len(state.chain))
            again = self.world.put(said.after.head, actor.keys, said.signed, actor.said_at)
            assert again in {None, Code.REMOVED}, "what is kept is kept again"
            stored = self._joined(state._replace(chain=(*state.chain, said.after.head)), actor.wish)
            # The receipt comes, or it is lost on the way.
            yield _with(stored, slot, self._fulfilled(stored, slot, actor, said.after.head))
            if not self._at_once:
                yield _with(stored, slot, actor._replace(is_stored=True))
        elif answer is Code.REMOVED:
            yield _with(state, slot, self._shut_out(actor))
        else:
            assert answer is Code.CONTROL_MOVED, answer
            assert len(state.chain) > actor.said_at, "only who comes second loses"
            yield _with(state, slot, actor._replace(is_lost=True))

    def _joined(self, state: State, wish: Wish) -> State:
        """Let the admitted device begin; whatever else sat in its slot was removed."""
        if wish.kind is not StatementType.DEVICE_ADMITTED:
            return state
        if state.actors[wish.target].wish is not None:
            self.found.fates["refused: removed"] += 1
        keys = self.world.newest(state.chain[-1], wish.target)
        return _with(state, wish.target, Actor(keys, len(state.chain)))

    def _fulfilled(self, state: State, slot: int, actor: Actor, head: bytes) -> Actor:
        assert actor.wish is not None
        self.found.fates["kept"] += 1
        is_renewed = actor.wish.kind is StatementType.DEVICE_RENEWED
        keys = self.world.newest(head, slot) if is_renewed else actor.keys
        return Actor(keys, state.chain.index(head) + 1)

    def _shut_out(self, actor: Actor) -> Actor:
        if actor.wish is not None:
            self.found.fates["refused: removed"] += 1
        return Actor(None)

    # What must hold.

    def _check(self, state: State) -> None:
        """Every log that a relay ever holds is sound; every device holds the beginning of it."""
        head = state.chain[-1]
        if head not in self._checked:
            self._checked.add(head)
            check_log(self.world, state.chain)
        for actor in state.actors:
            assert actor.read <= len(state.chain)

    def _check_end(self, state: State) -> None:
        """When nothing is left to do, nobody waits for anything, and all who belong here are in one place."""
        control = self.world.control[state.chain[-1]]
        assert not state.budget or control.closed_at is not None
        held = {actor.keys for actor in state.actors if actor.keys is not None}
        for actor in state.actors:
            assert actor.wish is None, "a wish was lost without a word"
            assert actor.keys is None or actor.read == len(state.chain)
        active = {self.world.name(device) for device in control.writers()}
        assert held <= active
        assert held

    # When two states are one.

    def _key(self, state: State) -> object:
        """Name a state: what everybody has read is left out, and slots stand in an order of their own."""
        length = len(state.chain)
        reads = {actor.read for actor in state.actors if actor.keys is not None}
        marks = sorted(reads | {length}) if self._at_once else list(range(min(reads), length + 1))
        window = [state.chain[mark - 1] for mark in marks]
        columns = [
            self._named((_relative(actor, marks), *[self._shape(head, slot, actor.keys) for head in window]))
            for slot, actor in enumerate(state.actors)
        ]
        ended = sum(self.world.control[head].closed_at is not None for head in window)
        places = sorted(SLOTS, key=columns.__getitem__)
        orders = [places]
        if len(set(columns)) < len(columns):
            named = [columns[slot] for slot in places]
            orders = [list(order) for order in permutations(SLOTS) if [columns[slot] for slot in order] == named]
        targets = min(_targets(state, order) for order in orders)
        return state.budget, ended, *[columns[slot] for slot in places], *targets

    def _named(self, thing: object) -> int:
        """Return a number for anything: the same for the same."""
        return self._numbers.setdefault(thing, len(self._numbers))

    def _shape(self, head: bytes, slot: int, keys: str | None) -> int:
        place = (head, slot, keys)
        shape = self._shapes.get(place)
        if shape is None:
            readers = self.world.readers(head, slot)
            seen = tuple((int(one.standing), self.world.name(one.device_id) == keys) for one in readers)
            shape = self._shapes[place] = self._named(seen)
        return shape


def _targets(state: State, places: list[int]) -> list[int]:
    wishes = (state.actors[slot].wish for slot in places)
    return [-1 if wish is None else places.index(wish.target) for wish in wishes]


def _relative(actor: Actor, marks: list[int]) -> tuple[object, ...]:
    if actor.keys is None:
        return (-1,)
    if actor.wish is None:
        return (marks.index(actor.read),)
    has_read = actor.read > actor.said_at
    place = has_read if actor.is_lost else marks.index(actor.said_at)
    return marks.index(actor.read), actor.wish.kind.value, place, actor.is_stored, actor.is_lost


def _with(state: State, slot: int, actor: Actor) -> State:
    actors = tuple(actor if number == slot else other for number, other in enumerate(state.actors))
    return state._replace(actors=actors)
