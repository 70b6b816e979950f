"""Lies about a session: frames withheld, repeated, broken or refused, another key, and a state that is not so.

Each takes what the liar knows and the frame that an honest relay would send; None where it does not fit.
"""

from tests.support.sim_lying import U64_MAX, Knowing, Said, flipped, replaced
from whyward.protocol.errors import Code
from whyward.protocol.frames import Challenge, Refused, RelayLimits, State, TailEntry, ToDevice, frame_bytes
from whyward.protocol.ids import DeviceId
from whyward.protocol.segments import segment_hash
from whyward.protocol.statements import statement_hash

# --- Whatever the frame ---


def says_nothing(know: Knowing, frame: ToDevice) -> list[Said]:
    """Withhold it."""
    del know, frame
    return []


def says_twice(know: Knowing, frame: ToDevice) -> list[Said]:
    """Say it twice."""
    del know
    return [frame, frame]


def says_again(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say something besides that was said before, to this device or to another: unasked, or replayed."""
    before = know.said_before
    return [before[know.pick(len(before))], frame] if before else None


def says_garbage(know: Knowing, frame: ToDevice) -> list[Said]:
    """Say bytes that differ in one bit."""
    raw = frame_bytes(frame)
    return [flipped(raw, know.pick(len(raw)))]


def breaks_off(know: Knowing, frame: ToDevice) -> list[Said]:
    """Say half of it."""
    raw = frame_bytes(frame)
    return [raw[: know.pick(len(raw))]]


def refuses(know: Knowing, frame: ToDevice) -> list[Said]:
    """Refuse instead, for any reason that there is, or for one that is not."""
    codes = [*(code.value for code in Code), "made-up"]
    code = codes[know.pick(len(codes))]
    return [Refused(code, getattr(frame, "device_id", b""), know.pick(2) * 1000, "because")]


# --- The greeting ---


def has_another_key(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Be another relay than the one that is known."""
    return [replaced(frame, relay_pk=know.own.sign_pk)] if isinstance(frame, Challenge) else None


def has_odd_limits(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Want pages of nothing, or of everything."""
    if not isinstance(frame, Challenge):
        return None
    odd = (0, 1, (1 << 32) - 1)
    return [replaced(frame, limits=RelayLimits(odd[know.pick(3)], odd[know.pick(3)], odd[know.pick(3)]))]


# --- The state ---


def _state(frame: ToDevice, tails: list[TailEntry]) -> list[Said]:
    assert isinstance(frame, State)
    return [replaced(frame, tails=sorted(tails, key=lambda entry: entry.device_id))]


def hides_a_series(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series is not there."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    gone = know.pick(len(frame.tails))
    return _state(frame, [entry for place, entry in enumerate(frame.tails) if place != gone])


def goes_back(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series ends earlier, as it once did."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    place = know.pick(len(frame.tails))
    entry = frame.tails[place]
    run = know.shelf().series.get(DeviceId(entry.device_id), [])
    if entry.n < 2 or len(run) < entry.n:
        return None
    n = 1 + know.pick(entry.n - 1)
    older = TailEntry(entry.device_id, n, segment_hash(run[n - 1].segment.header))
    return _state(frame, [older if other == place else one for other, one in enumerate(frame.tails)])


def boasts(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series is longer than it is, up to the largest number there is."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    place = know.pick(len(frame.tails))
    entry = frame.tails[place]
    longer = TailEntry(entry.device_id, (entry.n + 1, entry.n + 7, 1 << 63, U64_MAX)[know.pick(4)], know.stray())
    return _state(frame, [longer if other == place else one for other, one in enumerate(frame.tails)])


def names_another_end(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that a series ends with another segment under the same number."""
    if not isinstance(frame, State) or not frame.tails:
        return None
    place = know.pick(len(frame.tails))
    other_end = replaced(frame.tails[place], hash=know.stray())
    return _state(frame, [other_end if other == place else one for other, one in enumerate(frame.tails)])


def makes_up_a_series(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Speak of a device that nobody let in."""
    if not isinstance(frame, State):
        return None
    return _state(frame, [*frame.tails, TailEntry(know.own.device_id, 3, know.stray())])


def hides_statements(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that the control log ends earlier, as it once did."""
    statements = know.shelf().statements
    if not isinstance(frame, State) or not 0 < frame.control_index < len(statements):
        return None
    index = know.pick(frame.control_index)
    return [replaced(frame, control_index=index, control_head=statement_hash(statements[index].raw))]


def has_another_control_log(know: Knowing, frame: ToDevice) -> list[Said] | None:
    """Say that another statement is the last, at the same index or at a later one."""
    if not isinstance(frame, State):
        return None
    return [replaced(frame, control_index=frame.control_index + know.pick(3), control_head=know.stray())]
