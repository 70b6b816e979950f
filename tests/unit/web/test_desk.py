"""The desk: it locks once nobody is at it, lets nobody in meanwhile, and locks by itself when everybody has left."""

import asyncio
from pathlib import Path

import pytest

from tests.support.web_desk import app_at
from whyward.adapters.home import Lock
from whyward.journal.errors import Locked
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.key_file import Unlock
from whyward.web import desk as desk_module
from whyward.web.desk import Desk

PATIENCE_S = 60.0


async def test_it_locks_once_what_was_begun_is_done_and_nothing_new_begins(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        desk = app.desk
        await desk.found(Lock(Unlock.FILE))
        async with desk.used():
            journal = desk.journal
            locking = asyncio.create_task(desk.lock())
            await asyncio.sleep(0.1)
            assert not locking.done()
            assert not desk.is_open
            with pytest.raises(Locked, match="is locked"):
                desk.journal  # noqa: B018  # asking for it is what is refused
            await journal.record(WriteEntry(body="Begun before."))
        await asyncio.wait_for(locking, PATIENCE_S)

        await desk.unlock("")
        assert len(list(desk.journal.pages.entries())) == 1


async def test_it_locks_by_itself_once_everybody_has_been_away_long_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = [1000.0]
    monkeypatch.setattr(desk_module, "monotonic_s", lambda: now_s[0])
    desk = Desk(tmp_path / "home", show_in_terminal=lambda _: None)
    await desk.found(Lock(Unlock.FILE))
    listener = desk.changes.listen(None)
    now_s[0] += desk.settings.lock_minutes * 60 + 61
    watching = asyncio.create_task(desk.lock_when_left())
    try:
        while desk.is_open:
            await asyncio.wait_for(listener.wait(), PATIENCE_S)
    finally:
        watching.cancel()
        await desk.lock()
