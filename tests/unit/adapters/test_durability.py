"""What is said to be durable is: how the log is written, and in which order a carrier's files get their names."""

import os
import stat
from pathlib import Path

import pytest

from whyward.adapters.carrier_folder import FolderOnDisk
from whyward.adapters.log_store import create_log, open_log


@pytest.mark.parametrize("is_new", [True, False])
async def test_a_log_is_written_as_durable_as_sqlite_can_and_erases_what_it_deletes(
    tmp_path: Path, *, is_new: bool
) -> None:
    """A new one and one that is opened again; 2 is FULL."""
    path = tmp_path / "journal.db"
    log = await create_log(path)
    if not is_new:
        await log.close()
        log = await open_log(path)
    said = {}
    for pragma in ("journal_mode", "synchronous", "secure_delete", "trusted_schema", "cell_size_check"):
        ((said[pragma],),) = await log._db.execute_fetchall(f"PRAGMA {pragma}")
    await log.close()

    assert said == {
        "journal_mode": "persist",
        "synchronous": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


async def test_a_carried_file_is_durable_before_it_is_named_and_its_name_before_it_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content, name, and the folder that holds the name: a stick that is pulled at any moment shows no half file."""
    steps: list[str] = []
    sync, link = os.fsync, os.link

    def synced(handle: int) -> None:
        steps.append("names" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
        sync(handle)

    def named(source: str, name: str, **folders: object) -> None:
        steps.append("name")
        link(source, name, **folders)  # type: ignore[arg-type]  # as the product says it

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", named)
    assert await FolderOnDisk(tmp_path).put("space/one", b"content")

    assert steps[-3:] == ["content", "name", "names"]
