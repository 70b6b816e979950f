"""Clocks that are years off: case 63. Order comes from what was seen, not from what the clocks say; nothing is lost."""

from collections.abc import Iterable
from pathlib import Path

from tests.support.cli_in_world import in_world
from tests.support.cli_process import Device, new_device, pair
from tests.support.cli_relay import RelayHere

DAY_S = 86_400
NOW_S = 1_795_000_000
"""About now; what matters is only that a clock is wrong by years."""

WRONG = {
    "ten years ahead": 3652 * DAY_S,
    "1970": 1 - NOW_S,
    "the last second of 2038": (1 << 31) - NOW_S,
    "ten years behind": -3652 * DAY_S,
    "2106": (1 << 32) - NOW_S,
    "two days behind": -2 * DAY_S,
}


def why(device: Device) -> str:
    """Return the words of the one value."""
    return str(device.ask("value", "show", "Courage")["value"]["own_words"])


def are_remembered(words: Iterable[str], device: Device) -> bool:
    """Whether the history of the value still tells all these words."""
    told = device.do("value", "history").out
    return all(word in told for word in words)


def test_the_last_word_is_the_last_whatever_the_clocks_say(tmp_path: Path, relay: RelayHere) -> None:
    """A phone whose clock jumps by decades, and a laptop whose clock is right: whoever has seen the other, wins."""
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    laptop.do("value", "add", "Courage", "--why", "At first.")
    phone = pair(laptop, tmp_path / "phone", relay.url)
    phone.do("sync")
    for name, off_by in WRONG.items():
        in_world(phone, f"clock={off_by}").do("value", "reword", "Courage", "--why", name)
        assert why(phone) == name

    in_world(phone, f"clock={WRONG['2106']}").do("sync")
    laptop.do("sync")
    after_phone = why(laptop)
    laptop.do("value", "reword", "Courage", "--why", "Said last, by a right clock.")
    laptop.do("sync")
    in_world(phone, f"clock={WRONG['1970']}").do("sync")

    assert after_phone == list(WRONG)[-1]
    assert why(phone) == why(laptop) == "Said last, by a right clock."
    assert are_remembered(WRONG, phone)
    assert are_remembered(WRONG, laptop)
    assert phone.ask("status")["state_hash"] == laptop.ask("status")["state_hash"]
    assert phone.ask("check", "--read-data")["sound"] is True


def test_two_wrong_clocks_agree_on_what_neither_saw(tmp_path: Path, relay: RelayHere) -> None:
    """1970 and 2106 write at once: one state on both, both wordings kept, and no word of the future stays for ever."""
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    laptop.do("value", "add", "Courage", "--why", "At first.")
    phone = pair(laptop, tmp_path / "phone", relay.url)
    phone.do("sync")
    in_world(laptop, f"clock={WRONG['2106']}").do("value", "reword", "Courage", "--why", "From the future.")
    in_world(phone, f"clock={WRONG['1970']}").do("value", "reword", "Courage", "--why", "From the past.")
    for device in (laptop, phone, laptop):
        device.do("sync")
    agreed = why(laptop), why(phone)
    phone.do("value", "reword", "Courage", "--why", "From today.")
    phone.do("sync")
    laptop.do("sync")

    assert agreed[0] == agreed[1]
    assert why(laptop) == why(phone) == "From today."
    assert are_remembered(["From the future.", "From the past."], laptop)
