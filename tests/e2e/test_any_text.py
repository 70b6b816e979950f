"""Texts that programs trip over, through real processes: typed into one device, carried by a relay, read on another.

All of them, and every field, are in the property tests; here is what a pipe, a terminal's JSON and a socket add.
"""

from pathlib import Path

from tests.support.cli_process import new_device, pair
from tests.support.cli_relay import RelayHere
from tests.support.hard_texts import HARD_TEXTS

CHOSEN = (
    "decomposed",
    "a family of seven code points",
    "code points that are no characters",
    "lines and a tab",
    "what looks like markup",
)


def test_what_is_typed_on_one_device_is_read_on_another_byte_for_byte(relay: RelayHere, tmp_path: Path) -> None:
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    text_by_id = {
        laptop.do("--json", "write", "-", typed=HARD_TEXTS[name].encode()).document["id"]: HARD_TEXTS[name]
        for name in CHOSEN
    }
    phone = pair(laptop, tmp_path / "phone", relay.url)
    phone.do("sync")

    read = {entry_id: phone.ask("entry", "show", entry_id)["body"] for entry_id in text_by_id}

    assert read == text_by_id
