"""A share's row, whatever was said of it: less never becomes more, and nothing is shown that nobody gave."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.happenings import LAPTOP, PHONE, arrivals, id_of, ids, recorded
from tests.support.share_book import (
    CONTACT,
    SHARE,
    invitation,
)
from tests.support.share_happenings import share_kinds
from whyward.journal.events import people as c
from whyward.journal.events import shares as h
from whyward.journal.events.envelope import Recorded
from whyward.journal.events.fields import Body
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.events.reading import body_of
from whyward.journal.folding.shares import ShareRow
from whyward.journal.pages import Pages
from whyward.journal.sharing import rows

in_ci = settings(max_examples=250, derandomize=True, deadline=None)

_KINDS = share_kinds(ids)
_OF_SHARES: list[type[Body]] = [kind for kind in _KINDS if kind.__module__ == h.__name__]


@st.composite
def shared_histories(draw: st.DrawFn) -> list[Recorded]:
    """Draw what two devices said of one share, with ties, and takings back of anything."""
    bodies: list[Body] = [invitation()]
    for _ in range(draw(st.integers(1, 12))):
        taken_back = st.builds(EventRetracted, target_event_id=ids("e", 13), why=st.just("undo"))
        number = draw(st.integers(0, len(_OF_SHARES)))
        bodies.append(draw(taken_back if number == len(_OF_SHARES) else _KINDS[_OF_SHARES[number]]()))
    devices = draw(st.lists(st.sampled_from([LAPTOP, PHONE]), min_size=len(bodies), max_size=len(bodies)))
    return [
        recorded(body, 1 if number == 0 else draw(st.integers(2, 20)), device=device, number=number)
        for number, (body, device) in enumerate(zip(bodies, devices, strict=True))
    ]


def row_of(events: Sequence[Recorded]) -> ShareRow:
    """Return what becomes of the share."""
    pages = Pages()
    pages.merge(events)
    row = rows.share(pages, SHARE)
    assert row is not None
    return row


_SAID_LESS: st.SearchStrategy[Body] = st.one_of(
    *(_KINDS[kind]() for kind in (h.ShareNarrowed, h.SharePaused, h.ShareRevoked, h.ContactKeysChanged)),
    st.builds(
        EventRetracted, target_event_id=ids("e", 13).filter(lambda one: one != id_of("e", 0)), why=st.just("undo")
    ),
    st.just(c.ContactRemoved(contact_id=CONTACT)),
)


def retracts_a_retraction(body: Body, history: Sequence[Recorded]) -> bool:
    """Whether it takes back a taking back: then something may stand again, and that is no undo of a person's."""
    kind_by_id = {one.event.id: one.event.kind for one in history}
    return isinstance(body, EventRetracted) and kind_by_id.get(body.target_event_id) == "event-retracted.1"


@in_ci
@given(shared_histories(), _SAID_LESS, st.integers(2, 21), st.sampled_from([LAPTOP, PHONE]))
def test_whatever_is_said_to_make_it_less_or_taken_back_never_makes_it_more(
    history: list[Recorded], body: Body, hlc: int, device: bytes
) -> None:
    """Wherever in the order it stands, and whatever else was said or taken back."""
    if retracts_a_retraction(body, history):
        return
    before = row_of(history)
    after = row_of([*history, recorded(body, hlc, device=type(LAPTOP)(device), number=40)])

    for ref, fields in after.items.items():
        assert set(fields) <= set(before.items.get(ref, ()))
    assert set(after.may) <= set(before.may)
    assert after.granted <= before.granted
    assert after.ends is None or (before.ends is not None and after.ends <= before.ends)
    assert after.revoked >= before.revoked
    assert after.paused >= before.paused
    assert not (before.paused and before.paused_until is None and after.paused_until is not None)
    assert not (before.changed_root is not None and after.changed_root is None)


@in_ci
@given(shared_histories())
def test_nothing_is_shown_but_what_a_standing_giving_gave_and_no_unheard_narrowing_took(
    history: list[Recorded],
) -> None:
    row = row_of(history)
    pages = Pages()
    pages.merge(history)
    said = [(one, body_of(one.event.kind, one.event.body)) for one in history]
    for ref, fields in row.items.items():
        for field in fields:
            assert [
                one
                for one, body in said
                if isinstance(body, h.ShareGranted | h.ShareWidened)
                and stands(pages, one)
                and any(item.ref == ref and field in item.fields for item in body.items)
                and not any(takes(taken, ref, field) and other.event.id not in body.after for other, taken in said)
            ], (ref, field)


def stands(pages: Pages, one: Recorded) -> bool:
    """Whether an event was not taken back."""
    found = pages.event(one.event.id)
    return found is not None and found[2]


def takes(body: Body | None, ref: str, field: str) -> bool:
    """Whether a narrowing takes a field away."""
    if not isinstance(body, h.ShareNarrowed) or body.share_id != SHARE:
        return False
    mine = [item for item in body.items if item.ref in {ref, h.EVERY_GOAL}]
    return any(field in item.fields or not item.fields for item in mine)


@in_ci
@given(st.data())
def test_a_share_is_the_same_in_any_order_with_repeats_in_any_batches(data: st.DataObject) -> None:
    history = data.draw(shared_histories())
    other = Pages()
    for batch in data.draw(arrivals(history)):
        other.merge(batch)
        if data.draw(st.booleans()):
            other.state_hash()

    assert rows.share(other, SHARE) == row_of(history)
