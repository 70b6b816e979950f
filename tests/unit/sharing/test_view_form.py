"""What the other side's program is handed beside the fields: no control characters, and an order that tells nothing."""

from tests.support.happenings import id_of
from tests.support.notebook import TODAY
from tests.support.share_scene import SHARE, Owner
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.shared import SharedGoal
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.sharing.aliases import alias_key
from whyward.journal.sharing.effective import effective
from whyward.journal.sharing.view import view


def test_control_characters_of_an_older_journal_stay_behind() -> None:
    """None come in now, but what is in is kept for ever."""
    owner = Owner()
    owner.meet()
    owner.tell(
        GoalSet(
            goal_id=id_of("g", 0),
            statement="Call\x1b[2J a\x07\tfriend\n\x9bnow",
            why="\x00",
            kind="once",
            measure="done",
            proposed_by="me",
        )
    )
    owner.grant((f"goal:{id_of('g', 0).hex()}", ["statement", "why"]))
    owner.fill()

    assert owner.there() == (SharedGoal(statement="Call[2J a\tfriend\nnow", why=""),)


def test_the_order_tells_nothing_about_the_journal() -> None:
    """It is the order of the names in the share, and those come from its key."""
    owner = Owner()
    owner.meet()
    owner.meet(share_id=id_of("h", 1), kit=b"another kit of thirty-two bytes.")
    for number in range(6):
        owner.wish(SetGoal(statement=f"Goal {number}"))
    refs = [(owner.goal_ref(f"Goal {number}"), ["statement"]) for number in range(6)]
    orders: list[list[str | None]] = []
    for share_id in (SHARE, id_of("h", 1)):
        owner.grant(*refs, share_id=share_id)
        row = owner.row(share_id)
        found = view(owner.pages, effective(row, today=TODAY), alias_key=alias_key(row))
        assert [one.alias for one in found] == sorted(one.alias for one in found)
        orders.append([one.goal.statement for one in found])

    assert sorted(map(str, orders[0])) == sorted(map(str, orders[1]))
    assert orders[0] != orders[1]
