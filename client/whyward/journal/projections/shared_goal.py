"""What somebody shows this person of a goal, and how it became what it is now, version by version.

It shows what the version of today holds. Of earlier ones it tells only how that came about: what is not shown any more
is not told again, though its bytes may still be here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.shared import SharedGoal, SharedProgress
from whyward.journal.folding.nouns import ITEMS
from whyward.journal.folding.shared import ItemRow, ItemVersion
from whyward.journal.pages import Pages
from whyward.journal.sentences import counted, sentence
from whyward.journal.sharing.rows import goal_in

_WORDS: Final = {
    "statement": sentence("The words changed"),
    "why": sentence("The why changed"),
    "values": sentence("The values changed"),
}
_NOW_SHOWN: Final = {
    "statement": sentence("The words are shown now"),
    "why": sentence("The why is shown now"),
    "values": sentence("The values are shown now"),
    "progress": sentence("The progress is shown now"),
}
_STATES: Final = {
    "active": sentence("Taken up"),
    "paused": sentence("Put to rest"),
    "completed": sentence("Done"),
    "let_go": sentence("Let go"),
}
_LISTS: Final[Mapping[str, Callable[[int], str]]] = {
    "steps": lambda count: counted("%(count)s more note on a step", "%(count)s more notes on steps", count),
    "barriers": lambda count: counted(
        "%(count)s more thing that was in the way", "%(count)s more things that were in the way", count
    ),
    "entries": lambda count: counted("%(count)s entry, new or changed", "%(count)s entries, new or changed", count),
}


class SharedChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that became different. `before` and `after` are words where there are some."""

    field: str
    text: str
    before: str | None = None
    after: str | None = None


class SharedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one version changed; `on` is the day it was sent, by the calendar of Greenwich."""

    on: date
    version: bytes
    changes: tuple[SharedChange, ...]


class ClientGoal(msgspec.Struct, frozen=True, kw_only=True):
    """A goal that somebody shows. `story` is in the order of time, and begins where the goal began to be shown."""

    item: bytes
    version: bytes
    first_on: date
    last_on: date
    goal: SharedGoal
    story: tuple[SharedLine, ...]

    def since(self, day: date) -> tuple[SharedLine, ...]:
        """Return what changed on a day or later; what is new since then is in its first line."""
        return tuple(line for line in self.story if line.on >= day)


class _Told(NamedTuple):
    version: ItemVersion
    goal: SharedGoal


def client_goals(share_pages: Pages) -> tuple[ClientGoal, ...]:
    """Return the goals that are shown in a share, in the order of their names there."""
    found = (_client_goal(share_pages, row) for row in share_pages.all(ITEMS))
    return tuple(goal for goal in found if goal is not None)


def last_shared(share_pages: Pages) -> date | None:
    """Return the day on which something was last sent; that nothing was sent says nothing about anybody."""
    days = [_day(version) for row in share_pages.all(ITEMS) for version in row.versions]
    return max(days, default=None)


def _client_goal(share_pages: Pages, row: ItemRow) -> ClientGoal | None:
    if row.goal is None:
        return None
    run = _run(share_pages, row)
    return ClientGoal(
        item=row.item,
        version=row.shown.version,
        first_on=_day(run[0].version),
        last_on=_day(run[-1].version),
        goal=row.goal,
        story=tuple(_story(run)),
    )


def _day(version: ItemVersion) -> date:
    return life_day(version.at, 0, 0)


def _run(share_pages: Pages, row: ItemRow) -> list[_Told]:
    """Return the versions from the last time the goal began to be shown until now. A circle ends where it closes."""
    by_name = {version.version: version for version in row.versions}
    run: list[_Told] = []
    version: ItemVersion | None = row.shown
    while version is not None:
        goal = goal_in(share_pages, version.event_id)
        if goal is None:
            break
        run.append(_Told(version, goal))
        by_name.pop(version.version, None)
        version = None if version.after is None else by_name.get(version.after)
    return run[::-1]


def _story(run: Sequence[_Told]) -> Iterator[SharedLine]:
    """Yield a line for each version that changed something which is shown today.

    A field is told of from where it began to be shown without a break: what was taken away and given again had an
    earlier wording, and that one was taken away.
    """
    first, shown = run[0], run[-1].goal
    begun = SharedChange(field="", text=_begun(first))
    yield SharedLine(on=_day(first.version), version=first.version.version, changes=(begun,))
    since = {field: _begin(run, field) for field in (*_NOW_SHOWN, "state")}
    for place in range(1, len(run)):
        before, now = run[place - 1].goal, run[place]
        changes = (
            *(_NOW_SHOWN_CHANGES[field] for field in _NOW_SHOWN if since[field] == place),
            *_worded(before, now.goal, [field for field in _WORDS if since[field] < place]),
            *_moved(before, now.goal, told=since["state"] < place),
            *_more(before.progress, now.goal.progress, told=since["progress"] < place),
            *_added(before, now.goal, shown),
        )
        if changes:
            yield SharedLine(on=_day(now.version), version=now.version.version, changes=changes)


_NOW_SHOWN_CHANGES: Final = {field: SharedChange(field=field, text=text) for field, text in _NOW_SHOWN.items()}


def _begun(first: _Told) -> str:
    return sentence("First shown") if first.version.after is None else sentence("Shown again")


def _begin(run: Sequence[_Told], field: str) -> int:
    """Return from which place on a field has been shown until now; past the end if it is not shown."""
    place = len(run)
    while place > 0 and getattr(run[place - 1].goal, field):
        place -= 1
    return place


def _worded(before: SharedGoal, now: SharedGoal, fields: Sequence[str]) -> Iterator[SharedChange]:
    for field in fields:
        old, new = getattr(before, field), getattr(now, field)
        if old != new:
            yield SharedChange(field=field, text=_WORDS[field], before=_joined(old), after=_joined(new))


def _joined(words: str | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else ", ".join(words)


def _moved(before: SharedGoal, now: SharedGoal, *, told: bool) -> Iterator[SharedChange]:
    if told and before.state != now.state:
        yield SharedChange(field="state", text=_STATES.get(now.state or "", sentence("Changed")))


def _more(before: SharedProgress | None, now: SharedProgress | None, *, told: bool) -> Iterator[SharedChange]:
    if not told or before is None or now is None or before == now:
        return
    more = now.steps - before.steps
    if before.since != now.since:
        yield SharedChange(field="progress", text=sentence("Steps are counted from another day"))
    elif more > 0:
        yield SharedChange(field="progress", text=counted("%(count)s more step", "%(count)s more steps", more))
    else:
        yield SharedChange(field="progress", text=sentence("The count of steps was put right"))


def _added(before: SharedGoal, now: SharedGoal, shown: SharedGoal) -> Iterator[SharedChange]:
    """Yield what a version added to each list, as far as it is there to this day."""
    for field, more in _LISTS.items():
        added = len(set(getattr(now, field)) & set(getattr(shown, field)) - set(getattr(before, field)))
        if added:
            yield SharedChange(field=field, text=more(added))
