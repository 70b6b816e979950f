"""What a relay refuses in a share is said in plain words, of that share alone; and nothing is said again for ever."""

import pytest
from msgspec import structs

from tests.support.share_book import CONTACT, invitation
from tests.support.share_people import NAME, sharing, synced, two_people
from tests.support.trust_people import next_device
from whyward.journal.decide.facts import Fact
from whyward.journal.errors import Refused, Unreachable
from whyward.journal.events.people import ContactAdded
from whyward.journal.intentions.shares import StopShare
from whyward.journal.ports import RELAY_KEY
from whyward.journal.recording import record_facts
from whyward.journal.sharing import entering
from whyward.journal.sharing.shelf import Shelf
from whyward.protocol.errors import Code, TheirFault


async def full(*_about: object) -> None:
    """There is no room."""
    raise TheirFault("no room for a moment", code=Code.BUSY)


@pytest.mark.parametrize(
    ("place", "is_own"),
    [
        ("whyward.journal.sharing.tending.admit", True),
        ("whyward.journal.guesting.tending._shut_out_lost", False),
    ],
)
async def test_a_relay_that_is_full_stops_one_share_and_not_the_sync(
    relay_url: str, monkeypatch: pytest.MonkeyPatch, place: str, *, is_own: bool
) -> None:
    pair = await sharing(relay_url)
    person = pair.owner if is_own else pair.guest

    with monkeypatch.context() as patched:
        patched.setattr(place, full)
        (carried,) = await (await person.journal.shares()).sync()

    assert isinstance(carried.error, Unreachable)
    await synced(pair.owner, pair.guest)


async def away(*_about: object) -> None:
    """Nothing is carried."""
    raise Unreachable("the relay is away", hint="Later.")


async def test_a_link_that_was_followed_on_two_devices_is_refused_once(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one could not hear of the first."""
    pair = await two_people(relay_url)
    second = await next_device(pair.guest, "guest 2")
    await (await pair.invited()).accepted()

    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "carry", away)
        practice = await second.journal.practice()
        with pytest.raises(Refused, match="followed this link already"):
            await practice.accept(pair.link, name="Dr Rivera")

    await synced(second, pair.guest, second)


async def test_whoever_is_sent_away_while_coming_in_hears_nothing_false(
    relay_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = await (await two_people(relay_url)).invited()
    await pair.confirmed(await pair.accepted())
    look_in = entering._look_in

    async def looked_in(*about: object) -> object:
        found = await look_in(*about)  # type: ignore[arg-type]  # passed on as they came
        await (await pair.owner.journal.shares()).stop(StopShare(who=NAME))
        return found

    with monkeypatch.context() as patched:
        patched.setattr(entering, "_look_in", looked_in)
        await synced(pair.guest)
    await synced(pair.guest)

    assert pair.guest.shares.logs == {}


async def test_a_share_that_its_relay_has_not_heard_of_is_waited_for(relay_url: str) -> None:
    pair = await two_people(relay_url)
    owner = pair.owner.log
    made = structs.replace(invitation(), relay=relay_url, relay_pk=await owner.store.get(RELAY_KEY) or b"")
    contact = ContactAdded(contact_id=CONTACT, role="peer", name=NAME)
    await record_facts(owner, [Fact(body, owner.world.clock.now_ms()) for body in (contact, made)])

    (carried,) = await (await pair.owner.journal.shares()).sync()

    assert isinstance(carried.error, Unreachable)
    assert str(carried.error) == "its relay does not know that share yet"
