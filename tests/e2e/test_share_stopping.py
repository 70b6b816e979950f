"""Case 153: stopping ends what goes out, for an honest program and for a dishonest one; the rest is said plainly."""

import json
import shutil
from pathlib import Path

from tests.support.cli_process import DONE, REFUSED, Device
from tests.support.cli_relay import RelayHere, nobody, relay_process
from tests.support.cli_shares import FROM, GOAL, WHO, sharing


def test_an_honest_program_deletes_its_copies_and_says_so(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    held = list((pair.guest.home / "shares").iterdir())
    assert held

    said = pair.owner.do("share", "stop", WHO)
    pair.sync(pair.guest, pair.owner)

    assert "cannot be taken back" in said.err
    assert list((pair.guest.home / "shares").iterdir()) == []
    assert pair.guest.run("practice", "show", FROM).status == REFUSED
    assert pair.owner.ask("share", "audit", WHO)["notices"] == ["They say that they have deleted their copies."]


def test_a_program_that_keeps_its_copies_gets_nothing_that_is_recorded_later(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    before = pair.page()
    dishonest = Device(Path(shutil.copytree(pair.guest.home, tmp_path / "kept")))
    pair.owner.do("share", "stop", WHO)
    pair.owner.do("goal", "adjust", GOAL, "--statement", "Zqxv-later-kanarienvogel")
    pair.owner.do("sync")

    # It never syncs again as an honest one would: it only reads what it has, and then asks the relay.
    assert pair.page(dishonest)["goals"] == before["goals"]
    dishonest.run("sync")
    everything = [dishonest.run("--json", *listing).out for listing in (("practice", "list"), ("timeline",))]
    assert "kanarienvogel" not in json.dumps(everything)
    assert not [path for path in dishonest.home.rglob("*") if path.is_file() and b"kanarienvogel" in path.read_bytes()]


def test_what_the_law_keeps_stays_and_the_owner_reads_until_when(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    pair.guest.do("practice", "keep", FROM, "--by-law", "--until", "2046-01-01", "--basis", "Record of treatment.")
    pair.owner.do("share", "stop", WHO)
    pair.sync(pair.guest, pair.owner)

    assert pair.page()["goals"][0]["goal"]["statement"] == GOAL
    (notice,) = pair.owner.ask("share", "audit", WHO)["notices"]
    assert "the law makes them keep their copies until 2046-01-01" in notice


def test_copies_stay_for_the_days_that_were_said_and_nothing_new_comes(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    pair.guest.do("practice", "keep", FROM, "--days", "30")
    pair.owner.do("share", "stop", WHO)
    pair.owner.do("step", GOAL)
    pair.sync()

    page = pair.page()
    assert page["client"]["state"] == "ended"
    assert page["goals"][0]["goal"]["progress"]["steps"] == 1
    assert page["client"]["delete_on"] is not None


def test_stopping_works_while_the_relay_is_away_and_is_said_to_it_later(tmp_path: Path) -> None:
    with relay_process(tmp_path / "relay") as here:
        pair = sharing(tmp_path, here.url)
        port = here.port
    stopped = pair.owner.ask("share", "stop", WHO)
    assert stopped == {"stopped": True, "cut_off": False}
    pair.owner.do("step", GOAL)

    with relay_process(tmp_path / "relay", port=port):
        pair.sync(pair.guest)
        assert pair.page()["goals"][0]["goal"]["progress"]["steps"] == 1
        pair.sync(pair.owner, pair.guest)
        assert pair.guest.ask("practice", "list")[0]["state"] == "deleted"


def test_a_stop_is_silent(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    pair.guest.do("practice", "keep", FROM, "--days", "30")
    pair.owner.do("share", "stop", WHO)
    pair.sync()

    page = pair.page()
    assert "note" not in page
    assert page["client"]["state"] == "ended"


def test_what_was_stopped_does_not_come_back(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    pair.owner.do("share", "stop", WHO)

    for again in (("resume",), ("renew", "--i-agree", "1,2,3,4,5,6"), ("widen", "--may", "propose")):
        assert pair.owner.run("share", again[0], WHO, *again[1:]).status != DONE, again
    assert pair.owner.run("undo").status == REFUSED


def test_whoever_lets_go_deletes_their_copies_and_it_is_told(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    pair.guest.do("practice", "leave", FROM)
    pair.sync(pair.owner)

    assert list((pair.guest.home / "shares").iterdir()) == []
    assert [one["comment"]["text"] for one in pair.owner.ask("inbox")["comments"]] == [
        "I have deleted my copies of what you shared."
    ]


def test_a_request_to_delete_is_answered(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    request = pair.owner.ask("share", "ask-deletion", WHO, "--goal", GOAL, "-m", "Please.")["request_id"]
    pair.sync()
    assert pair.page()["written"]["requests"][0]["text"] == "Please."

    pair.guest.do("practice", "answer", FROM, request[:8], "kept-by-law", "--until", "2046-01-01")
    pair.sync(pair.guest, pair.owner)

    answer = pair.owner.ask("inbox")["requests"][0]["request"]
    assert (answer["answer"], answer["until"]) == ("kept_by_law", "2046-01-01")


def test_an_invitation_that_no_relay_takes_leaves_nothing_that_can_be_followed(tmp_path: Path) -> None:
    with nobody() as url:
        owner = Device(tmp_path / "owner")
        owner.do("init", "--unlock", "file", "--relay", url)

        assert owner.run("share", "invite", WHO).status == 4
        assert owner.ask("share", "list") == []
