"""Cases 51 and 81: somebody in between is noticed by the words, and every device that reads is named with its day."""

from pathlib import Path

from tests.support.cli_process import DONE, MISUSE, REFUSED, new_device
from tests.support.cli_process import pair as pair_devices
from tests.support.cli_relay import RelayHere
from tests.support.cli_shares import ALL_SIX, FROM, GOAL, WHO, accept, asked, confirm, invite, sharing, two_people


def test_whoever_follows_the_link_first_has_other_words_and_is_shown_nothing(relay: RelayHere, tmp_path: Path) -> None:
    """Case 51: keys put in the place of the right ones give other words, and a third wrong try ends the invitation."""
    pair = two_people(tmp_path, relay.url)
    link = invite(pair)
    thief = new_device(tmp_path / "thief")
    stolen = accept(thief, link, name="Dr Rossi")
    refused = pair.guest.run("share", "accept", link, "--name", "Dr Rossi", "--duties", "")
    assert refused.status == REFUSED
    assert "somebody has followed this link already" in refused.err

    # The right person reads out words of a space of their own: whatever they are, they are not those of the thief.
    tries = [confirm(pair.owner, ["zoo"] * 8) for _ in range(3)]

    assert [one.status for one in tries] == [MISUSE, MISUSE, REFUSED]
    assert "2 more tries" in tries[0].err
    assert "one more try" in tries[1].err
    assert "this invitation is over" in tries[2].err
    pair.sync(pair.owner)
    thief.do("sync")
    assert pair.owner.run("share", "confirm", WHO, typed="\n".join(stolen).encode()).status == REFUSED
    assert pair.owner.run("share", "grant", WHO, "--goal", GOAL, *ALL_SIX).status == REFUSED
    client = thief.ask("practice", "list")[0]
    assert client["state"] == "waiting"
    assert thief.run("practice", "show", client["space_id"][:8]).status == REFUSED


def test_a_changed_link_leads_nowhere_and_says_so(relay: RelayHere, tmp_path: Path) -> None:
    pair = two_people(tmp_path, relay.url)
    link = invite(pair)
    head, _, tail = link.partition("#")

    for changed in (head, head + "#", f"{head}#{tail[:-3]}", f"{head}#B{tail[1:]}", "https://relay.example/s", "hello"):
        ended = pair.guest.run("share", "accept", changed, "--name", "R", "--duties", "")
        assert ended.status == MISUSE, changed
        assert tail[5:30] not in ended.err
    assert pair.guest.ask("practice", "list") == []
    assert pair.owner.run("share", "accept", link, "--name", "R", "--duties", "").status == REFUSED


def test_a_further_device_of_theirs_is_named_with_its_day_and_stopping_ends_it_too(
    relay: RelayHere, tmp_path: Path
) -> None:
    """Case 81: the owner hears of each device of the other side, and can send all of them away."""
    pair = sharing(tmp_path, relay.url)
    pair.guest.do("sync", "--relay", relay.url)
    tablet = pair_devices(pair.guest, tmp_path / "tablet", relay.url)
    pair.sync(tablet, pair.owner, tablet)
    assert pair.page(tablet)["goals"][0]["goal"]["statement"] == GOAL

    (share,) = pair.owner.ask("share", "list")
    theirs = [one for one in share["readers"] if one["party"] == "guest"]
    assert len(theirs) == 3
    assert [one["is_root"] for one in theirs].count(True) == 1
    assert all(one["since"] is not None for one in theirs)
    assert "one more device" in " ".join(share["notices"])
    assert theirs[-1]["since"] in " ".join(share["notices"])
    for listing in (("device", "list"), ("share", "list"), ("status",)):
        shown = pair.owner.do(*listing).out
        assert all(one["device_id"][:8] in shown for one in theirs), listing
        assert f"whyward share stop '{WHO}'" in shown

    pair.owner.do("share", "stop", WHO)
    pair.owner.do("step", GOAL)
    pair.sync(pair.owner, pair.guest, tablet)
    assert {device.ask("practice", "list")[0]["state"] for device in (pair.guest, tablet)} == {"deleted"}


def test_the_words_can_be_compared_again_at_any_time(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)

    assert pair.owner.ask("share", "verify", WHO)["words"] == pair.guest.ask("practice", "words", FROM)["words"]
    assert asked(pair.owner)["answered"]


def test_before_anybody_has_answered_there_is_nothing_to_compare(relay: RelayHere, tmp_path: Path) -> None:
    pair = two_people(tmp_path, relay.url)
    invite(pair)

    assert asked(pair.owner) == {"answered": False, "name": "", "duties": "", "positions": []}
    assert pair.owner.run("share", "verify", WHO).status == REFUSED
    assert pair.owner.run("share", "stop", WHO).status == DONE
