"""A relay's file whose very structure is broken: what can be reached is kept, the rest is brought again."""

import sqlite3
from contextlib import closing

import pytest

from tests.support.relay_grown import Grown, content
from tests.support.relay_running import running_relay
from whyward.relay.errors import StoreError
from whyward.relay.offline import check_file, repair_file


async def test_a_broken_structure_is_salvaged_row_by_row(grown: Grown) -> None:
    """Pages of the file itself: what cannot be reached any more is brought again, the broken file stays beside."""
    whole = content(grown.path)
    async with running_relay(grown.config) as relay:
        peer = await relay.greeted()
        await peer.prove(grown.space)
        for start in range(7, 107, 10):
            await peer.pushed(grown.space, start, grown.space.sealed(10, body_bytes=3000))
        await peer.prove(grown.other)
        await peer.pushed(grown.other, 4, grown.other.sealed(2))
    larger = content(grown.path)
    raw = bytearray(grown.path.read_bytes())
    at = raw.rindex(grown.space.series[grown.space.first.device_id][60].body[:64])
    page = at // 4096 * 4096
    raw[page : page + 4096] = bytes(4096)
    grown.path.write_bytes(raw)

    assert not check_file(grown.path).is_sound
    outcome = repair_file(grown.path)

    assert outcome.is_sound
    assert grown.path.with_name("relay.sqlite3.damaged-1").read_bytes() == bytes(raw)
    kept = content(grown.path)
    assert set(whole) <= set(kept) < set(larger)
    of_other = [row for row in larger if row[0] == grown.other.space_id]
    assert [row for row in kept if row[0] == grown.other.space_id] == of_other  # What came after the broken page, too.
    async with running_relay(grown.config) as relay:
        await grown.give_back(relay)
    assert content(grown.path) == larger


async def test_broken_indices_are_made_anew(grown: Grown) -> None:
    whole = content(grown.path)
    with closing(sqlite3.connect(grown.path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'kit_by_device'").fetchone()
    raw = bytearray(grown.path.read_bytes())
    raw[(root - 1) * 4096 + 4000 : root * 4096] = bytes(96)
    grown.path.write_bytes(raw)
    assert not check_file(grown.path).is_sound

    outcome = repair_file(grown.path)

    assert (outcome.is_sound, outcome.dropped, content(grown.path)) == (True, 0, whole)
    assert not grown.path.with_name("relay.sqlite3.damaged-1").exists()


async def test_a_file_whose_key_is_gone_is_left_as_it_is(grown: Grown) -> None:
    """A relay with another key would be refused by every device: a copy of the file is what helps."""
    grown.run("DELETE FROM relay")
    grown.run("DELETE FROM space WHERE id = 2")  # And rows that belong to nothing: the structure is broken.
    before = content(grown.path)

    with pytest.raises(StoreError, match="own key cannot be read"):
        repair_file(grown.path)

    assert content(grown.path) == before
