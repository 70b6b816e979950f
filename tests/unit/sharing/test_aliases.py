"""Names inside a share: the same on every device of the owner, and telling nobody else anything."""

from tests.support.share_happenings import KIT
from tests.support.share_scene import SHARE, Owner
from whyward.journal.events.shared import SharedGoal
from whyward.journal.events.shares import ShareKitRenewed
from whyward.journal.sharing.aliases import alias_key, alias_of, audit_id_of, version_of

REF = "goal:" + "0" * 32
GOAL = SharedGoal(statement="Call a friend")
OTHER = b"another kit of thirty-two bytes."


def test_a_goal_has_another_name_in_each_share() -> None:
    assert alias_of(KIT, REF) != alias_of(OTHER, REF)
    assert alias_of(KIT, REF) != alias_of(KIT, "goal:" + "1" * 32)
    assert len(alias_of(KIT, REF)) == len(version_of(KIT, b"a" * 16, None, GOAL)) == 16


def test_a_name_holds_nothing_of_what_it_names() -> None:
    assert bytes.fromhex("0" * 32) not in alias_of(KIT, REF)
    assert KIT[:8] not in alias_of(KIT, REF)


def test_the_names_stay_when_the_way_in_is_renewed() -> None:
    owner = Owner()
    owner.meet()
    owner.tell(ShareKitRenewed(share_id=SHARE, kit=OTHER))

    assert alias_key(owner.row()) == KIT


def test_a_version_is_named_by_what_it_says_after_which_one_and_where() -> None:
    item, before = b"i" * 16, b"b" * 16
    name = version_of(KIT, item, before, GOAL)
    others = {
        version_of(OTHER, item, before, GOAL),
        version_of(KIT, b"j" * 16, before, GOAL),
        version_of(KIT, item, None, GOAL),
        version_of(KIT, item, before, SharedGoal(statement="Call a friend now")),
        version_of(KIT, item, before, None),
    }

    assert name == version_of(KIT, item, before, SharedGoal(statement="Call a friend"))
    assert name not in others
    assert len(others) == 5
    assert audit_id_of(KIT, name) != name
