"""The page of a practice: what nobody watches first, what was shared, what is new, and what becomes of the copies."""

from datetime import date

import pytest

from whyward.cli.shown.practice import client_row, keeping_text, page_lines
from whyward.journal.events.shared import SharedGoal
from whyward.journal.folding.guesting import KeepingRow
from whyward.journal.projections.correspondence import Comment, Correspondence, DeletionRequest, Proposal, Reply
from whyward.journal.projections.guesting import Client, ClientPage, ClientState
from whyward.journal.projections.shared_goal import ClientGoal, SharedChange, SharedLine
from whyward.sheet.session import sheet_of
from whyward.sheet.shared_goal import BANNER

OLD, DAY, NEW = date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 8)
ITEM = b"\x11" * 16


def client(state: ClientState = ClientState.ACTIVE, *, keeping: KeepingRow | None = None) -> Client:
    """Return somebody who shares."""
    return Client(
        space_id=b"\xaa" * 32,
        name="Mira",
        told_name="Mira",
        state=state,
        last_shared=NEW,
        last_session=DAY,
        new=1,
        ended_on=None,
        keeping=keeping or KeepingRow(),
        delete_on=None,
    )


def page(state: ClientState = ClientState.ACTIVE) -> ClientPage:
    """Return what somebody shows, with something of each kind."""
    changed = SharedChange(field="statement", text="The words changed", before="Call", after="Call Ada")
    story = (
        SharedLine(on=OLD, version=b"1" * 16, changes=(SharedChange(field="", text="First shown"),)),
        SharedLine(on=NEW, version=b"2" * 16, changes=(changed,)),
    )
    goal = ClientGoal(
        item=ITEM, version=b"2" * 16, first_on=OLD, last_on=NEW, goal=SharedGoal(statement="Call Ada"), story=story
    )
    reply = Reply(id=b"r" * 16, on=NEW, text="Thank you.")
    comment = Comment(id=b"c" * 16, on=DAY, about=ITEM, text="I am glad.", replies=(reply,))
    idea = Proposal(
        id=b"p" * 16,
        on=DAY,
        statement="Say no once.",
        value=None,
        steps=(),
        message=None,
        answer="changed",
        answer_text="In my words.",
        replies=(),
    )
    request = DeletionRequest(
        id=b"\xbb" * 16, on=NEW, items=(ITEM,), text="Please.", answer=None, answered_on=None, basis=None, until=None
    )
    written = Correspondence(comments=(comment,), proposals=(idea,), requests=(request,))
    return ClientPage(client=client(state), goals=(goal,), written=written, may=("read",), ends=NEW)


def test_what_nobody_watches_stands_first_on_every_page_and_sheet() -> None:
    for state in ClientState:
        assert page_lines(page(state)).startswith(BANNER)
        assert sheet_of(page(state), NEW).banner == BANNER


def test_what_is_new_counts_from_the_last_session() -> None:
    text = page_lines(page())

    assert "New since the last session\n    8 March 2026: The words changed: Call → Call Ada" in text
    assert "First shown" not in text


def test_all_that_was_written_is_told_with_what_came_of_it() -> None:
    text = page_lines(page())

    for told in (
        "4 March 2026, about “Call Ada”: I am glad.",
        "They wrote back on 8 March 2026: Thank you.",
        "They took it, in words of their own: In my words.",
        "8 March 2026: to delete “Call Ada” (bbbbbbbb); not answered yet",
        "whyward practice answer Mira bbbbbbbb deleted",
    ):
        assert told in text


def test_a_sheet_holds_the_same() -> None:
    sheet = sheet_of(page(), NEW)

    lines = [line for note in sheet.notes for line in note.lines]
    assert sheet.title == "Mira"
    assert [goal.statement for goal in sheet.goals] == ["Call Ada"]
    assert "Call Ada: 8 March 2026: The words changed: Call → Call Ada" in lines
    assert "“Please.”" in lines


@pytest.mark.parametrize(
    ("keeping", "said"),
    [
        (KeepingRow(), "Your copies are deleted as soon as it ends."),
        (KeepingRow(days=30), "Your copies are deleted 30 days after it ends."),
        (KeepingRow(by_law=True), "Your copies stay, because the law has you keep them."),
        (KeepingRow(by_law=True, until=DAY), "Your copies stay until 4 March 2026, because the law has you keep them."),
    ],
)
def test_it_says_what_becomes_of_the_copies(keeping: KeepingRow, said: str) -> None:
    assert keeping_text(client(keeping=keeping)).startswith(said)


@pytest.mark.parametrize("state", ClientState)
def test_the_list_says_when_something_was_shared_and_never_who_was_active(state: ClientState) -> None:
    row = client_row(client(state))

    assert row[:4] == ("aaaaaaaa", "Mira", "2026-03-08", "1 goal")
    assert "active" not in " ".join(row)
