"""A carrier folder on a real file system: whole files, no links followed, and a sentence for each trouble."""

import asyncio
import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from whyward.adapters import carrier_folder
from whyward.adapters.carrier_folder import FolderOnDisk
from whyward.journal.errors import JournalError, Refused, Unreachable
from whyward.journal.folder.ports import Entry


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def test_a_file_that_was_put_is_there_whole_and_nothing_else(tmp_path: Path) -> None:
    folder = FolderOnDisk(tmp_path)

    assert await folder.put("space/control/1.statement", b"content")

    assert tree(tmp_path) == {"space/control/1.statement": b"content"}
    assert await folder.read("space/control/1.statement", 7) == b"content"
    assert await folder.entries("space") == [Entry("control", is_folder=True)]
    assert await folder.entries("space/control") == [Entry("1.statement", is_folder=False)]


async def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    folder = FolderOnDisk(tmp_path)
    await folder.put("space/one", b"first")

    assert not await folder.put("space/one", b"second")
    assert tree(tmp_path) == {"space/one": b"first"}


@pytest.mark.parametrize("has_links", [True, False])
async def test_of_many_that_put_one_name_at_once_exactly_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    """On a file system with links, and on one without (a FAT stick)."""
    if not has_links:
        monkeypatch.setattr(os, "link", _refuse_a_link)
    for round_ in range(20):
        puts = [FolderOnDisk(tmp_path).put(f"space/{round_}", b"%d" % one) for one in range(8)]

        done = await asyncio.gather(*puts)

        assert sum(done) == 1
        assert (tmp_path / "space" / str(round_)).read_bytes() == b"%d" % done.index(True)
    assert len(tree(tmp_path)) == 20, "nothing is left beside"


def _refuse_a_link(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "no links here")


def link(path: Path, elsewhere: Path) -> None:
    """Put a link to a file."""
    (elsewhere / "secret").write_bytes(b"secret")
    path.symlink_to(elsewhere / "secret")


def hanging_link(path: Path, elsewhere: Path) -> None:
    """Put a link to nothing."""
    path.symlink_to(elsewhere / "nothing")


def subfolder(path: Path, elsewhere: Path) -> None:
    """Put a folder."""
    del elsewhere
    path.mkdir()


def fifo(path: Path, elsewhere: Path) -> None:
    """Put a pipe that nobody writes to."""
    del elsewhere
    os.mkfifo(path)


@pytest.mark.parametrize("spoil", [link, hanging_link, subfolder, fifo])
async def test_what_is_no_plain_file_is_neither_read_nor_written_nor_told_as_one(
    tmp_path: Path, spoil: Callable[[Path, Path], None]
) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    (stick / "space").mkdir(parents=True)
    elsewhere.mkdir()
    spoil(stick / "space" / "one", elsewhere)
    folder = FolderOnDisk(stick)

    assert await folder.read("space/one", 100) is None
    assert not await folder.put("space/one", b"content")
    assert Entry("one", is_folder=False) not in await folder.entries("space")
    assert not (elsewhere / "nothing").exists()


async def test_a_folder_that_is_a_link_is_not_gone_through(tmp_path: Path) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    for made in (stick, elsewhere):
        made.mkdir()
    (elsewhere / "one").write_bytes(b"secret")
    (stick / "space").symlink_to(elsewhere)
    folder = FolderOnDisk(stick)

    assert await folder.entries("") == []
    assert await folder.entries("space") == []
    assert await folder.read("space/one", 100) is None
    with pytest.raises(Refused):
        await folder.put("space/two", b"content")
    assert tree(elsewhere) == {"one": b"secret"}


async def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 101)

    assert await FolderOnDisk(tmp_path).read("large", 100) is None


async def test_a_folder_with_more_names_than_any_journal_writes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier_folder, "ENTRIES_MAX", 10)
    for n in range(11):
        (tmp_path / str(n)).touch()

    with pytest.raises(Refused, match="more files"):
        await FolderOnDisk(tmp_path).entries("")


async def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    """A stick that is not plugged in must not become a folder on this disk."""
    folder = FolderOnDisk(tmp_path / "stick")

    for call in (
        folder.entries(""),
        folder.entries("space"),
        folder.read("space/one", 9),
        folder.put("space/one", b""),
    ):
        with pytest.raises(Unreachable, match="is not there") as caught:
            await call
        assert "is safe" in caught.value.hint
    assert not tree(tmp_path)
    assert await FolderOnDisk(tmp_path).entries("") == []


async def test_a_file_in_its_place_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "stick").write_bytes(b"")

    with pytest.raises(Refused, match="is not a folder"):
        await FolderOnDisk(tmp_path / "stick").entries("")


@pytest.mark.parametrize(
    ("number", "kind", "says"),
    [
        (errno.ENOSPC, Refused, "no room left"),
        (errno.EDQUOT, Refused, "no room left"),
        (errno.EROFS, Refused, "cannot be written to"),
        (errno.EACCES, Refused, "cannot be written to"),
        (errno.EIO, Refused, "cannot be written to"),
    ],
)
@pytest.mark.parametrize("step", ["open", "fsync", "link"])
async def test_each_trouble_with_writing_is_told_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, kind: type[JournalError], says: str
) -> None:
    folder = FolderOnDisk(tmp_path)
    await folder.put("space/one", b"content")
    real: Callable[..., int] = getattr(os, step)
    armed = threading.Event()

    def fail(*arguments: object, **named: object) -> int:
        is_writing = step != "open" or str(arguments[0]).endswith(".part")
        if armed.is_set() and is_writing:
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    monkeypatch.setattr(os, step, fail)
    armed.set()
    with pytest.raises(kind, match=says) as caught:
        await folder.put("space/two", b"content")
    armed.clear()

    assert "is safe" in caught.value.hint
    assert tree(tmp_path) == {"space/one": b"content"}
    assert await folder.put("space/two", b"content")
