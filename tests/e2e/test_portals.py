"""Something else in place of the relay: case 38. It is told apart, read no further, and nothing changes."""

from tests.support.cli_in_world import in_world
from tests.support.cli_process import AWAY, Device
from tests.support.portals import PORTALS, portal_of


def test_whatever_answers_in_place_of_a_relay_changes_nothing(device: Device) -> None:
    """A login page, an object, nothing, a gibibyte of it: one calm sentence each, within half a gibibyte of memory."""
    before = device.ask("status")
    limited = in_world(device, "memory=512", "patience=2")
    for name, portal in PORTALS.items():
        with portal_of(portal) as url:
            ended = limited.run("sync", "--relay", url)

        assert ended.status == AWAY, f"{name}: {ended.out} {ended.err}"
        assert "safe on this device" in ended.err, f"{name}: {ended.err}"
        assert "login" not in ended.err.replace("wants a login first", ""), f"{name}: {ended.err}"
        assert "\x1b" not in ended.err, name
        assert "Traceback" not in ended.err, f"{name}: {ended.err}"
    after = device.ask("status")
    assert {**after, "relay": None} == before
