"""What others share with the person: who, since when, what is new since the two last met, and how long copies stay.

It says "last shared", never "last active"; it ranks nobody, and counts nobody's days.
"""

from datetime import date, timedelta
from enum import StrEnum

import msgspec

from whyward.journal.events.shared import SharedState
from whyward.journal.events.shares import May
from whyward.journal.folding.guesting import ClientRow, KeepingRow
from whyward.journal.folding.nouns import DESCRIPTION
from whyward.journal.folding.shared import DescriptionRow
from whyward.journal.pages import Pages
from whyward.journal.projections.correspondence import Correspondence, correspondence
from whyward.journal.projections.shared_goal import ClientGoal, client_goals, last_shared
from whyward.journal.sentences import sentence

_UNNAMED = sentence("somebody without a name here")


class ClientState(StrEnum):
    """How it stands with a share that the person was given."""

    WAITING = "waiting"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    DELETED = "deleted"


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who shares. `new` counts the goals that changed since the last session, or ever before the first."""

    space_id: bytes
    name: str
    told_name: str | None
    state: ClientState
    last_shared: date | None
    last_session: date | None
    new: int
    ended_on: date | None
    keeping: KeepingRow
    delete_on: date | None


class ClientPage(msgspec.Struct, frozen=True, kw_only=True):
    """All that somebody shows: goals with how they became so, what was written, what this side may do, until when."""

    client: Client
    goals: tuple[ClientGoal, ...]
    written: Correspondence
    may: tuple[str, ...]
    ends: date | None


def client_shown(row: ClientRow, share_pages: Pages | None, *, ended_on: date | None) -> Client:
    """Return one share that the person was given; `ended_on` is the day it ended, known to its own log alone."""
    told = None if share_pages is None else share_pages.one(DESCRIPTION)
    told_name = None if told is None else told.from_name
    since = row.sessions[-1] if row.sessions else date.min
    goals = () if share_pages is None or row.purged else client_goals(share_pages)
    return Client(
        space_id=row.space_id,
        name=row.name or told_name or _UNNAMED,
        told_name=told_name,
        state=_state(row, told, ended_on),
        last_shared=None if share_pages is None else last_shared(share_pages),
        last_session=row.sessions[-1] if row.sessions else None,
        new=sum(bool(goal.since(since)) for goal in goals),
        ended_on=ended_on,
        keeping=row.keeping,
        delete_on=_delete_on(row.keeping, ended_on),
    )


def client_page(row: ClientRow, share_pages: Pages, *, ended_on: date | None) -> ClientPage:
    """Return all that somebody shows."""
    told = share_pages.one(DESCRIPTION)
    allowed = () if told is None else told.may
    return ClientPage(
        client=client_shown(row, share_pages, ended_on=ended_on),
        goals=client_goals(share_pages),
        written=correspondence(share_pages),
        may=tuple(right.value for right in May if right.value in allowed),
        ends=None if told is None else told.ends,
    )


def _state(row: ClientRow, told: DescriptionRow | None, ended_on: date | None) -> ClientState:
    if row.purged:
        return ClientState.DELETED
    if ended_on is not None:
        return ClientState.ENDED
    if told is None:
        return ClientState.WAITING
    return ClientState.ACTIVE if told.state == SharedState.ACTIVE.value else ClientState.PAUSED


def _delete_on(keeping: KeepingRow, ended_on: date | None) -> date | None:
    """Return the day on which copies are deleted; None while that is not known, or while the law keeps them."""
    if keeping.by_law:
        return None if keeping.until is None else keeping.until + timedelta(days=1)
    return None if ended_on is None else ended_on + timedelta(days=keeping.days)
