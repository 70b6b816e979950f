"""Events for tests: every kind, from a small world of ids, so that they meet; and the shuffles they may arrive in.

Nothing here is a rule: the rules are what the tests say of these.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import msgspec
from hypothesis import strategies as st

from tests.support.happenings_caring import caring_kinds
from tests.support.happenings_exploring import exploring_kinds
from tests.support.happenings_hindering import hindering_kinds
from tests.support.happenings_noticing import noticing_kinds
from tests.support.happenings_sorting import sorting_kinds
from tests.support.happenings_striving import striving_kinds
from tests.support.share_happenings import share_kinds
from whyward.journal.events import barriers, domains, entries, goals, plumbing, steps, values
from whyward.journal.events.envelope import Event, Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.reading import encode_body, kind_of
from whyward.protocol.ids import DeviceId

DAY: Final = date(2026, 3, 4)
LAPTOP: Final = DeviceId(b"l" * 32)
PHONE: Final = DeviceId(b"p" * 32)
START_MS: Final = 1_772_600_000_000


def id_of(noun: str, number: int) -> bytes:
    """Return the id of a thing of the small world."""
    return f"{noun}{number}".encode().ljust(16, b".")


def ids(noun: str, count: int = 2) -> st.SearchStrategy[bytes]:
    """Choose among a few ids."""
    return st.sampled_from([id_of(noun, number) for number in range(count)])


def event(
    body: Body, hlc: int, *, number: int | None = None, at: int = START_MS, tz: int = 60, act: int | None = None
) -> Event:
    """Return an event with an id that follows from its place in the order."""
    event_id = id_of("e", hlc if number is None else number)
    return Event(event_id, kind_of(body), hlc, at, tz, id_of("a", hlc if act is None else act), encode_body(body))


def recorded(body: Body, hlc: int, *, device: DeviceId = LAPTOP, number: int | None = None) -> Recorded:
    """Return an event in a device's series."""
    return Recorded(event(body, hlc, number=number), device)


_VALUE, _GOAL, _ENTRY, _BARRIER, _EVENT = ids("v"), ids("g"), ids("n"), ids("b", 1), ids("e", 24)
_WORDS = st.sampled_from(["calm", "brave", "gentle", "ängstlich"])
_DOMAIN = st.sampled_from(["health", "career", "grow"])
_CHANGES: st.SearchStrategy[goals.GoalChanges] = st.builds(
    goals.GoalChanges,
    statement=st.just("smaller"),
    why=st.one_of(st.none(), st.just(msgspec.UNSET), _WORDS),
    domain_ids=st.one_of(st.just(msgspec.UNSET), st.tuples(_DOMAIN)),
)

_WITH_VERSIONS: Final = (("entry:", "n"), ("reflection:", "r"), ("creative:", "q"))

