"""How the app looks and locks on this device: a small file that tells nothing that was written."""

import json
import stat
from pathlib import Path

import pytest

from whyward.adapters.device_settings import DeviceSettings, load_settings, save_settings
from whyward.journal.errors import Refused


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    chosen = DeviceSettings(theme="dark", text_size="larger", low_energy=True, lock_minutes=60, title="Notes")
    save_settings(tmp_path, chosen)

    assert load_settings(tmp_path) == chosen
    assert json.loads((tmp_path / "settings.json").read_bytes())["title"] == "Notes"
    assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"theme": "purple"}',
        b'{"lock_minutes": 0}',
        b'{"lock_minutes": 241}',
        b'{"lock_minutes": 1.5}',
        b'{"title": "<script>"}',
        b'{"low_energy": "yes"}',
        b'{"title": "Notes"}' + b" " * (64 << 10),
    ],
)
def test_a_file_that_is_odd_means_the_usual_settings(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(raw)

    assert load_settings(tmp_path) == DeviceSettings()


def test_what_is_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "nowhere") == DeviceSettings()
    (tmp_path / "folder" / "settings.json").mkdir(parents=True)
    assert load_settings(tmp_path / "folder") == DeviceSettings()
    save_settings(tmp_path, DeviceSettings(theme="dark"))
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "settings.json").symlink_to(tmp_path / "settings.json")
    assert load_settings(tmp_path / "linked") == DeviceSettings()


def test_settings_of_a_newer_version_are_taken_as_far_as_they_are_known(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"theme": "dark", "sound": "off"}')

    assert load_settings(tmp_path) == DeviceSettings(theme="dark")


def test_a_disk_that_does_not_take_them_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="settings cannot be kept"):
        save_settings(tmp_path / "nowhere", DeviceSettings())
