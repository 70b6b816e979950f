"""Wishes about people, about what came back, and about what others share: each with its refusals."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.notebook import TODAY, Notebook
from tests.support.share_book import NAME, SHARE, SPACE, acceptance, granted, invited, noted, ref_of_goal, share_in
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events.guesting import SharePurged
from whyward.journal.events.people import ContactAdded
from whyward.journal.folding.guesting import ClientRow
from whyward.journal.folding.nouns import CLIENTS, GOALS, HANDOVERS, PUT_AWAY, VERDICTS
from whyward.journal.intentions.any import Intention
from whyward.journal.intentions.guesting import MarkSession, NameClient, SetKeeping
from whyward.journal.intentions.people import MakeHandover, RemoveContact, RenameContact
from whyward.journal.intentions.shares import AcceptProposal, DeclineProposal, PutCommentAway
from whyward.journal.names import find_client, find_contact

PROPOSAL, COMMENT = b"o" * 16, b"k" * 16


def practice() -> Notebook:
    """A notebook of somebody whom something is shared with."""
    notebook = Notebook()
    noted(notebook, acceptance())
    return notebook


def client(notebook: Notebook) -> ClientRow:
    """Return the one share that was accepted."""
    (row,) = notebook.pages.all(CLIENTS)
    return row


def answered(*wishes: Intention) -> Notebook:
    """A notebook with answers in it."""
    notebook = granted()
    notebook.wish(*wishes)
    return notebook


def two_people() -> Notebook:
    """A journal of somebody who shares with two people."""
    notebook = invited()
    noted(notebook, ContactAdded(contact_id=b"2" * 16, role="peer", name="Kim"))
    return notebook


def purged() -> Notebook:
    """A practice whose copies were deleted."""
    notebook = practice()
    noted(notebook, SharePurged(space_id=SPACE))
    return notebook


ACCEPT = AcceptProposal(share_id=SHARE, proposal_id=PROPOSAL, statement="Sing")
DECLINE = DeclineProposal(share_id=SHARE, proposal_id=PROPOSAL)
AWAY = PutCommentAway(share_id=SHARE, comment_id=COMMENT)
MARK = MarkSession(space_id=SPACE)

REFUSALS: dict[str, tuple[Callable[[], Notebook], Intention, str, str]] = {
    "the same name": (
        two_people,
        RenameContact(contact="Kim", name=NAME.upper()),
        "Somebody else goes by that",
        "Add a",
    ),
    "no name": (invited, RenameContact(contact=NAME, name=" "), "is empty", "A line"),
    "two lines": (invited, RenameContact(contact=NAME, name="Kim\nR"), "more than one line", "one line"),
    "renamed to itself": (invited, RenameContact(contact=NAME, name=NAME), "that name already", "Nothing needs"),
    "nobody": (invited, RenameContact(contact="Quentin", name="Q"), "No contact goes by", "whyward share"),
    "nothing handed over": (invited, MakeHandover(medium="print", goals=()), "Nothing is named", "at least one"),
    "no way": (invited, MakeHandover(medium="owl", goals=("call",)), "way of handing over", "read-aloud"),
    "no share": (Notebook, AWAY, "No share goes by that id", "share list"),
    "away twice": (lambda: answered(AWAY), AWAY, "put away already", "Nothing needs"),
    "accepted twice": (lambda: answered(ACCEPT), ACCEPT, "a goal of yours already", "goal list"),
    "declined after": (lambda: answered(ACCEPT), DECLINE, "a goal of yours already", "goal list"),
    "declined twice": (lambda: answered(DECLINE), DECLINE, "already", "can still make a goal"),
    "empty goal": (granted, AcceptProposal(share_id=SHARE, proposal_id=PROPOSAL, statement=" "), "is empty", ""),
    "a note to nobody": (
        granted,
        DeclineProposal(share_id=SHARE, proposal_id=PROPOSAL, note="no"),
        "to be told",
        "leave the note out",
    ),
    "no such space": (Notebook, MARK, "Nobody shares anything", "practice list"),
    "unnamed": (practice, NameClient(space_id=SPACE, name=""), "is empty", ""),
    "for ever": (practice, SetKeeping(space_id=SPACE, days=367), "from 0 to 366 days", "by-law"),
    "less than none": (practice, SetKeeping(space_id=SPACE, days=-1), "from 0 to 366 days", "by-law"),
    "a day without law": (practice, SetKeeping(space_id=SPACE, until=TODAY), "kept by law", "by-law"),
    "a basis without law": (practice, SetKeeping(space_id=SPACE, basis="§ 630f"), "kept by law", "by-law"),
    "kept after all": (purged, SetKeeping(space_id=SPACE, days=3), "were deleted here", "nothing left"),
    "tomorrow": (practice, MarkSession(space_id=SPACE, on=date(2026, 3, 5)), "has not come yet", ""),
}


@pytest.mark.parametrize("case", REFUSALS.values(), ids=REFUSALS.keys())
def test_each_refusal_says_what_and_what_to_do(case: tuple[Callable[[], Notebook], Intention, str, str]) -> None:
    make, wish, text, hint = case
    notebook = make()
    before = notebook.pages.count()

    with pytest.raises((Refused, BadInput, NotFound)) as caught:
        notebook.wish(wish)
    assert text in caught.value.text
    assert hint in caught.value.hint
    assert notebook.pages.count() == before


def test_somebody_is_renamed_and_taken_off_with_all_that_is_shared() -> None:
    notebook = granted()
    notebook.wish(RenameContact(contact=NAME, name="Robin"))
    assert find_contact(notebook.pages, "robin").role == "therapist"
    done = notebook.wish(RemoveContact(contact="Robin"))

    assert [one.event.kind for one in done] == ["share-revoked.1", "contact-removed.1"]
    assert len({one.event.act for one in done}) == 1
    assert share_in(notebook).revoked
    with pytest.raises(NotFound):
        find_contact(notebook.pages, "robin")
    noted(notebook, ContactAdded(contact_id=b"2" * 16, role="peer", name="Robin"))
    assert find_contact(notebook.pages, "robin").role == "peer"


def test_what_was_handed_over_by_hand_is_noted() -> None:
    notebook = invited()
    notebook.wish(MakeHandover(medium="read-aloud", goals=("call", "walk", "call"), contact=NAME, note="In session."))
    (row,) = notebook.pages.all(HANDOVERS)

    assert row.items == (ref_of_goal(notebook, "Call"), ref_of_goal(notebook, "Walk"))
    assert (row.medium, row.note, row.contact_id) == ("read_aloud", "In session.", share_in(notebook).contact_id)


def test_a_proposal_becomes_a_goal_by_ones_own_wish_and_knows_where_it_came_from() -> None:
    notebook = granted()
    for number, changed in ((b"1" * 16, False), (b"2" * 16, True)):
        wish = AcceptProposal(
            share_id=SHARE, proposal_id=number, statement=f"Sing {changed}", values=("kindness",), changed=changed
        )
        notebook.wish(wish)
    by_words = {row.statement: row.proposed_by for row in notebook.pages.all(GOALS)}
    (_, value, _) = (by_words["Sing False"], notebook.pages.all(GOALS)[-1].value_ids, None)

    assert (by_words["Sing False"], by_words["Sing True"]) == ("therapist", "together")
    assert len(value) == 1
    assert {row.changed for row in notebook.pages.all(VERDICTS)} == {False, True}


def test_what_was_declined_may_still_become_a_goal() -> None:
    notebook = answered(DECLINE, ACCEPT)
    (verdict,) = notebook.pages.all(VERDICTS)

    assert verdict.goal_id is not None


def test_a_comment_is_put_away() -> None:
    assert [row.comment_id for row in answered(AWAY).pages.all(PUT_AWAY)] == [COMMENT]


def test_a_share_of_somebody_is_named_kept_and_met_about() -> None:
    notebook = practice()
    notebook.wish(
        NameClient(space_id=SPACE, name="Kim"),
        SetKeeping(space_id=SPACE, days=30),
        SetKeeping(space_id=SPACE, by_law=True, until=date(2036, 3, 4), basis="Ten years"),
        MarkSession(space_id=SPACE),
        MarkSession(space_id=SPACE, on=date(2026, 2, 4)),
    )
    row = client(notebook)

    assert row.name == "Kim"
    assert (row.keeping.by_law, row.keeping.until, row.keeping.basis) == (True, date(2036, 3, 4), "Ten years")
    assert row.sessions == (date(2026, 2, 4), TODAY)
    with pytest.raises(Refused, match="marked already"):
        notebook.wish(MARK)


def test_a_client_is_found_by_ones_own_name_by_the_told_one_and_by_the_id() -> None:
    notebook = practice()
    for called in ("alex", SPACE.hex(), SPACE.hex()[:8]):
        assert find_client(notebook.pages, called, {SPACE: "Alex"}).space_id == SPACE
    notebook.wish(NameClient(space_id=SPACE, name="Kim"))

    assert find_client(notebook.pages, "kim", {SPACE: "Alex"}).space_id == SPACE
    with pytest.raises(NotFound):
        find_client(notebook.pages, "alex", {SPACE: "Alex"})


def test_deleted_copies_stay_deleted() -> None:
    notebook = purged()
    noted(notebook, acceptance())

    assert client(notebook).purged
