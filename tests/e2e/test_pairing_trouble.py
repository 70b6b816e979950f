"""Wrong codes and words, codes used twice or too late: nobody gets in, and both sides are told."""

import signal
from pathlib import Path

import pytest

from tests.support.cli_process import AWAY, LOCKED, MISUSE, REFUSED, TIMEOUT_S, Device, new_device, next_line, type_line
from tests.support.cli_relay import RelayHere, relay_process


@pytest.fixture(scope="module")
def trusted(relay: RelayHere, tmp_path_factory: pytest.TempPathFactory) -> Device:
    """Make a journal that knows the relay."""
    return new_device(tmp_path_factory.mktemp("trusted") / "home", "--relay", relay.url)


def joining(home: Path, code: str, url: str) -> tuple[Device, tuple[str, ...]]:
    """Return a new device and its join command."""
    return Device(home), ("join", code, "--relay", url, "--unlock", "file")


def members(device: Device) -> int:
    """Return how many devices are in, the recovery words not counted."""
    return len([one for one in device.ask("device", "list") if not one["is_recovery"]])


def another(code: str) -> str:
    """Return a code for the same mailbox with another secret."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def test_wrong_words_let_nobody_in(trusted: Device, relay: RelayHere, tmp_path: Path) -> None:
    with trusted.start("--json", "link") as link:
        device, command = joining(tmp_path / "home", next_line(link)["code"], relay.url)
        with device.start("--json", *command) as join:
            next_line(join)
            for _ in range(3):
                type_line(link, "abandon ability able about")
            _, link_err = link.communicate(timeout=TIMEOUT_S)
            _, join_err = join.communicate(timeout=TIMEOUT_S)

    assert link.returncode in {REFUSED, LOCKED}
    assert join.returncode in {REFUSED, LOCKED}
    assert b'"hint"' in link_err
    assert b'"hint"' in join_err
    assert members(trusted) == 1
    assert not (device.home / "journal.db").exists()


def test_leaving_the_words_out_lets_nobody_in(trusted: Device, relay: RelayHere, tmp_path: Path) -> None:
    with trusted.start("--json", "link") as link:
        device, command = joining(tmp_path / "home", next_line(link)["code"], relay.url)
        with device.start("--json", *command) as join:
            next_line(join)
            _, link_err = link.communicate(timeout=TIMEOUT_S)
            join.communicate(timeout=TIMEOUT_S)

    assert link.returncode == MISUSE
    assert b"Nothing was shared" in link_err
    assert join.returncode in {REFUSED, LOCKED}
    assert members(trusted) == 1


def test_ctrl_c_before_the_words_shares_nothing(trusted: Device, relay: RelayHere, tmp_path: Path) -> None:
    before = members(trusted)
    with trusted.start("link") as link:
        assert link.stdout is not None
        device, command = joining(tmp_path / "home", link.stdout.readline().decode().strip(), relay.url)
        with device.start("--json", *command) as join:
            next_line(join)
            link.send_signal(signal.SIGINT)
            _, link_err = link.communicate(timeout=TIMEOUT_S)
            join.communicate(timeout=TIMEOUT_S)

    assert link.returncode == 130
    assert b"Traceback" not in link_err
    assert b"only if you are holding the new device yourself" in link_err
    assert join.returncode in {REFUSED, AWAY}
    assert members(trusted) == before


def test_a_code_mistyped_once_can_be_typed_again(trusted: Device, relay: RelayHere, tmp_path: Path) -> None:
    with trusted.start("--json", "link") as link:
        code = next_line(link)["code"]
        device, command = joining(tmp_path / "home", another(code), relay.url)
        with device.start("--json", *command) as join:
            type_line(join, code)
            type_line(link, " ".join(next_line(join)["words"]))
            join.communicate(timeout=TIMEOUT_S)
        link.communicate(timeout=TIMEOUT_S)

    assert (join.returncode, link.returncode) == (0, 0)
    assert members(trusted) == 2


def test_a_wrong_code_three_times_ends_the_pairing(trusted: Device, relay: RelayHere, tmp_path: Path) -> None:
    before = members(trusted)
    with trusted.start("--json", "link") as link:
        code = another(next_line(link)["code"])
        device, command = joining(tmp_path / "home", code, relay.url)
        with device.start("--json", *command) as join:
            for _ in range(2):
                type_line(join, code)
            _, join_err = join.communicate(timeout=TIMEOUT_S)
        _, link_err = link.communicate(timeout=TIMEOUT_S)

    assert (join.returncode, link.returncode) == (LOCKED, LOCKED)
    assert b"three times" in link_err
    assert b'"hint"' in join_err
    assert members(trusted) == before


def test_a_code_works_once(trusted: Device, relay: RelayHere, tmp_path: Path) -> None:
    before = members(trusted)
    with trusted.start("--json", "link") as link:
        code = next_line(link)["code"]
        first, command = joining(tmp_path / "first", code, relay.url)
        second, again = joining(tmp_path / "second", code, relay.url)
        with first.start("--json", *command) as join:
            words = " ".join(next_line(join)["words"])
            late = second.run(*again)
            type_line(link, words)
            join.communicate(timeout=TIMEOUT_S)
        link.communicate(timeout=TIMEOUT_S)
    after = second.run(*again)

    assert (join.returncode, link.returncode) == (0, 0)
    assert (late.status, after.status) == (REFUSED, REFUSED)
    assert "used already" in late.err
    assert "whyward link" in after.err
    assert members(trusted) == before + 1


def test_a_code_that_nobody_uses_ends(tmp_path: Path) -> None:
    with relay_process(tmp_path / "relay", "--mailbox-s", "0.5") as relay:
        trusted = new_device(tmp_path / "home", "--relay", relay.url)
        with trusted.start("link") as link:
            assert link.stdout is not None
            code = link.stdout.readline().decode().strip()
            _, link_err = link.communicate(timeout=TIMEOUT_S)
        device, command = joining(tmp_path / "phone", code, relay.url)
        late = device.run(*command)

    assert link.returncode == REFUSED
    assert b"whyward link" in link_err
    assert late.status == REFUSED
    assert "too old" in late.err
    assert not (device.home / "journal.db").exists()


@pytest.mark.parametrize("code", ["", "ABCD", "ABCD-EFGH-JKMN-PQRS-TVWU", "ABCD-EFGH-JKMN-PQRS-TVW\x1b"])
def test_what_is_no_code_is_told_before_anything_is_sent(tmp_path: Path, code: str) -> None:
    device, command = joining(tmp_path / "home", code, "http://127.0.0.1:1")

    ended = device.run(*command)

    assert ended.status == MISUSE
    assert "\x1b" not in ended.err
    assert not device.home.exists()
