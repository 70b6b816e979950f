"""A small world of one share, whole: two devices of its owner, a relay between them, every wish, every order of syncs.

Wishes are decided and folded by the journal's own rules; what must come of them is reckoned from who had heard of what,
which no rule of the journal looks at. Seals nothing, fills nothing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar

import msgspec

from tests.support.happenings import LAPTOP, PHONE, START_MS
from tests.support.share_book import NAME, SHARE, TICKED, verified
from tests.support.world import SeededEntropy
from whyward.journal.decide.facts import Context
from whyward.journal.decide.shares import decide_share
from whyward.journal.errors import JournalError
from whyward.journal.events.catalogue import SHARE as SHARE_NOUN
from whyward.journal.events.envelope import Event
from whyward.journal.events.reading import encode_body, kind_of
from whyward.journal.folding.happened import Happened
from whyward.journal.folding.noun import Noun
from whyward.journal.folding.nouns import SHARES
from whyward.journal.folding.shares import ShareRow, fold_share
from whyward.journal.intentions.any import ShareIntention
from whyward.journal.intentions.shares import (
    GrantShare,
    NarrowShare,
    PauseShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.pages import Pages
from whyward.protocol.ids import DeviceId

R = TypeVar("R", bound=msgspec.Struct)

_ONE, _LITTLE = ("call",), ("value", "progress")
WISHES: Final[dict[str, ShareIntention]] = {
    "grant": GrantShare(who=NAME, goals=_ONE, fields=("history",), without=_LITTLE, ticked=TICKED),
    "widen": WidenShare(who=NAME, goals=_ONE, fields=("why",), without=_LITTLE, ticked=TICKED),
    "narrow": NarrowShare(who=NAME, goals=_ONE, fields=("why",)),
    "narrow to nothing": NarrowShare(who=NAME, goals=_ONE),
    "pause": PauseShare(who=NAME),
    "resume": ResumeShare(who=NAME),
    "stop": StopShare(who=NAME),
}
TAKES: Final = {"narrow": {"why"}, "narrow to nothing": {"statement", "history", "why"}}


class Act(NamedTuple):
    """A wish that was recorded, and all acts that its device had heard of."""

    wish: str
    device: DeviceId
    heard: frozenset[int]
    happened: Happened


class State(NamedTuple):
    """Which acts each of the two devices has heard of, and the relay; and how many more there may be."""

    laptop: frozenset[int]
    phone: frozenset[int]
    relay: frozenset[int]
    left: int


class _OneShare(Pages):
    """The pages of somebody with two goals and one share, which is as it is said to be."""

    def __init__(self, real: Pages, row: ShareRow) -> None:
        self._real, self.row = real, row

    def all(self, noun: Noun[R]) -> list[R]:
        """See `Pages`."""
        if noun is SHARES:
            return [self.row]  # type: ignore[list-item]  # of this noun, it is
        return self._real.all(noun)

    def one(self, noun: Noun[R], key: bytes = b"") -> R | None:
        """See `Pages`."""
        return self._real.one(noun, key)

    @property
    def day_ends_at(self) -> int:
        """See `Pages`."""
        return 0


@dataclass
class Counted:
    """What an enumeration looked at."""

    states: int = 0
    acts: int = 0
    sets: int = 0
    interleavings: int = 0
    wishes: Counter[str] = field(default_factory=Counter[str])


class SmallShare:
    """One enumeration; `ahead`: how far the hybrid clock of the phone is ahead of that of the laptop."""

    def __init__(self, acts: int, ahead: int) -> None:
        """Begin with a share whose guest was made sure of, and let so many acts be done."""
        book = verified()
        self._first = tuple(book.pages.happened(SHARE_NOUN + SHARE))
        row = fold_share(self._first)
        assert row is not None, "it was invited"
        self._pages = _OneShare(book.pages, row)
        self._ahead = ahead
        self._hlc = book.pages.max_hlc
        self.acts: list[Act] = []
        self._number: dict[tuple[str, DeviceId, frozenset[int]], int | None] = {}
        self._rows: dict[frozenset[int], ShareRow] = {}
        self._paths: dict[State, int] = {}
        self.counted = Counted()
        nothing = frozenset[int]()
        self._start = State(nothing, nothing, nothing, acts)

    def run(self) -> Counted:
        """Look at every state that can be reached."""
        self.counted.interleavings = self._paths_from(self._start)
        self.counted.states, self.counted.acts = len(self._paths), len(self.acts)
        self.counted.sets = len(self._rows)
        self.counted.wishes.update(act.wish for act in self.acts)
        return self.counted

    def _paths_from(self, state: State) -> int:
        """Return in how many ways things can go on from here until no act is left and all have heard of all."""
        paths = self._paths.get(state)
        if paths is None:
            after = set(self._steps(state))
            paths = self._paths[state] = sum(map(self._paths_from, after)) or 1
        return paths

    def _steps(self, state: State) -> Iterator[State]:
        both = state.laptop | state.relay
        if both != state.laptop or both != state.relay:
            self.row(both)
            yield state._replace(laptop=both, relay=both)
        both = state.phone | state.relay
        if both != state.phone or both != state.relay:
            self.row(both)
            yield state._replace(phone=both, relay=both)
        if not state.left:
            return
        for wish in WISHES:
            number = self._act(wish, LAPTOP, state.laptop)
            if number is not None:
                yield state._replace(laptop=state.laptop | {number}, left=state.left - 1)
            number = self._act(wish, PHONE, state.phone)
            if number is not None:
                yield state._replace(phone=state.phone | {number}, left=state.left - 1)

    def _act(self, wish: str, device: DeviceId, heard: frozenset[int]) -> int | None:
        """Record a wish on a device that has heard of some acts; return the act's number, or None if it is refused."""
        key = (wish, device, heard)
        if key not in self._number:
            self._number[key] = self._recorded(*key)
        return self._number[key]

    def _recorded(self, wish: str, device: DeviceId, heard: frozenset[int]) -> int | None:
        self._pages.row = self.row(heard)
        context = Context(START_MS, 60, device, SeededEntropy(0))
        try:
            (fact,) = decide_share(WISHES[wish], self._pages, context)
        except JournalError:
            return None
        now = self._hlc + (self._ahead if device == PHONE else 0)
        hlc = 1 + max([now, *(self.acts[number].happened.event.hlc for number in heard)])
        event_id = sha256(repr((wish, device, sorted(heard))).encode()).digest()[:16]
        event = Event(event_id, kind_of(fact.body), hlc, START_MS, 60, event_id, encode_body(fact.body))
        self.acts.append(Act(wish, device, heard, Happened(event, device, fact.body, stands=True)))
        number = len(self.acts) - 1
        self.row(heard | {number})
        return number

    def row(self, known: frozenset[int]) -> ShareRow:
        """Return what a share is for whoever has heard of some acts; each set is held against what must come of it."""
        row = self._rows.get(known)
        if row is None:
            happened = sorted((self.acts[number].happened for number in known), key=_place)
            row = fold_share([*self._first, *happened])
            assert row is not None, "it was invited"
            self._rows[known] = row
            self._check(known, row)
        return row

    # --- What must come of it ---

    def _check(self, known: frozenset[int], row: ShareRow) -> None:
        """The quieter side wins: by who had heard of what, and by nothing else."""
        acts = {number: self.acts[number] for number in known}
        said = [acts[number].wish for number in known]
        assert row.revoked == ("stop" in said), said
        resumed = {one for act in acts.values() if act.wish == "resume" for one in act.heard}
        paused = any(act.wish == "pause" and number not in resumed for number, act in acts.items())
        assert row.paused == paused, said
        assert {name for names in row.items.values() for name in names} == self._shown(acts), said

    @staticmethod
    def _shown(acts: dict[int, Act]) -> set[str]:
        """Return what was given by the last grant or after it, by one who had heard of every taking-away of it."""
        in_order = sorted(acts, key=lambda number: _place(acts[number].happened))
        grants = [place for place, number in enumerate(in_order) if acts[number].wish == "grant"]
        shown: set[str] = set()
        for number in in_order[grants[-1] :] if grants else ():
            act = acts[number]
            unheard = [one.wish for name, one in acts.items() if name not in act.heard]
            taken = {part for wish in unheard for part in TAKES.get(wish, ())}
            shown |= _given(act) - taken
        return shown


def _given(act: Act) -> set[str]:
    """Return what an act gives: a widening only what was not shown yet."""
    items = getattr(act.happened.body, "items", ())
    return {name for item in items for name in item.fields} if act.wish in {"grant", "widen"} else set()


def _place(one: Happened) -> tuple[int, bytes, bytes]:
    return one.event.hlc, one.device, one.event.id
