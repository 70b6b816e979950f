"""Everything that happened, by the day it was lived, with what was taken back marked.

Retractions are not lines of their own: they are the mark. Events of unknown kinds are counted in `unknown`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.catalogue import (
    KINDS,
    PREFERENCE,
    RETRACTED,
    WITHDRAWN,
    entity_of,
)
from whyward.journal.events.fields import Body, Ref
from whyward.journal.events.lasting import SHARE_PLUMBING, UNTOLD
from whyward.journal.folding.happened import Happened
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels
from whyward.journal.projections.telling import phrase_of
from whyward.journal.projections.titles import title_of
from whyward.journal.projections.wanted import EVERYTHING, Wanted
from whyward.journal.sharing.kinds import is_share_kind

SHOWN_KINDS: Final = tuple(kind for kind in KINDS if kind not in {RETRACTED, WITHDRAWN} and not is_share_kind(kind))
_PLUMBING: Final = PREFERENCE + SHARE_PLUMBING.encode()


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the timeline. `kind` is without its version; `title` names the thing, `text` says what happened."""

    event_id: bytes
    act_id: bytes
    on: date
    at: int
    tz: int
    device: bytes
    kind: str
    ref: Ref
    title: str
    text: str
    note: str | None
    taken_back: bool


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """What one action of the person did; `undo` takes back the whole of it."""

    id: bytes
    on: date
    device: bytes
    texts: tuple[str, ...]
    taken_back: bool


def timeline(pages: Pages, wanted: Wanted = EVERYTHING) -> list[Moment]:
    """Return what happened, the latest day first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    found: list[Moment] = []
    for one in pages.told(kinds_named(wanted.kind), wanted.first, wanted.last, taken_back=True):
        if wanted.limit is not None and len(found) >= wanted.limit:
            break
        if _is_wanted(one.body, wanted, labels) and not _is_plumbing(one):
            found.append(_moment(one, pages, labels, ends_at))
    return found


def _is_plumbing(one: Happened) -> bool:
    """Whether it is what devices tell each other about shares."""
    return entity_of(one.body, KINDS[one.event.kind].type).startswith(_PLUMBING)


def _is_wanted(body: Body, wanted: Wanted, labels: Labels) -> bool:
    return (
        (wanted.value_id is None or wanted.value_id in _values_touched(body, labels))
        and (wanted.domain_id is None or wanted.domain_id in _domains_touched(body, labels))
        and (
            wanted.goal_id is None or wanted.goal_id in {getattr(body, "goal_id", None), *getattr(body, "goal_ids", ())}
        )
        and (wanted.tag is None or wanted.tag in (getattr(body, "tags", None) or ()))
    )


def kinds_named(kind: str | None) -> Sequence[str]:
    """Return the kinds that a word names, none for a word that names none; all that the person did for None."""
    if kind is None:
        return [known for known in SHOWN_KINDS if known not in UNTOLD]
    asked = kind.strip().casefold()
    return [known for known in SHOWN_KINDS if asked in _words_for(known)]


def _words_for(kind: str) -> Iterator[str]:
    bare = kind.partition(".")[0]
    yield from (kind, bare, bare.partition("-")[0].removesuffix("s"), bare.partition("-")[0])


def _moment(one: Happened, pages: Pages, labels: Labels, ends_at: int) -> Moment:
    phrase = phrase_of(one.body, labels)
    entity = entity_of(one.body, KINDS[one.event.kind].type)
    return Moment(
        event_id=one.event.id,
        act_id=one.event.act,
        on=life_day(one.event.at, one.event.tz, ends_at),
        at=one.event.at,
        tz=one.event.tz,
        device=one.device,
        kind=one.event.kind.partition(".")[0],
        ref=_ref(entity),
        title=title_of(entity, pages, labels),
        text=phrase.plain(),
        note=phrase.note,
        taken_back=not one.stands,
    )


def _ref(entity: bytes) -> Ref:
    noun, _, key = entity.partition(b":")
    text = key.decode() if noun in {b"domain", b"preference"} else key.hex()
    return f"{noun.decode()}:{text}"


def _values_touched(body: Body, labels: Labels) -> set[bytes]:
    touched: set[bytes] = {*getattr(body, "value_ids", ()), *getattr(body, "order", ())}
    touched.add(getattr(body, "value_id", b""))
    goal = labels.goals.get(getattr(body, "goal_id", None) or b"")
    return touched if goal is None else touched | set(goal.value_ids)


def _domains_touched(body: Body, labels: Labels) -> set[str]:
    touched: set[str] = {*getattr(body, "domain_ids", ()), getattr(body, "domain_id", "")}
    goal = labels.goals.get(getattr(body, "goal_id", None) or b"")
    return touched if goal is None else touched | set(goal.domain_ids)


def acts(pages: Pages, *, limit: int | None = None) -> list[Act]:
    """Return what the person did, act by act, the latest first; for choosing what to take back."""
    moments_by_act: dict[bytes, list[Moment]] = {}
    for moment in timeline(pages):
        moments_by_act.setdefault(moment.act_id, []).append(moment)
    found = [
        Act(
            id=act_id,
            on=moments[0].on,
            device=moments[0].device,
            texts=tuple(f"{one.title}: {one.text}" if one.title else one.text for one in reversed(moments)),
            taken_back=all(one.taken_back for one in moments),
        )
        for act_id, moments in moments_by_act.items()
    ]
    return found[:limit]
