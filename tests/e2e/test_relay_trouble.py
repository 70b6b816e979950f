"""A relay that is away, that is none, or that is another: what was recorded is safe, and it is said what to do."""

from pathlib import Path

from tests.support.cli_process import AWAY, REFUSED, Device, new_device
from tests.support.cli_relay import nobody, portal, relay_process


def assert_safe(device: Device, recorded: int) -> None:
    """Everything that was recorded is still there, and waits."""
    status = device.ask("status")
    assert (status["recorded"], status["pending"]) == (recorded, recorded)


def test_a_relay_that_is_away_costs_nothing(tmp_path: Path) -> None:
    with nobody() as url:
        device = new_device(tmp_path / "home", "--relay", url)
        device.do("value", "add", "Courage")

        ended = device.run("sync")
        linking = device.run("link")
        joining = Device(tmp_path / "phone").run(
            *("join", "0000-0000-0000-0000-0000", "--relay", url, "--unlock", "file")
        )

    assert (ended.status, linking.status, joining.status) == (AWAY, AWAY, AWAY)
    assert "the relay is out of reach" in ended.err
    assert "safe on this device" in ended.err
    assert not (tmp_path / "phone" / "journal.db").exists()
    assert_safe(device, 1)


def test_a_page_in_place_of_a_relay_is_not_taken_for_one(tmp_path: Path) -> None:
    with portal() as url:
        device = new_device(tmp_path / "home", "--relay", url)
        device.do("value", "add", "Courage")

        ended = device.run("sync")

    assert ended.status == AWAY
    assert "not a Whyward relay" in ended.err
    assert "\x1b" not in ended.err
    assert "html" not in ended.err.casefold()
    assert_safe(device, 1)


def test_another_relay_at_the_same_address_gets_nothing(tmp_path: Path) -> None:
    with relay_process(tmp_path / "first") as relay:
        device = new_device(tmp_path / "home", "--relay", relay.url)
        device.do("sync")
        port = relay.port
    device.do("value", "add", "Courage")
    with relay_process(tmp_path / "second", port=port):
        ended = device.run("sync")

    assert ended.status == REFUSED
    assert "its key is another" in ended.err
    assert "Nothing was sent" in ended.err
    assert_safe(device, 1)


def test_a_relay_put_back_from_an_old_copy_is_given_what_it_lost(tmp_path: Path) -> None:
    with relay_process(tmp_path / "relay") as relay:
        device = new_device(tmp_path / "home", "--relay", relay.url)
        device.do("sync")
        port = relay.port
    old = {path: path.read_bytes() for path in (tmp_path / "relay").iterdir()}
    with relay_process(tmp_path / "relay", port=port):
        device.do("value", "add", "Courage")
        device.do("sync")
    for path in (tmp_path / "relay").iterdir():
        path.unlink()
    for path, content in old.items():
        path.write_bytes(content)
    with relay_process(tmp_path / "relay", port=port):
        device.do("sync")

    status = device.ask("status")
    assert status["pending"] == 0
    assert [alarm["code"] for alarm in status["alarms"]] == ["relay-regressed"]
