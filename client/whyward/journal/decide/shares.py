"""Deciding wishes about what somebody is shown. Less is one word; more goes through `giving`.

It refuses to make a share louder by any other way.
"""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.decide.giving import field_named, granted, renewed, right_named, widened
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.catalogue import entity_of_ref
from whyward.journal.events.shares import (
    EVERY_GOAL,
    ItemGrant,
    May,
    ShareNarrowed,
    SharePaused,
    ShareResumed,
    ShareRevoked,
)
from whyward.journal.folding.nouns import GOALS
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.any import ShareIntention
from whyward.journal.intentions.shares import (
    GrantShare,
    NarrowShare,
    PauseShare,
    RenewShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.names import Named, find, find_share
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence


def decide_share(wish: ShareIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    row, today = find_share(pages, wish.who), context.today(pages)
    match wish:
        case GrantShare():
            return [Fact(granted(wish, row, pages, today), context.now_ms)]
        case WidenShare():
            return [Fact(widened(wish, row, pages, today), context.now_ms)]
        case RenewShare():
            return [Fact(renewed(wish, row, today), context.now_ms)]
        case NarrowShare():
            return [Fact(_narrowed(wish, row, pages), context.now_ms)]
        case PauseShare():
            return [Fact(_paused(wish, row, today), context.now_ms)]
        case ResumeShare():
            return [Fact(_resumed(row), context.now_ms)]
        case StopShare():
            return [Fact(_stopped(row), context.now_ms)]
        case _:
            assert_never(wish)


def _refuse_if_stopped(row: ShareRow) -> None:
    if row.revoked:
        raise Refused("Sharing with them was stopped already", hint="Nothing goes out to them.")


def _narrowed(wish: NarrowShare, row: ShareRow, pages: Pages) -> ShareNarrowed:
    _refuse_if_stopped(row)
    if not wish.goals and not wish.fields and not wish.may:
        raise BadInput("What they are to see no longer is not said", hint="Name goals, parts of them, or a right.")
    fields = tuple(dict.fromkeys(field_named(word) for word in wish.fields))
    rights = tuple(dict.fromkeys(right_named(word) for word in wish.may))
    if May.READ.value in rights:
        raise BadInput("To read is what a share is for", hint="To end it: whyward share stop NAME")
    if fields and not wish.goals:
        shown = {field for of_goal in row.items.values() for field in of_goal}
        taken: tuple[ItemGrant, ...] = (ItemGrant(ref=EVERY_GOAL, fields=fields),) if set(fields) & shown else ()
    else:
        refs = _refs_named(wish.goals, row, pages)
        taken = tuple(
            ItemGrant(ref=ref, fields=fields) for ref in refs if not fields or set(fields) & set(row.items[ref])
        )
    if not taken and not set(rights) & set(row.may):
        raise Refused("They do not see that, and may not do that", hint="Nothing needs to change.")
    return ShareNarrowed(share_id=row.share_id, items=taken, may=rights)


def _refs_named(called: Sequence[str], row: ShareRow, pages: Pages) -> tuple[str, ...]:
    """Return the shown goals that are meant; also one whose setting was taken back, by its id."""
    named: list[Named] = []
    ref_by_id: dict[bytes, str] = {}
    for ref in row.items:
        goal_id = entity_of_ref(ref).partition(b":")[2]
        goal = pages.one(GOALS, goal_id)
        named.append(Named(goal_id, "" if goal is None else goal.statement))
        ref_by_id[goal_id] = ref
    return tuple(dict.fromkeys(ref_by_id[find(one, named, sentence("shown goal"), by_start=True)] for one in called))


def _paused(wish: PauseShare, row: ShareRow, today: date) -> SharePaused:
    _refuse_if_stopped(row)
    if wish.until is not None and wish.until <= today:
        raise BadInput("A pause ends on a day that is still to come", hint="Leave the day out, or name a later one.")
    if row.paused and (row.paused_until is None or (wish.until is not None and wish.until <= row.paused_until)):
        raise Refused("It is paused already", hint="Nothing goes out to them. To go on: whyward share resume NAME")
    return SharePaused(share_id=row.share_id, until=wish.until)


def _resumed(row: ShareRow) -> ShareResumed:
    _refuse_if_stopped(row)
    if not row.paused:
        raise Refused("It is not paused", hint="Nothing needs to change.")
    return ShareResumed(share_id=row.share_id, after=row.pauses)


def _stopped(row: ShareRow) -> ShareRevoked:
    _refuse_if_stopped(row)
    return ShareRevoked(share_id=row.share_id)
