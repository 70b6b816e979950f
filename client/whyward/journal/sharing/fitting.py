"""What fits: a shown goal in no more bytes than an event and the owner's line about it can carry.

Long texts end in an ellipsis and the oldest things are left out, and the preview says so; the other side is told of
neither, for that would tell of what they do not see.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

import msgspec

from whyward.journal.events.shared import SharedBarrier, SharedEntry, SharedGoal, SharedMoment, SharedStep
from whyward.journal.sharing.aliases import encoded_goal

BYTES_MAX: Final = 200 << 10
"""Of one goal. The line in the owner's records holds it whole, and an event has 256 KiB."""

_TEXT_BYTES_MAX: Final = 32 << 10
_NAME_BYTES_MAX: Final = 512
_NAMES_MAX: Final = 32
_ELLIPSIS: Final = "…"

Dated = SharedStep | SharedBarrier | SharedEntry | SharedMoment
D = TypeVar("D", bound=Dated)


def fitted(goal: SharedGoal) -> tuple[SharedGoal, int]:
    """Return a goal that fits, and how many things were left out or shortened for it."""
    short = msgspec.structs.replace(
        goal,
        statement=_shortened(goal.statement),
        values=tuple(_shortened(name, _NAME_BYTES_MAX) or "" for name in goal.values[:_NAMES_MAX]),
        why=_shortened(goal.why),
        steps=tuple(msgspec.structs.replace(step, note=_shortened(step.note) or "") for step in goal.steps),
        barriers=tuple(map(_short_barrier, goal.barriers)),
        entries=tuple(msgspec.structs.replace(one, text=_shortened(one.text) or "") for one in goal.entries),
    )
    kept, dropped = _without_oldest(short)
    return kept, dropped + _differences(goal, short)


def _short_barrier(barrier: SharedBarrier) -> SharedBarrier:
    custom, learned = _shortened(barrier.custom, _NAME_BYTES_MAX), _shortened(barrier.learned)
    return msgspec.structs.replace(barrier, custom=custom, learned=learned)


def _shortened(text: str | None, bytes_max: int = _TEXT_BYTES_MAX) -> str | None:
    """Return a text of at most so many bytes of UTF-8, cut between characters."""
    if text is None:
        return None
    raw = text.encode()
    if len(raw) <= bytes_max:
        return text
    return raw[: bytes_max - len(_ELLIPSIS.encode())].decode(errors="ignore") + _ELLIPSIS


def _differences(goal: SharedGoal, short: SharedGoal) -> int:
    if goal == short:
        return 0
    single = (goal.statement != short.statement) + (goal.why != short.why)
    listed = sum(
        before != after
        for befores, afters in zip(_lists(goal), _lists(short), strict=True)
        for before, after in zip(befores, afters, strict=True)
    )
    names = sum(a != b for a, b in zip(goal.values, short.values, strict=False)) + len(goal.values) - len(short.values)
    return single + listed + names


def _lists(goal: SharedGoal) -> tuple[Sequence[Dated], ...]:
    return goal.steps, goal.barriers, goal.entries, goal.history


def _without_oldest(goal: SharedGoal) -> tuple[SharedGoal, int]:
    """Return the goal with as many of the latest things as fit."""
    if len(encoded_goal(goal)) <= BYTES_MAX:
        return goal, 0
    places = [(listed, place, one.on) for listed, ones in enumerate(_lists(goal)) for place, one in enumerate(ones)]
    places.sort(key=lambda found: (-found[2].toordinal(), found[0], found[1]))
    latest = [(listed, place) for listed, place, _ in places]
    fits, too_many = 0, len(latest)
    while fits + 1 < too_many:
        middle = (fits + too_many) // 2
        if len(encoded_goal(_only(goal, latest[:middle]))) <= BYTES_MAX:
            fits = middle
        else:
            too_many = middle
    return _only(goal, latest[:fits]), len(latest) - fits


def _only(goal: SharedGoal, kept: Sequence[tuple[int, int]]) -> SharedGoal:
    places = set(kept)
    return msgspec.structs.replace(
        goal,
        steps=_chosen(goal.steps, 0, places),
        barriers=_chosen(goal.barriers, 1, places),
        entries=_chosen(goal.entries, 2, places),
        history=_chosen(goal.history, 3, places),
    )


def _chosen(ones: Sequence[D], listed: int, places: set[tuple[int, int]]) -> tuple[D, ...]:
    return tuple(one for place, one in enumerate(ones) if (listed, place) in places)
