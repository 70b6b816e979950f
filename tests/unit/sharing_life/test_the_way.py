"""The way of a share: a link, a letter, words compared, a choice, and the very same words on the other side."""

from tests.support.share_people import DUTIES, GOAL, NAME, sharing, synced, two_people
from whyward.journal.sharing.effective import ShareState


async def test_the_guest_sees_what_was_granted(relay_url: str) -> None:
    pair = await sharing(relay_url)

    page = await pair.page()

    assert [goal.goal.statement for goal in page.goals] == [GOAL]
    (share,) = (await pair.owner.journal.shares()).all()
    assert share.state is ShareState.ACTIVE
    assert share.duties == DUTIES


async def test_nobody_is_in_before_the_words_were_right(relay_url: str) -> None:
    pair = await (await two_people(relay_url)).invited()
    await pair.accepted()
    shares = await pair.owner.journal.shares()
    answer = await shares.look(NAME)

    assert answer is not None
    assert (answer.name, answer.duties) == ("Dr Rivera", DUTIES)
    await synced(pair.owner, pair.guest)
    (readers,) = (await pair.owner.journal.shares()).readers().values()
    assert not [reader for reader in readers if reader.party == 2]
