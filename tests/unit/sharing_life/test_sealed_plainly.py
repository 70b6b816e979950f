"""What is said in a share is not deflated: in everything there, the words of two people may meet."""

from tests.support.share_people import GOAL, Pair, sharing, synced
from tests.support.trust_people import Person
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.plaintext import packed
from whyward.protocol.segments import decode_header

LONG = "because it is good to be near, " * 200


async def lengths(person: Person) -> list[tuple[int, int, int]]:
    """Return of each segment in the person's share: how long it is, how long it were deflated, and how long not."""
    await person.journal.shares()
    (log,) = person.journal._shelf._open.values()  # what is sealed is not for faces
    found: list[tuple[int, int, int]] = []
    for device in log.control.members:
        for stored in await log.store.page(device, 1, segments_max=99):
            batch = log.opener.open_stored(stored, log.control)
            length = decode_header(stored.segment.header)[1].plain_len
            found.append((length, len(packed(batch)), len(packed(batch, deflate=False))))
    return found


async def shown_and_answered(relay_url: str) -> Pair:
    """A goal with a long why, and a long comment."""
    pair = await sharing(relay_url, "why")
    await pair.owner.journal.record(AdjustGoal(goal=GOAL, why=LONG))
    await synced(pair.owner, pair.guest)
    await (await pair.guest.journal.practice()).comment("Ana", LONG)
    await synced(pair.guest, pair.owner)
    return pair


async def test_nothing_in_a_share_is_deflated_by_either_side(relay_url: str) -> None:
    pair = await shown_and_answered(relay_url)
    found = await lengths(pair.owner)

    assert [length for length, _, _ in found] == [whole for _, _, whole in found]
    assert sum(deflated < length for length, deflated, _ in found) >= 2
