"""The day on which the recovery words were last tried here: of these words, and of no others."""

import stat
from datetime import date
from pathlib import Path

import pytest

from whyward.adapters.rehearsal_file import last_rehearsal, note_rehearsal

WORDS, OTHERS, DAY = b"\x01" * 16, b"\x02" * 16, date(2026, 11, 29)


def test_the_day_is_known_of_these_words_and_of_no_others(tmp_path: Path) -> None:
    assert last_rehearsal(tmp_path, WORDS) is None
    note_rehearsal(tmp_path, WORDS, date(2026, 3, 1))
    note_rehearsal(tmp_path, WORDS, DAY)

    assert last_rehearsal(tmp_path, WORDS) == DAY
    assert last_rehearsal(tmp_path, OTHERS) is None
    assert stat.S_IMODE((tmp_path / "rehearsal.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff", b'{"words": 1, "on": "2026-11-29"}', b" " * 5000])
def test_an_odd_file_says_nothing(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "rehearsal.json").write_bytes(raw)

    assert last_rehearsal(tmp_path, WORDS) is None


def test_what_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    note_rehearsal(tmp_path, WORDS, DAY)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "rehearsal.json").symlink_to(tmp_path / "rehearsal.json")

    assert last_rehearsal(tmp_path / "linked", WORDS) is None


def test_a_folder_that_takes_nothing_leaves_it_unsaid(tmp_path: Path) -> None:
    note_rehearsal(tmp_path / "nowhere", WORDS, DAY)

    assert last_rehearsal(tmp_path / "nowhere", WORDS) is None
