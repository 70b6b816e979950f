"""The quieter side wins: whatever two devices said of a share without hearing each other, less is what comes of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.support.happenings import PHONE, recorded
from tests.support.notebook import TODAY
from tests.support.share_book import (
    CONTACT,
    NAME,
    SHARE,
    TICKED,
    apart,
    granted,
    invitation,
    noted,
    ref_of_goal,
    share_in,
    together,
    verified,
)
from tests.support.share_happenings import CONSENT
from whyward.journal.events import people as c
from whyward.journal.events import shares as h
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.people import RemoveContact
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.shares import (
    GrantShare,
    NarrowShare,
    PauseShare,
    RenewShare,
    ResumeShare,
    StopShare,
    WidenShare,
)
from whyward.journal.pages import Pages
from whyward.journal.sharing import rows

LOUDER: dict[str, Intention] = {
    "widens": WidenShare(who=NAME, goals=("call", "walk"), fields=("why",), without=("value",), ticked=TICKED),
    "lets propose": WidenShare(who=NAME, may=("propose",), ticked=TICKED),
    "renews": RenewShare(who=NAME, days=200, ticked=TICKED),
    "resumes": ResumeShare(who=NAME),
}
QUIETER: dict[str, tuple[Intention, Callable[[ShareRow], bool]]] = {
    "narrows a field": (NarrowShare(who=NAME, fields=("progress",)), lambda row: "progress" not in fields_of(row)),
    "narrows a goal": (NarrowShare(who=NAME, goals=("call",)), lambda row: "value" not in fields_of(row)),
    "narrows a right": (NarrowShare(who=NAME, may=("comment",)), lambda row: "comment" not in row.may),
    "pauses": (PauseShare(who=NAME), lambda row: row.paused),
    "stops": (StopShare(who=NAME), lambda row: row.revoked),
    "removes": (RemoveContact(contact=NAME), lambda row: row.revoked),
}


def fields_of(row: ShareRow) -> set[str]:
    """Return every field that is shown of any goal."""
    return {field for fields in row.items.values() for field in fields}


@pytest.mark.parametrize("clock", [-60, 0, 60], ids=["earlier", "at once", "later"])
@pytest.mark.parametrize("louder", LOUDER)
@pytest.mark.parametrize("quieter", QUIETER)
def test_of_two_devices_that_did_not_hear_each_other_the_quieter_one_is_followed(
    quieter: str, louder: str, clock: int
) -> None:
    laptop = granted()
    laptop.wish(PauseShare(who=NAME, until=date(2026, 3, 20)))
    phone = apart(laptop)
    phone.now_ms += clock * 60_000
    wish, holds = QUIETER[quieter]
    laptop.wish(LOUDER[louder])
    phone.wish(wish)
    rows_ = together(laptop, phone)

    assert rows_[0] == rows_[1]
    assert holds(rows_[0])


@pytest.mark.parametrize("quieter", ["stops", "removes"])
def test_a_grant_that_did_not_hear_of_the_stop_shows_nothing(quieter: str) -> None:
    laptop = verified()
    phone = apart(laptop)
    phone.wish(QUIETER[quieter][0])
    laptop.now_ms += 600_000
    laptop.wish(GrantShare(who=NAME, goals=("call",), ticked=TICKED))
    (row, _) = together(laptop, phone)

    assert row.revoked


def test_a_field_given_by_one_that_heard_of_the_narrowing_is_shown_again() -> None:
    laptop = granted()
    phone = apart(laptop)
    phone.wish(NarrowShare(who=NAME, fields=("progress",)))
    together(laptop, phone)
    laptop.now_ms = phone.now_ms
    laptop.wish(WidenShare(who=NAME, goals=("call",), fields=("progress",), ticked=TICKED))

    assert fields_of(share_in(laptop)) == {"statement", "value", "progress"}


def test_a_narrowing_earlier_by_the_clock_that_a_new_grant_did_not_hear_of_counts() -> None:
    """A clock that runs behind must not make a taking-away undone."""
    laptop = granted()
    phone = apart(laptop)
    laptop.later(91)
    phone.wish(NarrowShare(who=NAME, goals=("call",), fields=("value",)))
    laptop.wish(GrantShare(who=NAME, goals=("call",), ticked=TICKED))
    (row, other) = together(laptop, phone)

    assert row == other
    assert fields_of(row) == {"statement", "progress"}


def test_of_two_grants_the_later_one_counts_and_its_undo_brings_the_other_not_back() -> None:
    laptop = verified()
    phone = apart(laptop)
    laptop.wish(GrantShare(who=NAME, goals=("call",), ticked=TICKED))
    phone.now_ms += 600_000
    phone.wish(GrantShare(who=NAME, goals=("walk",), days=30, ticked=TICKED))
    (row, _) = together(laptop, phone)
    assert row.items == {ref_of_goal(laptop, "Walk"): ("progress", "statement", "value")}
    assert row.ends == TODAY + timedelta(days=30)

    phone.wish(Undo())
    (row, _) = together(laptop, phone)
    assert (row.items, row.may, row.ends, row.granted) == ({}, (), None, False)


@pytest.mark.parametrize(
    "quieter", ["narrows a field", "narrows a goal", "narrows a right", "pauses", "stops", "removes"]
)
def test_what_made_it_less_counts_even_where_another_version_took_it_back(quieter: str) -> None:
    """An undo that a newer version would let through is not followed."""
    notebook = granted()
    wish, holds = QUIETER[quieter]
    for said in notebook.wish(wish):
        noted(notebook, EventRetracted(target_event_id=said.event.id, why="undo"))

    assert holds(share_in(notebook))


def test_a_renewal_that_was_taken_back_leaves_no_longer_end_than_it_found() -> None:
    laptop = granted()
    before = share_in(laptop).ends
    laptop.wish(RenewShare(who=NAME, days=200, ticked=TICKED), Undo())

    assert share_in(laptop).ends == before


def test_a_share_of_somebody_who_was_taken_off_the_list_is_stopped_whatever_was_heard_first() -> None:
    removal = recorded(c.ContactRemoved(contact_id=CONTACT), 3, number=30)
    grant = h.ShareGranted(
        share_id=SHARE,
        items=(h.ItemGrant(ref="goal:" + "0" * 32, fields=("statement",)),),
        mode="once",
        may=("read",),
        starts=TODAY,
        ends=TODAY,
        consent=CONSENT,
    )
    events = [recorded(invitation(), 1), recorded(grant, 9, device=PHONE), removal]
    for order in (events, events[::-1]):
        pages = Pages()
        for one in order:
            pages.merge([one])
        row = rows.share(pages, SHARE)
        assert row is not None
        assert row.revoked
        assert [each.revoked for each in rows.shares(pages)] == [True]
