"""Two devices of one person and a relay, all as processes: pair, record apart, come together."""

import signal
from pathlib import Path

from tests.support.cli_process import TIMEOUT_S, new_device, next_line, pair
from tests.support.cli_relay import RelayHere, relay_process


def test_what_is_recorded_apart_comes_together(tmp_path: Path) -> None:
    with relay_process(tmp_path / "relay") as relay:
        laptop = new_device(tmp_path / "laptop", "--relay", relay.url, "--device", "laptop")
        phone = pair(laptop, tmp_path / "phone", relay.url, "--device", "phone")
        port = relay.port
    laptop.do("value", "add", "Authenticity")
    phone.do("value", "add", "Kindness")
    assert laptop.run("sync").status == 4
    with relay_process(tmp_path / "relay", port=port):
        for device in (laptop, phone, laptop):
            device.do("sync")
        phone.do("step", "--value", "Authenticity", "-m", "I said it.")
        for device in (phone, laptop):
            device.do("sync")

    first, second = laptop.ask("status"), phone.ask("status")
    assert first["state_hash"] == second["state_hash"]
    assert [status["pending"] for status in (first, second)] == [0, 0]
    assert [status["alarms"] for status in (first, second)] == [[], []]
    names = [value["name"] for value in laptop.ask("value", "list")]
    assert sorted(names) == ["Authenticity", "Kindness"]
    assert {device["name"] for device in laptop.ask("device", "list")} == {"laptop", "phone", None}


def test_an_edit_of_both_keeps_both_until_it_is_settled(relay: RelayHere, tmp_path: Path) -> None:
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    entry = laptop.ask("write", "Tea.")["id"]
    phone = pair(laptop, tmp_path / "phone", relay.url)
    for device in (laptop, phone):
        device.do("sync")
    laptop.do("entry", "edit", entry, "Tea with Noor.")
    phone.do("entry", "edit", entry, "Tea, and rain.")
    for device in (laptop, phone, laptop):
        device.do("sync")

    assert [one["id"] for one in laptop.ask("conflicts")] == [entry]
    shown = laptop.do("entry", "show", entry).out
    assert "Tea with Noor." in shown
    assert "Tea, and rain." in shown

    laptop.do("conflicts", "settle", entry, "--text", "Tea with Noor, and rain.")
    for device in (laptop, phone):
        device.do("sync")
    assert phone.ask("conflicts") == []
    assert phone.ask("entry", "show", entry)["body"] == "Tea with Noor, and rain."


def test_watching_carries_each_change_at_once_and_ends_politely(relay: RelayHere, tmp_path: Path) -> None:
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    phone = pair(laptop, tmp_path / "phone", relay.url)
    phone.do("sync")
    with phone.start("--json", "sync", "--watch") as watching:
        laptop.do("value", "add", "Courage")
        laptop.do("sync")
        change = next_line(watching)
        assert change["received"] >= 1
        watching.send_signal(signal.SIGTERM)
        watching.communicate(timeout=2 + TIMEOUT_S)

    assert watching.returncode == 0
    assert [value["name"] for value in phone.ask("value", "list")] == ["Courage"]


def test_watching_waits_for_a_relay_that_is_away_and_says_so_once(tmp_path: Path) -> None:
    with relay_process(tmp_path / "relay") as relay:
        laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
        laptop.do("value", "add", "Courage")
        port = relay.port
    with laptop.start("sync", "--watch") as watching:
        assert watching.stderr is not None
        away = watching.stderr.readline().decode()
        with relay_process(tmp_path / "relay", port=port):
            back = watching.stderr.readline().decode()
            while laptop.ask("status")["pending"]:
                assert watching.poll() is None
            watching.send_signal(signal.SIGINT)
            watching.communicate(timeout=TIMEOUT_S)

    assert away == "The relay is out of reach. Trying again now and then.\n"
    assert back == "In step with the relay. Watching; Ctrl-C ends it.\n"
    assert watching.returncode == 0


def test_a_relay_by_invite_takes_whoever_has_one(tmp_path: Path) -> None:
    device = new_device(tmp_path / "laptop")
    with relay_process(tmp_path / "relay", "--admission", "invite") as relay:
        refused = device.run("sync", "--relay", relay.url)
        token = device.do("relay", "invite", "--data", str(tmp_path / "relay" / "relay.sqlite3")).out.strip()
        device.do("sync", "--invite", token)

    assert refused.status == 1
    assert "by invite only" in refused.err
    assert device.ask("status")["pending"] == 0
