"""What stays of a goal that was shown, once less of it may be: the words of then, less what was taken away.

It adds nothing and reads no journal, so what is shown once never becomes newer.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from whyward.journal.events.shared import SharedBarrier, SharedEntry, SharedGoal, SharedStep
from whyward.journal.events.shares import Field

D = TypeVar("D", SharedStep, SharedBarrier, SharedEntry)


def cut(goal: SharedGoal, fields: frozenset[Field], starts: date | None) -> SharedGoal:
    """Return what of a shown goal lies in some fields; without its history, from a day on."""
    since = None if Field.HISTORY in fields else starts
    progress = goal.progress if Field.PROGRESS in fields else None
    if progress is not None and progress.since is None and since is not None:
        progress = None  # It counts what lies before that day, and cannot be counted anew from here.
    return SharedGoal(
        statement=goal.statement if Field.STATEMENT in fields else None,
        values=goal.values if Field.VALUE in fields else (),
        state=goal.state if Field.PROGRESS in fields else None,
        progress=progress,
        steps=_from(goal.steps, since) if Field.STEP_NOTES in fields else (),
        barriers=_barriers(goal, fields, since),
        why=goal.why if Field.WHY in fields else None,
        entries=_from(goal.entries, since) if Field.ENTRIES in fields else (),
        history=goal.history if Field.HISTORY in fields else (),
    )


def _barriers(goal: SharedGoal, fields: frozenset[Field], since: date | None) -> tuple[SharedBarrier, ...]:
    if Field.BARRIERS in fields:
        return _from(goal.barriers, since)
    if Field.BARRIERS_MET in fields:
        return tuple(SharedBarrier(on=barrier.on) for barrier in _from(goal.barriers, since))
    return ()


def _from(ones: Sequence[D], since: date | None) -> tuple[D, ...]:
    return tuple(one for one in ones if since is None or one.on >= since)
