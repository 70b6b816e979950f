"""What a share's own log comes to, and what both sides read of it: no word of one side replaces one of the other."""

from datetime import date

import pytest

from tests.support.happenings import DAY, LAPTOP, PHONE, recorded
from tests.support.notebook import Notebook
from tests.support.share_book import (
    CONTACT,
    NAME,
    SHARE,
    SPACE,
    acceptance,
    granted,
    noted,
    ref_of_goal,
)
from whyward.journal.events import people as c
from whyward.journal.events import shared as r
from whyward.journal.events import shares as h
from whyward.journal.events.fields import Body
from whyward.journal.events.guesting import SharePurged
from whyward.journal.events.plumbing import EventRetracted
from whyward.journal.folding.nouns import CLIENTS, COMMENTS, CONTACTS, DESCRIPTION, ITEMS, PROPOSALS, RECEIPTS
from whyward.journal.intentions.guesting import MarkSession, NameClient, SetKeeping
from whyward.journal.intentions.shares import (
    AcceptProposal,
    PutCommentAway,
)
from whyward.journal.pages import Pages
from whyward.journal.projections.correspondence import correspondence
from whyward.journal.projections.guesting import ClientState, client_page, client_shown
from whyward.journal.projections.inbox import inbox
from whyward.journal.sharing.rows import content_of, deliveries, goal_in
from whyward.protocol.ids import DeviceId

ITEM, ONE, TWO, THREE = b"i" * 16, b"1" * 16, b"2" * 16, b"3" * 16
COMMENT, PROPOSAL, REQUEST = b"k" * 16, b"o" * 16, b"u" * 16


def shown(version: bytes, after: bytes | None, words: str) -> r.ItemShared:
    """Return a version of the item."""
    return r.ItemShared(item=ITEM, version=version, after=after, goal=r.SharedGoal(statement=words))


def said(*bodies: tuple[Body, DeviceId]) -> Pages:
    """Return the pages of a share in which this was said, one after the other."""
    pages = Pages()
    for number, (body, device) in enumerate(bodies):
        pages.merge([recorded(body, number + 1, device=device, number=number)])
    return pages


def by(device: DeviceId, *bodies: Body) -> list[tuple[Body, DeviceId]]:
    """Return bodies said by one device."""
    return [(body, device) for body in bodies]


def test_an_item_shows_the_last_version_that_nothing_replaced() -> None:
    chain = said(*by(LAPTOP, shown(ONE, None, "a"), shown(TWO, ONE, "b")))
    # The second device knew the first version alone; the third replaced what the second said.
    fork = said(*by(LAPTOP, shown(ONE, None, "a"), shown(THREE, TWO, "c"), shown(TWO, ONE, "b")))

    for pages, version, words in ((chain, TWO, "b"), (fork, THREE, "c")):
        (row,) = pages.all(ITEMS)
        assert row.shown.version == version
        assert row.goal == r.SharedGoal(statement=words)
        assert goal_in(pages, row.shown.event_id) == row.goal


def test_what_was_withdrawn_shows_nothing_until_it_is_shown_again() -> None:
    versions = [shown(ONE, None, "a"), r.ItemWithdrawn(item=ITEM, version=TWO, after=ONE), shown(THREE, TWO, "c")]
    (gone,) = said(*by(LAPTOP, *versions[:2])).all(ITEMS)
    (again,) = said(*by(LAPTOP, *versions)).all(ITEMS)

    assert (gone.goal, gone.shown.withdrawn) == (None, True)
    assert (again.goal, again.shown.withdrawn) == (r.SharedGoal(statement="c"), False)


def test_versions_that_go_in_a_circle_still_show_one() -> None:
    (row,) = said(*by(LAPTOP, shown(ONE, TWO, "a"), shown(TWO, ONE, "b"))).all(ITEMS)

    assert row.goal == r.SharedGoal(statement="b")