_KINDS: Final[dict[type[Body], Callable[[], st.SearchStrategy[Body]]]] = (
    sorting_kinds(ids)
    | hindering_kinds(ids)
    | noticing_kinds(ids)
    | exploring_kinds(ids)
    | striving_kinds(ids)
    | share_kinds(ids)
    | caring_kinds(ids)
    | {
        values.ValueChosen: lambda: st.builds(values.ValueChosen, value_id=_VALUE, name=_WORDS, chosen_on=st.just(DAY)),
        values.ValueReworded: lambda: st.builds(values.ValueReworded, value_id=_VALUE, name=_WORDS),
        values.ValuesRanked: lambda: st.builds(
            values.ValuesRanked, order=st.permutations([id_of("v", 0), id_of("v", 1)])
        ),
        values.ValueOwnershipChecked: lambda: st.builds(
            values.ValueOwnershipChecked, value_id=_VALUE, mine=st.integers(0, 10), pressure=st.just(1)
        ),
        values.ValueShownInDomain: lambda: st.builds(
            values.ValueShownInDomain,
            value_id=_VALUE,
            domain_id=_DOMAIN,
            shows_up=st.sampled_from(["some", "a word of tomorrow"]),
        ),
        values.ValueDomainLinkRemoved: lambda: st.builds(
            values.ValueDomainLinkRemoved, value_id=_VALUE, domain_id=_DOMAIN
        ),
        values.ValueTensionNoted: lambda: st.builds(
            values.ValueTensionNoted, tension_id=ids("t"), value_ids=st.tuples(_VALUE), situation=_WORDS
        ),
        values.ValueGlimpsed: lambda: st.builds(
            values.ValueGlimpsed, glimpse_id=ids("i"), source=st.just("entry:" + "0" * 32), guess=_WORDS
        ),
        values.ValueRested: lambda: st.builds(values.ValueRested, value_id=_VALUE),
        values.ValueRetired: lambda: st.builds(values.ValueRetired, value_id=_VALUE, why=st.just("changed")),
        values.ValueRestored: lambda: st.builds(values.ValueRestored, value_id=_VALUE),
        domains.DomainRenamed: lambda: st.builds(domains.DomainRenamed, domain_id=_DOMAIN, name=_WORDS),
        domains.DomainHidden: lambda: st.builds(domains.DomainHidden, domain_id=_DOMAIN),
        domains.DomainShown: lambda: st.builds(domains.DomainShown, domain_id=_DOMAIN),
        domains.DomainsOrdered: lambda: st.builds(domains.DomainsOrdered, order=st.permutations(["health", "career"])),
        goals.GoalSet: lambda: st.builds(
            goals.GoalSet,
            goal_id=_GOAL,
            statement=_WORDS,
            value_ids=st.tuples(_VALUE),
            kind=st.just("once"),
            measure=st.just("done"),
            proposed_by=st.just("me"),
        ),
        goals.GoalAdjusted: lambda: st.builds(
            goals.GoalAdjusted, goal_id=_GOAL, changes=_CHANGES, why=st.sampled_from(["too_big", "tomorrow"])
        ),
        goals.GoalLinkedToValue: lambda: st.builds(goals.GoalLinkedToValue, goal_id=_GOAL, value_id=_VALUE),
        goals.GoalUnlinkedFromValue: lambda: st.builds(goals.GoalUnlinkedFromValue, goal_id=_GOAL, value_id=_VALUE),
        goals.GoalPaused: lambda: st.builds(goals.GoalPaused, goal_id=_GOAL),
        goals.GoalResumed: lambda: st.builds(goals.GoalResumed, goal_id=_GOAL),
        goals.GoalCompleted: lambda: st.builds(goals.GoalCompleted, goal_id=_GOAL, completed_on=st.just(DAY)),
        goals.GoalLetGo: lambda: st.builds(goals.GoalLetGo, goal_id=_GOAL, learned=_WORDS),
        goals.GoalReopened: lambda: st.builds(goals.GoalReopened, goal_id=_GOAL),
        steps.StepTaken: lambda: st.builds(
            steps.StepTaken,
            taken_id=ids("s", 6),
            goal_id=st.one_of(st.none(), _GOAL),
            occurrence=st.one_of(st.none(), st.just("monday")),
            occurred_on=st.just(DAY),
            how_much=st.sampled_from(["tiny", "enormous"]),
        ),
        steps.WinNoticed: lambda: st.builds(steps.WinNoticed, win_id=ids("w"), text=_WORDS, occurred_on=st.just(DAY)),
        entries.EntryWritten: lambda: st.builds(
            entries.EntryWritten, entry_id=_ENTRY, occurred_at=st.just(1), body=_WORDS, tags=st.tuples(_WORDS)
        ),
        entries.EntryEdited: lambda: st.builds(
            entries.EntryEdited,
            entry_id=_ENTRY,
            base_event_id=_EVENT,
            body=st.one_of(st.none(), _WORDS),
            title=st.one_of(st.none(), _WORDS),
        ),
        entries.EntryBinned: lambda: st.builds(entries.EntryBinned, entry_id=_ENTRY, purge_on=st.just(DAY)),
        entries.EntryUnbinned: lambda: st.builds(entries.EntryUnbinned, entry_id=_ENTRY),
        barriers.BarrierMet: lambda: st.builds(
            barriers.BarrierMet, barrier_id=_BARRIER, kind=st.sampled_from(["fear", "moon"]), occurred_at=st.just(1)
        ),
        barriers.BarrierAnswered: lambda: st.builds(
            barriers.BarrierAnswered, barrier_id=_BARRIER, response=st.sampled_from(["rested", "flew"])
        ),
        plumbing.EventRetracted: lambda: st.builds(
            plumbing.EventRetracted, target_event_id=_EVENT, why=st.just("undo")
        ),
        plumbing.RetractionWithdrawn: lambda: st.builds(plumbing.RetractionWithdrawn, target_event_id=_EVENT),
        plumbing.ConflictSettled: lambda: st.builds(
            plumbing.ConflictSettled,
            entity=st.sampled_from(
                [noun + id_of(key, number).hex() for noun, key in _WITH_VERSIONS for number in range(2)]
            ),
            field=st.sampled_from(["body", "text"]),
            kept_event_id=_EVENT,
            other_event_ids=st.tuples(_EVENT),
            merged_text=st.one_of(st.none(), _WORDS),
        ),
        plumbing.RecordsTakenOver: lambda: st.builds(
            plumbing.RecordsTakenOver,
            from_device=st.binary(min_size=32, max_size=32),
            first_segment=st.integers(1, 9),
            last_segment=st.integers(9, 99),
            count=st.integers(1, 99),
        ),
        plumbing.PreferenceSet: lambda: st.builds(
            plumbing.PreferenceSet,
            key=st.sampled_from(["day_ends_at", "hide_numbers"]),
            value=st.one_of(st.just("05:00"), st.booleans(), st.integers(0, 9)),
        ),
    }
)

