"""Share logs on disk: whole or not there, never one in place of another, and gone when they are deleted."""

import stat
from pathlib import Path

import pytest

from whyward.adapters.share_files import ShareFiles
from whyward.journal.errors import Damaged, Refused

NAME = "0" * 32


def names_in(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


async def made(files: ShareFiles, value: bytes) -> None:
    """Make a log with one named value."""
    async with files.making(NAME) as store, store.turn() as turn:
        await turn.put("name", value)


async def test_a_log_is_there_once_it_is_whole(tmp_path: Path) -> None:
    files = ShareFiles(tmp_path / "shares")
    assert await files.open(NAME) is None

    await made(files, b"first")

    store = await files.open(NAME)
    assert store is not None
    assert await store.get("name") == b"first"
    await store.close()
    assert stat.S_IMODE((tmp_path / "shares").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "shares" / f"{NAME}.db").stat().st_mode) == 0o600


async def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    files = ShareFiles(tmp_path)

    with pytest.raises(RuntimeError):
        async with files.making(NAME):
            raise RuntimeError

    assert names_in(tmp_path) == []


async def test_a_log_never_takes_the_place_of_another(tmp_path: Path) -> None:
    files = ShareFiles(tmp_path)

    async def slower() -> None:
        async with files.making(NAME):
            await made(files, b"quicker")

    with pytest.raises(Refused, match="another Whyward"):
        await slower()

    store = await files.open(NAME)
    assert store is not None
    assert await store.get("name") == b"quicker"
    await store.close()


async def test_a_deleted_log_leaves_no_file_behind(tmp_path: Path) -> None:
    files = ShareFiles(tmp_path)
    await made(files, b"gone soon")
    store = await files.open(NAME)
    assert store is not None
    async with store.turn() as turn:
        await turn.put("name", b"changed, so that SQLite keeps a journal beside it")
    await store.close()

    await files.remove(NAME)
    await files.remove(NAME)

    assert names_in(tmp_path) == []
    assert await files.open(NAME) is None


async def test_a_link_in_place_of_a_log_is_not_followed(tmp_path: Path) -> None:
    files = ShareFiles(tmp_path)
    (tmp_path / f"{NAME}.db").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Damaged):
        await files.open(NAME)


async def test_a_folder_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    (tmp_path / "shares").write_bytes(b"a file in its place")

    with pytest.raises(Refused):
        await made(ShareFiles(tmp_path / "shares"), b"")
