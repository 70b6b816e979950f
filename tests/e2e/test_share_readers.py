"""Cases 156, 80 and 82: nobody reads whom the lists do not name, and no guest decides who belongs."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cli_process import pair as pair_devices
from tests.support.cli_relay import RelayHere
from tests.support.cli_shares import GOAL, WHO, Pair, sharing
from tests.support.relay_readers import control_logs, wrapped_for
from whyward.adapters.home import open_home
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import JournalError
from whyward.journal.folding.nouns import CLIENTS
from whyward.journal.guesting.accepting import guest_door
from whyward.journal.sharing.share_log import ShareLog
from whyward.journal.trust import sayings
from whyward.journal.trust.changing import over
from whyward.journal.trust.sayings import Saying
from whyward.protocol import membership
from whyward.protocol.errors import TheirFault
from whyward.protocol.members import Member
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import Party, possession_message


def spaces(relay: RelayHere) -> tuple[list[ControlLog], list[ControlLog]]:
    """Return the control logs of the personal spaces and of the shares that a relay carries."""
    logs = control_logs(relay.folder / "relay.sqlite3")
    return [log for log in logs if not log.is_share], [log for log in logs if log.is_share]


def test_everybody_with_a_key_is_named_in_every_list_with_how_to_stop_it(relay: RelayHere, tmp_path: Path) -> None:
    """Case 156: whoever the relay's own file has a wrap for stands in `status`, for each share."""
    pair = sharing(tmp_path, relay.url)
    before = len(spaces(relay)[1])
    pair.guest.do("sync", "--relay", relay.url)
    tablet = pair_devices(pair.guest, tmp_path / "tablet", relay.url)
    phone = pair_devices(pair.owner, tmp_path / "phone", relay.url)
    pair.sync(tablet, phone, pair.owner)

    status = pair.owner.ask("status")
    (share,) = status["shares"]
    listed = {one["device_id"] for one in share["readers"]}
    (log,) = [log for log in spaces(relay)[1] if {device.hex() for device in log.members} & listed]
    assert len(spaces(relay)[1]) == before
    assert {device.hex() for device in wrapped_for(log)} == listed
    assert {one["party"] for one in share["readers"]} == {"owner", "guest", "recovery"}
    assert pair.owner.ask("share", "list")[0]["readers"] == share["readers"]
    own = {one["device_id"] for one in status["devices"]}
    assert own in [{device.hex() for device in wrapped_for(personal)} for personal in spaces(relay)[0]]


def test_a_device_that_was_shut_out_reads_nothing_and_is_named_nowhere(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    phone = pair_devices(pair.owner, tmp_path / "phone", relay.url, "--device", "phone")
    pair.sync(phone, pair.owner)
    before = {one["device_id"] for one in pair.owner.ask("share", "list")[0]["readers"]}
    pair.owner.do("device", "remove", "phone")
    pair.sync()

    readers = {one["device_id"] for one in pair.owner.ask("share", "list")[0]["readers"]}
    (log,) = [log for log in spaces(relay)[1] if {device.hex() for device in log.members} & readers]
    assert {device.hex() for device in wrapped_for(log)} == readers
    # The phone's device there went, and the words behind the share were renewed.
    assert len(before - readers) == 2
    pair.owner.do("step", GOAL)
    pair.sync()
    assert pair.page()["goals"][0]["goal"]["progress"]["steps"] == 2


def _owners(log: ShareLog) -> list[bytes]:
    return [device for device, member in log.control.members.items() if member.party is Party.OWNER]


def _removes_the_owner(log: ShareLog) -> Saying:
    return sayings.removal(log, [device for device in log.control.members if device in _owners(log)])


def _begins_a_key(log: ShareLog) -> Saying:
    return sayings.rotation(log)


def _replaces_the_kit(log: ShareLog) -> Saying:
    return sayings.new_kit(log, new_keys(log.world.entropy, log.world.crypto))


def _lets_an_owner_in(log: ShareLog) -> Saying:
    keys = new_keys(log.world.entropy, log.world.crypto)
    proof = keys.signer.sign(possession_message(log.control.space_id, keys.device_id))
    return sayings.admission(log, keys.sign_pk, keys.kem_pk, keys.device_id, proof, party=Party.OWNER)


def anything_goes(*_arguments: object, **_named: object) -> bool:
    """Stand in for every rule of who may say what."""
    return True


@pytest.mark.parametrize(
    "wish", [_removes_the_owner, _begins_a_key, _replaces_the_kit, _lets_an_owner_in], ids=lambda one: one.__name__
)
def test_a_guest_that_decides_who_belongs_is_refused_by_the_relay_and_by_the_owner(
    wish: Callable[[ShareLog], Saying], relay: RelayHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cases 80 and 82: a program of the guest's that keeps no rule at all, with the guest's genuine keys."""
    pair = sharing(tmp_path, relay.url)
    before = [log.head for log in spaces(relay)[1]]

    with monkeypatch.context() as lawless:
        for name in ("may_admit", "may_remove", "may_erase"):
            lawless.setattr(membership, name, anything_goes)
        lawless.setattr(Member, "is_owner", property(anything_goes))
        outcome = asyncio.run(_said(pair, wish))

    assert outcome is None
    assert [log.head for log in spaces(relay)[1]] == before
    pair.owner.do("step", GOAL)
    pair.sync(pair.owner)
    (share,) = pair.owner.ask("share", "list")
    assert share["state"] == "active"
    assert pair.owner.ask("share", "audit", WHO)["lines"][0]["sent"]


async def _said(pair: Pair, wish: Callable[[ShareLog], Saying]) -> bool | None:
    """Let the guest's program say something over its relay; None if it was refused."""
    journal = await open_home(pair.guest.home, lambda: "")
    try:
        (row,) = journal.pages.all(CLIENTS)
        shelf = journal._shelf
        door = guest_door(row, shelf.world.crypto)
        log = await shelf.opened(door)
        assert log is not None
        line = await shelf.keeper(log, door).settled()
        try:
            return await over(line)(wish(log)(log.control))
        finally:
            await line.close()
    except (JournalError, TheirFault):
        return None
    finally:
        await journal.close()
