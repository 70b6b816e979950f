"""Rows that a broken disk has changed into something else, each on purpose: found, refused, and no loop without end."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.spoilt_file import flipped, found_in, grown, judge, open_again
from whyward.adapters.log_store import open_log
from whyward.journal import log as log_module
from whyward.journal.errors import Damaged
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.recording import record
from whyward.protocol.segments import Core, decode_header

PATIENCE_S = 30
WITH_ROWID = {"segment", "statement", "series", "quarantine"}


async def test_a_record_that_says_it_follows_another_is_damage_and_is_not_folded_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One bit of the hash of the record before, in the first record of a series and in a later one."""
    monkeypatch.setattr(log_module, "_FOLD_SEGMENTS", 1)  # So that each record is the first of what is folded at once.
    path = tmp_path / "journal.db"
    await grown(path)
    whole, raw = await found_in(path), path.read_bytes()
    for header, core in await _headers(path):
        place = raw.index(header) + header.index(core.prev)
        path.write_bytes(flipped(raw, 8 * place))

        async with asyncio.timeout(PATIENCE_S):
            found = await found_in(path)

        judge(found, whole, place)
        assert found.is_detected


async def _headers(path: Path) -> list[tuple[bytes, Core]]:
    store = await open_log(path)
    try:
        devices = (await store.ends()).tail_by_device
        stored = [item for device in devices for item in await store.page(device, 1, segments_max=2)]
    finally:
        await store.close()
    return [(item.segment.header, decode_header(item.segment.header)[1]) for item in stored]


@pytest.mark.parametrize("value", ["text", 7, 1.5], ids=["a text", "a number", "a fraction"])
@pytest.mark.parametrize(
    "column",
    [
        *(
            "segment.hash",
            "segment.header",
            "segment.signature",
            "segment.body",
            "statement.raw",
            "statement.signature",
        ),
        *("series.device", "named.value", "receipt.device", "receipt.n", "receipt.hash", "receipt.relay_seq"),
        *("receipt.signature", "quarantine.device", "quarantine.n", "quarantine.code", "quarantine.raw"),
        *("alarm.code", "alarm.about", "alarm.first_ms"),
    ],
)
async def test_a_value_that_has_become_one_of_another_type_is_damage_like_any_other(
    tmp_path: Path, column: str, value: object
) -> None:
    """A bit of a record's header can make a text, a number or nothing of what was a blob."""
    path = tmp_path / "journal.db"
    await grown(path)
    whole = await found_in(path)
    table, _, name = column.partition(".")
    where = f" WHERE rowid = (SELECT min(rowid) FROM {table})" if table in WITH_ROWID else ""  # noqa: S608  # a constant
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"UPDATE {table} SET {name} = ?{where}", (value,))  # noqa: S608  # constants
        db.commit()

    judge(await found_in(path), whole, column)


async def test_nothing_is_put_behind_the_end_of_a_series_whose_name_is_damaged(tmp_path: Path) -> None:
    """Else numbers that are used already would be used again."""
    path = tmp_path / "journal.db"
    await grown(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE series SET device = zeroblob(32) WHERE id = 1")
        db.commit()
    store = await open_log(path)
    try:
        log, _ = await open_again(store)
        before = await store.size()

        with pytest.raises(Damaged, match="nothing can be put behind it"):
            await record(log, [WriteEntry(body="Once more.")])

        assert (await store.size())[0] == before[0]
    finally:
        await store.close()