def test_nothing_in_a_share_can_be_taken_back() -> None:
    bodies = [
        shown(ONE, None, "a"),
        r.CommentWritten(comment_id=COMMENT, text="Hello"),
        r.ShareDescribed(from_name="A", state="active"),
    ]
    pages = said(*by(LAPTOP, *bodies))
    before = (pages.all(ITEMS), pages.all(COMMENTS), pages.all(DESCRIPTION))
    for number in range(3):
        target = pages.ids_between("id", bytes(16), b"\xff" * 16, most=3)[number]
        pages.merge([recorded(EventRetracted(target_event_id=target, why="undo"), 9, number=40 + number)])

    assert (pages.all(ITEMS), pages.all(COMMENTS), pages.all(DESCRIPTION)) == before


def test_the_last_description_counts_and_the_first_receipt_of_a_version() -> None:
    pages = said(
        *by(LAPTOP, r.ShareDescribed(from_name="A", state="active"), r.ShareDescribed(from_name="A", state="paused")),
        *by(PHONE, r.ReceiptGiven(versions=(TWO, ONE)), r.ReceiptGiven(versions=(ONE, THREE))),
    )
    described, receipt = pages.one(DESCRIPTION), pages.one(RECEIPTS)

    assert described is not None
    assert described.state == "paused"
    assert receipt is not None
    assert list(receipt.at_by_version) == [ONE, TWO, THREE]


def conversation() -> Pages:
    """A share in which both sides have written."""
    return said(
        *by(PHONE, r.CommentWritten(comment_id=COMMENT, about=ITEM, text="That was brave.")),
        *by(PHONE, r.GoalProposed(proposal_id=PROPOSAL, statement="Sing", steps=("Hum",), message="Maybe?")),
        *by(LAPTOP, r.ReplyWritten(reply_id=b"y" * 16, about=COMMENT, text="Thank you.")),
        *by(LAPTOP, r.ProposalAnswered(proposal_id=PROPOSAL, answer="declined", text="Not now.")),
        *by(LAPTOP, r.DeletionRequested(request_id=REQUEST, items=(ITEM,), text="Please delete it.")),
        *by(PHONE, r.DeletionAnswered(request_id=REQUEST, answer="kept_by_law", basis="Law", until=date(2036, 1, 1))),
    )


def test_both_sides_read_what_was_written_with_the_replies_to_it() -> None:
    read = correspondence(conversation())
    (comment,), (proposal,), (request,) = read.comments, read.proposals, read.requests

    assert (comment.text, comment.about, [reply.text for reply in comment.replies]) == (
        "That was brave.",
        ITEM,
        ["Thank you."],
    )
    assert (proposal.statement, proposal.steps, proposal.answer, proposal.answer_text) == (
        "Sing",
        ("Hum",),
        "declined",
        "Not now.",
    )
    assert (request.answer, request.until, request.answered_on) == ("kept_by_law", date(2036, 1, 1), DAY)


def test_an_answer_without_its_question_is_nothing_yet() -> None:
    pages = said(
        *by(LAPTOP, r.ProposalAnswered(proposal_id=PROPOSAL, answer="accepted")),
        *by(PHONE, r.DeletionAnswered(request_id=REQUEST, answer="deleted")),
    )

    assert pages.all(PROPOSALS) == []
    assert correspondence(pages).requests == ()


def test_the_inbox_tells_in_ones_own_words_and_leaves_out_what_was_dealt_with() -> None:
    notebook = granted()
    sent = h.ShareDelivered(
        share_id=SHARE,
        item=ITEM,
        version=ONE,
        ref=ref_of_goal(notebook, "Call"),
        as_of=b"e" * 16,
        fields=("statement",),
        content=b"what they got",
        digest=b"d" * 32,
    )
    noted(notebook, sent)
    talk = {SHARE: conversation()}
    (comment,), (proposal,), (request,) = (
        inbox(notebook.pages, talk).comments,
        inbox(notebook.pages, talk).proposals,
        inbox(notebook.pages, talk).requests,
    )
    assert (comment.name, comment.about, proposal.name, request.about) == (
        NAME,
        "Call a friend",
        NAME,
        ("Call a friend",),
    )

    notebook.wish(PutCommentAway(share_id=SHARE, comment_id=COMMENT))
    notebook.wish(AcceptProposal(share_id=SHARE, proposal_id=PROPOSAL, statement="Sing"))
    left = inbox(notebook.pages, talk)
    assert (left.comments, left.proposals, len(left.requests)) == ((), (), 1)
    (delivery,) = deliveries(notebook.pages, SHARE)
    assert content_of(notebook.pages, delivery) == b"what they got"
    assert inbox(notebook.pages, {}).requests == ()