TYPES: Final = tuple(_KINDS)


@st.composite
def _bodies(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a kind and a body: mostly as they should be, sometimes newer, malformed or unknown."""
    body = draw(draw(st.sampled_from(list(_KINDS.values())))())
    kind, raw = kind_of(body), encode_body(body)
    match draw(st.sampled_from(["as it is"] * 12 + ["newer", "malformed", "unknown", "next version"])):
        case "newer":
            fields = msgspec.msgpack.decode(raw, type=dict[str, msgspec.Raw])
            fields["mood_of_the_moon"] = msgspec.Raw(msgspec.msgpack.encode([1, {"deep": [None]}]))
            return kind, msgspec.msgpack.encode(fields)
        case "malformed":
            return kind, raw[:-1]
        case "unknown":
            return "star-counted.1", draw(st.binary(max_size=20))
        case "next version":
            return kind.removesuffix(".1") + ".2", raw
        case _:
            return kind, raw


@st.composite
def histories(draw: st.DrawFn, *, events_max: int = 24) -> list[Recorded]:
    """Draw a history: two devices, ties in the clock, days that differ, and now and then one id for two events."""
    history: list[Recorded] = []
    for number in range(draw(st.integers(1, events_max))):
        kind, raw = draw(_bodies())
        event_id = id_of("e", draw(st.integers(0, number)) if draw(st.integers(0, 19)) == 0 else number)
        hlc = draw(st.integers(1, 30))
        at = START_MS + draw(st.integers(-40, 40)) * 3_600_000
        tz = draw(st.sampled_from([60, -300]))
        device = draw(st.sampled_from([LAPTOP, PHONE]))
        history.append(Recorded(Event(event_id, kind, hlc, at, tz, id_of("a", number // 2), raw), device))
    return history


@st.composite
def takings_back(draw: st.DrawFn) -> list[Recorded]:
    """Draw a goal that is set and done, and who takes back what of it, and what of that, and so on."""
    bodies: list[Body] = [
        goals.GoalSet(goal_id=id_of("g", 0), statement="x", kind="once", measure="done", proposed_by="me"),
        goals.GoalCompleted(goal_id=id_of("g", 0), completed_on=DAY),
    ]
    count = draw(st.integers(1, 6))
    for _ in range(count):
        target = id_of("e", draw(st.integers(0, count + 1)))
        if draw(st.booleans()):
            bodies.append(plumbing.EventRetracted(target_event_id=target, why="undo"))
        else:
            bodies.append(plumbing.RetractionWithdrawn(target_event_id=target))
    clock = draw(st.permutations(range(1, len(bodies) + 1))) if draw(st.booleans()) else range(1, len(bodies) + 1)
    history = [recorded(body, hlc, number=number) for number, (body, hlc) in enumerate(zip(bodies, clock, strict=True))]
    if draw(st.booleans()):
        twice = draw(st.sampled_from(history))
        target = id_of("e", draw(st.integers(0, 2)))
        other = plumbing.EventRetracted(target_event_id=target, why="slip")
        history.append(recorded(other, draw(st.integers(1, 9)), number=int(twice.event.id.strip(b"e."))))
    return history


@st.composite
def arrivals(draw: st.DrawFn, history: Sequence[Recorded]) -> list[list[Recorded]]:
    """Draw a way for a history to arrive: shuffled, some of it twice, in batches."""
    again = draw(st.lists(st.sampled_from(list(history)), max_size=6))
    shuffled = draw(st.permutations([*history, *again]))
    batches: list[list[Recorded]] = [[]]
    for one in shuffled:
        batches[-1].append(one)
        if draw(st.integers(0, 3)) == 0:
            batches.append([])
    return batches
