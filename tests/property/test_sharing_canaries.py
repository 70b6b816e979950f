"""Nothing outside the grant leaves: a canary in every field of every kind, random worlds, random grants.

What may be seen is worked out here from the raw records, by rules of its own, and never by asking the view.
"""

import base64
from collections.abc import Iterator, Sequence
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canary_bodies import Canaries, Canary
from tests.support.happenings import id_of
from tests.support.notebook import TODAY
from tests.support.share_happenings import CONSENT
from tests.support.share_scene import SHARE, Owner
from whyward.journal.events import barriers as b
from whyward.journal.events import entries as e
from whyward.journal.events import goals as g
from whyward.journal.events import plumbing as p
from whyward.journal.events import shares as h
from whyward.journal.events import steps as s
from whyward.journal.events import values as v
from whyward.journal.events.catalogue import KINDS
from whyward.journal.events.fields import Body
from whyward.journal.events.reading import encode_body
from whyward.journal.folding.nouns import BARRIERS, GOALS
from whyward.journal.sharing.filling import Due
from whyward.journal.sharing.kinds import is_share_kind

in_ci = settings(max_examples=80, derandomize=True, deadline=None)

SHARED, OTHER = id_of("g", 0), id_of("g", 1)
REF = f"goal:{SHARED.hex()}"
_LINKS = {
    "goal_id": (SHARED, OTHER),
    "value_id": (id_of("v", 0), id_of("v", 1)),
    "entry_id": (id_of("n", 0), id_of("n", 1)),
    "barrier_id": (id_of("b", 0), id_of("b", 1)),
    "contact_id": (id_of("c", 0), id_of("c", 1)),
    "share_id": (SHARE, id_of("h", 1)),
}
_LISTS = {"goal_ids": "goal_id", "value_ids": "value_id", "barrier_ids": "barrier_id"}

PERSONAL = [touching.type for kind, touching in KINDS.items() if not is_share_kind(kind)]
_ABOUT_SHARES = {type_ for type_ in PERSONAL if type_.__module__ == h.__name__}
WORLD = [type_ for type_ in PERSONAL if type_ not in _ABOUT_SHARES and type_ not in {p.EventRetracted, p.PreferenceSet}]
"""What the strategy draws from; the others are put into every world, where they change nothing of what is granted."""

_TIMELESS = (g.GoalAdjusted, v.ValueChosen, v.ValueReworded, b.BarrierAnswered, e.EntryEdited, p.ConflictSettled)
"""What changes something that is shown as it is now, whenever that was said."""

OFTEN = [g.GoalSet, g.GoalAdjusted, s.StepTaken, b.BarrierMet, b.BarrierAnswered, e.EntryWritten, v.ValueChosen]
FIELDS = st.lists(st.sampled_from([field.value for field in h.Field]), min_size=2, max_size=6, unique=True)


@st.composite
def bodies(draw: st.DrawFn, canaries: Canaries) -> Body:
    """Draw a body full of canaries, about the things of a small world."""
    type_ = draw(st.sampled_from(draw(st.sampled_from([WORLD, OFTEN]))))
    names = type_.__struct_fields__
    links: dict[str, object] = {name: draw(st.sampled_from(_LINKS[name])) for name in names if name in _LINKS}
    for name in names:
        if name in _LISTS:
            links[name] = tuple(draw(st.lists(st.sampled_from(_LINKS[_LISTS[name]]), max_size=2)))
    if type_ is p.ConflictSettled:
        links |= {"entity": f"entry:{id_of('n', 0).hex()}", "field": "body"}
    return canaries.body(type_, **links)


def rest_of_the_vocabulary(canaries: Canaries) -> list[Body]:
    """Return one of each kind about sharing, of another share, and what else would change the world as a whole."""
    other = id_of("h", 1)
    others = [
        canaries.body(type_, **({"share_id": other} if "share_id" in type_.__struct_fields__ else {}))
        for type_ in _ABOUT_SHARES
    ]
    return [*others, canaries.body(p.EventRetracted), canaries.body(p.PreferenceSet)]


def granted_words(owner: Owner, canaries: Canaries, fields: frozenset[str]) -> set[object]:
    """Return the canaries that a grant of some fields of the shared goal lets through."""
    return {canary.value for body, canary in canaries.made if _may_leave(owner, body, canary, fields)}


def _may_leave(owner: Owner, body: Body, canary: Canary, fields: frozenset[str]) -> bool:
    pages, name = owner.pages, canary.field
    goal = pages.one(GOALS, SHARED)
    about_it = getattr(body, "goal_id", None) == SHARED
    barriers = {row.barrier_id for row in pages.all(BARRIERS) if row.goal_id == SHARED}
    named = {row.entry_id for row in pages.entries() if SHARED in row.goal_ids}
    match body:
        case g.GoalSet():
            return about_it and name in {"statement", "why"} & fields
        case g.GoalAdjusted():
            return about_it and name in {f"changes.{field}" for field in {"statement", "why"} & fields}
        case v.ValueChosen(value_id=value_id) | v.ValueReworded(value_id=value_id):
            return name == "name" and "value" in fields and goal is not None and value_id in goal.value_ids
        case s.StepTaken():
            return about_it and name == "note" and "step_notes" in fields
        case b.BarrierMet():
            return body.barrier_id in barriers and name == "custom" and "barriers" in fields
        case b.BarrierAnswered():
            return body.barrier_id in barriers and name == "learned" and "barriers" in fields
        case e.EntryWritten() | e.EntryEdited():
            return body.entry_id in named and name == "body" and "entries" in fields
        case p.ConflictSettled():
            return id_of("n", 0) in named and name == "merged_text" and "entries" in fields
        case _:
            return False


