"""An undo may show less, never more; what a device records by itself is nobody's act."""

from datetime import date

import pytest

from tests.support.notebook import Notebook
from tests.support.share_book import (
    CONTACT,
    NAME,
    SHARE,
    TICKED,
    acceptance,
    apart,
    granted,
    invitation,
    invited,
    noted,
    ref_of_goal,
    share_in,
    together,
    verified,
)
from whyward.journal.errors import Refused
from whyward.journal.events import shares as h
from whyward.journal.events.people import ContactAdded
from whyward.journal.events.plumbing import PreferenceSet
from whyward.journal.folding.nouns import CONTACTS, DELIVERIES, GOALS, VERDICTS
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.people import RemoveContact
from whyward.journal.intentions.plumbing import Redo, Undo
from whyward.journal.intentions.shares import (
    AcceptProposal,
    GrantShare,
    NarrowShare,
    PauseShare,
    RenewShare,
    ResumeShare,
    StopShare,
    WidenShare,
)

DELIVERED = h.ShareDelivered(
    share_id=SHARE,
    item=b"i" * 16,
    version=b"v" * 16,
    ref="goal:" + "0" * 32,
    as_of=b"e" * 16,
    fields=("statement",),
    content=b"x",
    digest=b"d" * 32,
)


@pytest.mark.parametrize(
    "wish",
    [
        NarrowShare(who=NAME, goals=("call",)),
        PauseShare(who=NAME),
        StopShare(who=NAME),
        RemoveContact(contact=NAME),
    ],
    ids=lambda wish: type(wish).__name__,
)
def test_what_made_it_less_is_not_taken_back(wish: Intention) -> None:
    notebook = granted()
    done = notebook.wish(wish)
    before = share_in(notebook)

    for undo in (Undo(), Undo(ref=done[0].event.id.hex()), Undo(ref=done[0].event.act.hex())):
        with pytest.raises(Refused, match="said anew"):
            notebook.wish(undo)
    assert share_in(notebook) == before


def test_neither_an_invitation_nor_the_words_nor_an_accepted_share_is_taken_back() -> None:
    for notebook in (invited(), verified()):
        with pytest.raises(Refused, match="said anew"):
            notebook.wish(Undo())
    notebook = Notebook()
    noted(notebook, acceptance())
    with pytest.raises(Refused, match="said anew"):
        notebook.wish(Undo())


@pytest.mark.parametrize(
    "wish",
    [
        WidenShare(who=NAME, goals=("walk",), ticked=TICKED),
        WidenShare(who=NAME, may=("propose",), ticked=TICKED),
        RenewShare(who=NAME, days=200, ticked=TICKED),
    ],
    ids=["more", "more rights", "longer"],
)
def test_what_was_given_is_taken_back_and_not_brought_back_without_the_ticks(wish: Intention) -> None:
    notebook = granted()
    before = share_in(notebook)
    notebook.wish(wish)
    assert share_in(notebook) != before
    taken = notebook.wish(Undo())
    after = share_in(notebook)

    assert (after.items, after.may, after.ends) == (before.items, before.may, before.ends)
    for again in (Redo(), Undo(ref=taken[0].event.id.hex())):
        with pytest.raises(Refused, match="undo of the undo"):
            notebook.wish(again)
    notebook.wish(wish)
    assert (
        share_in(notebook).items != before.items
        or share_in(notebook).may != before.may
        or share_in(notebook).ends != before.ends
    )


def test_a_grant_that_is_taken_back_shows_nothing_any_more_and_can_be_given_anew() -> None:
    notebook = granted()
    notebook.wish(Undo())
    assert not share_in(notebook).granted
    assert share_in(notebook).items == {}

    notebook.wish(GrantShare(who=NAME, goals=("walk",), ticked=TICKED))
    assert list(share_in(notebook).items) == [ref_of_goal(notebook, "Walk")]


def test_a_resume_that_is_taken_back_pauses_again() -> None:
    notebook = granted()
    notebook.wish(PauseShare(who=NAME, until=date(2026, 5, 1)), ResumeShare(who=NAME), Undo())

    assert share_in(notebook).paused


def test_a_pause_that_a_resume_did_not_hear_of_holds() -> None:
    laptop = granted()
    laptop.wish(PauseShare(who=NAME))
    phone = apart(laptop)
    phone.wish(ResumeShare(who=NAME), PauseShare(who=NAME, until=date(2026, 5, 1)))
    laptop.now_ms += 600_000
    laptop.wish(ResumeShare(who=NAME))
    (row, _) = together(laptop, phone)

    assert (row.paused, row.paused_until) == (True, date(2026, 5, 1))


def test_an_undo_passes_over_what_the_device_recorded_by_itself() -> None:
    notebook = granted()
    by_itself = [
        DELIVERED,
        h.ShareKitRenewed(share_id=SHARE, kit=b"k" * 32),
        h.RecipientDutiesStated(contact_id=CONTACT, share_id=SHARE, statement="I keep a record."),
        h.ContactKeysChanged(contact_id=CONTACT, share_id=SHARE, root=b"x" * 32),
        PreferenceSet(key="share_device:" + "0" * 64, value="1" * 64),
    ]
    for body in by_itself:
        noted(notebook, body)
    notebook.wish(Undo())

    assert not share_in(notebook).granted
    assert share_in(notebook).kits[-1] == b"k" * 32
    assert share_in(notebook).changed_root == b"x" * 32


def test_what_went_out_stays_in_the_audit_even_where_somebody_took_it_back() -> None:
    notebook = granted()
    (sent,) = noted(notebook, DELIVERED)
    with pytest.raises(Refused, match="said anew"):
        notebook.wish(Undo(ref=sent.event.id.hex()))

    assert [row.version for row in notebook.pages.all(DELIVERIES)] == [b"v" * 16]


def test_a_name_is_taken_back_only_while_nothing_is_shared_under_it() -> None:
    alone = Notebook()
    (alone_there,) = noted(alone, ContactAdded(contact_id=b"2" * 16, role="peer", name="Kim"))
    alone.wish(Undo(ref=alone_there.event.id.hex()))
    assert alone.pages.all(CONTACTS) == []

    notebook = Notebook()
    (added,) = noted(notebook, ContactAdded(contact_id=b"2" * 16, role="peer", name="Kim"))
    noted(notebook, invitation(contact_id=b"2" * 16))
    with pytest.raises(Refused, match="their name stays"):
        notebook.wish(Undo(ref=added.event.id.hex()))


def test_a_proposal_that_became_a_goal_goes_back_to_a_proposal_whole() -> None:
    notebook = granted()
    goals = len(notebook.pages.all(GOALS))
    notebook.wish(AcceptProposal(share_id=SHARE, proposal_id=b"o" * 16, statement="Sing"))
    assert len(notebook.pages.all(GOALS)) == goals + 1
    assert len(notebook.pages.all(VERDICTS)) == 1
    notebook.wish(Undo())

    assert len(notebook.pages.all(GOALS)) == goals
    assert notebook.pages.all(VERDICTS) == []