def practice() -> Notebook:
    """A notebook of somebody whom something is shared with."""
    notebook = Notebook()
    noted(notebook, acceptance())
    return notebook


@pytest.mark.parametrize(
    ("state", "ended", "expected"),
    [
        (None, None, ClientState.WAITING),
        ("active", None, ClientState.ACTIVE),
        ("paused", None, ClientState.PAUSED),
        ("asleep", None, ClientState.PAUSED),
        ("active", DAY, ClientState.ENDED),
    ],
)
def test_how_it_stands_with_a_client(state: str | None, ended: date | None, expected: ClientState) -> None:
    (row,) = practice().pages.all(CLIENTS)
    told = None if state is None else said(*by(LAPTOP, r.ShareDescribed(from_name="Alex", state=state)))

    assert client_shown(row, told, ended_on=ended).state is expected


def test_a_client_goes_by_ones_own_name_and_says_what_is_new_since_the_session() -> None:
    notebook = practice()
    pages = said(
        *by(
            LAPTOP,
            r.ShareDescribed(from_name="Alex", may=("read", "comment"), ends=DAY, state="active"),
            shown(ONE, None, "a"),
        )
    )
    (row,) = notebook.pages.all(CLIENTS)
    first = client_shown(row, pages, ended_on=None)
    assert (first.name, first.last_shared, first.new, first.delete_on) == ("Alex", DAY, 1, None)

    later = date(2026, 3, 5)
    notebook.later(1)
    notebook.wish(NameClient(space_id=SPACE, name="Kim"), MarkSession(space_id=SPACE, on=later))
    notebook.wish(SetKeeping(space_id=SPACE, days=30))
    (row,) = notebook.pages.all(CLIENTS)
    page = client_page(row, pages, ended_on=DAY)
    assert (page.client.name, page.client.told_name, page.client.new) == ("Kim", "Alex", 0)
    assert (page.may, page.ends) == (("read", "comment"), DAY)
    assert page.client.delete_on == date(2026, 4, 3)
    assert [goal.goal.statement for goal in page.goals] == ["a"]


def test_copies_kept_by_law_go_after_the_last_day_and_deleted_ones_are_deleted() -> None:
    notebook = practice()
    notebook.wish(SetKeeping(space_id=SPACE, by_law=True, until=date(2036, 3, 4)))
    (row,) = notebook.pages.all(CLIENTS)
    assert client_shown(row, None, ended_on=DAY).delete_on == date(2036, 3, 5)
    notebook.wish(SetKeeping(space_id=SPACE, by_law=True))
    (row,) = notebook.pages.all(CLIENTS)
    assert client_shown(row, None, ended_on=DAY).delete_on is None
    noted(notebook, SharePurged(space_id=SPACE))
    (row,) = notebook.pages.all(CLIENTS)
    assert client_shown(row, None, ended_on=DAY).state is ClientState.DELETED


def test_a_contact_who_was_taken_off_before_they_were_heard_of_is_off_all_the_same() -> None:
    removal, added = c.ContactRemoved(contact_id=CONTACT), c.ContactAdded(contact_id=CONTACT, role="peer", name="B")
    pages = Pages()
    pages.merge([recorded(removal, 5, number=1)])
    assert [(row.name, row.removed) for row in pages.all(CONTACTS)] == [("", True)]
    pages.merge(
        [
            recorded(added, 9, number=2),
            recorded(EventRetracted(target_event_id=b"e1".ljust(16, b"."), why="undo"), 11, number=3),
        ]
    )

    assert [(row.name, row.removed) for row in pages.all(CONTACTS)] == [("B", True)]