def bytes_of(found: Due) -> bytes:
    """Return all that leaves."""
    return b"".join(encode_body(filling.body) + filling.event_id for filling in found.fillings)


def escaped(leaving: bytes, canaries: Sequence[tuple[Body, Canary]], allowed: set[object]) -> Iterator[Canary]:
    """Yield the canaries that are out and should not be."""
    for _, canary in canaries:
        if canary.value not in allowed and any(look in leaving for look in canary.clothes()):
            yield canary


def always_secret(owner: Owner) -> list[bytes]:
    """Return what is never to leave, whatever is granted."""
    row = owner.row()
    ids = [one.event.id for one in owner.recorded] + [one.event.act for one in owner.recorded]
    things = [thing for pair in _LINKS.values() for thing in pair if thing != SHARE]
    keys = [*row.kits, row.secret, row.space_id, row.relay_pk, row.contact_id, row.share_id, owner.device]
    return [*ids, *things, *(thing.hex().encode() for thing in things), *keys, b"wss://", b"Dr R"]


@in_ci
@given(st.data())
def test_no_byte_outside_of_the_grant_leaves(data: st.DataObject) -> None:
    owner, canaries = Owner(), Canaries()
    owner.meet()
    owner.tell(*rest_of_the_vocabulary(canaries))
    owner.tell(canaries.body(g.GoalSet, goal_id=SHARED, value_ids=(id_of("v", 0),)))
    owner.grant((REF, data.draw(FIELDS)), mode=data.draw(st.sampled_from(["once", "keep_updated"])))
    for _ in range(data.draw(st.integers(1, 3))):
        for _ in range(data.draw(st.integers(0, 8))):
            owner.tell(data.draw(bodies(canaries)))
        if data.draw(st.booleans()):
            owner.tell(
                canaries.body(
                    h.ShareNarrowed, share_id=SHARE, items=(h.ItemGrant(ref=REF, fields=tuple(data.draw(FIELDS))),)
                )
            )
        elif data.draw(st.booleans()):
            owner.tell(
                h.ShareWidened(
                    share_id=SHARE,
                    items=(h.ItemGrant(ref=REF, fields=tuple(data.draw(FIELDS))),),
                    consent=CONSENT,
                    after=owner.row().narrowings,
                )
            )
        if data.draw(st.booleans()):
            owner.later(1)
        fields = frozenset(owner.row().items.get(REF, ()))
        leaving = bytes_of(owner.fill())

        assert not list(escaped(leaving, canaries.made, granted_words(owner, canaries, fields)))
        assert not [secret for secret in always_secret(owner) if secret in leaving]


@in_ci
@given(st.data())
def test_without_the_history_no_earlier_day_leaves(data: st.DataObject) -> None:
    """Whatever is granted beside it: what lies before the first day stays where it is."""
    owner, early = Owner(), Canaries()
    owner.meet()
    owner.tell(early.body(g.GoalSet, goal_id=SHARED, statement="Call", why="for her", value_ids=()))
    owner.later(-20)
    for _ in range(data.draw(st.integers(1, 10))):
        owner.tell(data.draw(bodies(early).filter(lambda body: not isinstance(body, _TIMELESS))))
    owner.later(20)
    owner.grant((REF, sorted({field.value for field in h.Field} - {"history", "statement", "why", "value"})))
    found = owner.fill()
    days = [(TODAY - timedelta(days=number)).isoformat().encode() for number in range(1, 40)]

    assert not list(escaped(bytes_of(found), early.made, set()))
    assert not [day for day in days if day in bytes_of(found)]


def test_the_canaries_are_seen_where_they_may_be() -> None:
    """Otherwise finding none elsewhere would say nothing."""
    owner, canaries = Owner(), Canaries()
    owner.meet()
    own = {"goal_id": SHARED}
    made = [
        canaries.body(v.ValueChosen, value_id=id_of("v", 0)),
        canaries.body(g.GoalSet, **own, value_ids=(id_of("v", 0),)),
        canaries.body(s.StepTaken, **own),
        canaries.body(b.BarrierMet, barrier_id=id_of("b", 0), **own),
        canaries.body(b.BarrierAnswered, barrier_id=id_of("b", 0)),
        canaries.body(e.EntryWritten, entry_id=id_of("n", 0), goal_ids=(SHARED,)),
    ]
    owner.tell(*made)
    every = frozenset(field.value for field in h.Field)
    owner.grant((REF, sorted(every)))
    leaving = bytes_of(owner.fill())
    out = {
        (canary.kind, canary.field) for _, canary in canaries.made if any(look in leaving for look in canary.clothes())
    }

    assert out == {
        (v.ValueChosen, "name"),
        (g.GoalSet, "statement"),
        (g.GoalSet, "why"),
        (s.StepTaken, "note"),
        (b.BarrierMet, "custom"),
        (b.BarrierAnswered, "learned"),
        (e.EntryWritten, "body"),
    }


def test_a_canary_is_found_in_each_of_its_clothes() -> None:
    canary = Canary(g.GoalSet, "statement", "canary-00001-word")

    for before in (b"", b"x", b"xx"):
        code = base64.b64encode(before + b"canary-00001-word" + b"tail")
        assert any(look in code for look in canary.clothes())
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert any(look in "a canary-00001-word here".encode(encoding) for look in canary.clothes())
