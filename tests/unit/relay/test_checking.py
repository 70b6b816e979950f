"""`check` on a relay's file: damage is found wherever it is, `--repair` drops what is bad, devices bring it again."""

import json
from pathlib import Path

import pytest

from tests.support.relay_fork import Fork
from tests.support.relay_grown import Grown, content
from tests.support.relay_peer import PretendDevice
from tests.support.relay_running import RunningRelay, running_relay
from tests.support.relay_statements import admitted, removal, said
from whyward.ed25519 import check
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Kept, Refused
from whyward.protocol.membership import found
from whyward.protocol.segments import EMPTY, place_run
from whyward.relay.checking import What
from whyward.relay.config import RelayConfig
from whyward.relay.errors import StoreError
from whyward.relay.offline import check_file, repair_file
from whyward.relay.sqlite_store import open_sqlite_store


async def test_a_sound_file_is_sound_and_stays_as_it_is(grown: Grown) -> None:
    before = grown.path.read_bytes()

    outcome = check_file(grown.path)

    report = outcome.report
    assert (report.spaces, report.statements, report.segments, report.damages) == (2, 5, 13, [])
    assert repair_file(grown.path).is_sound
    assert grown.path.read_bytes() == before
    assert sorted(path.name for path in grown.path.parent.iterdir()) == ["relay.sqlite3", "relay.sqlite3.lock"]


async def test_a_file_after_a_replaced_branch_is_sound(config: RelayConfig) -> None:
    fork = Fork("checked")
    fork.held.sealed(1)
    admitted(fork.held, PretendDevice("tablet"))
    said(fork.other, removal(fork.other, fork.phone))
    async with running_relay(config) as relay:
        peer = await relay.greeted()
        await fork.founded(peer)
        await peer.pushed(fork.held, 1, [*fork.held.series[fork.held.first.device_id], *fork.held.sealed(1)])
        await peer.send(fork.branch())
        await peer.receive(Kept)

    assert check_file(Path(config.data)).sentences == []


FLIPS = {
    "a body": ("UPDATE segment SET body = zeroblob(length(body)) WHERE series = 1 AND n = 3", What.SERIES, 3),
    "a header": ("UPDATE segment SET header = x'00' WHERE series = 1 AND n = 3", What.SERIES, 3),
    "a signature in a run": ("UPDATE segment SET signature = zeroblob(64) WHERE series = 1 AND n = 1", What.SERIES, 1),
    "a noted hash": ("UPDATE segment SET hash = zeroblob(32) WHERE series = 1 AND n = 3", What.SERIES, 3),
    "a lost segment": ("DELETE FROM segment WHERE series = 1 AND n = 2", What.SERIES, 2),
    "a moved segment": ("UPDATE segment SET n = n + 10 WHERE series = 1 AND n = 6", What.SERIES, 6),
    "a whole series moved": ("UPDATE series SET device_id = zeroblob(32) WHERE id = 1", What.SERIES, 1),
    "a body that was erased": ("UPDATE segment SET body = x'00' WHERE series = 1 AND n = 2", What.SERIES, 2),
    "a late segment": ("UPDATE segment SET body = x'00' WHERE series = 3 AND n = 4", What.SERIES, 4),
    "a statement": (
        "UPDATE statement SET raw = x'00' WHERE space = 1 AND position = 2",
        What.STATEMENTS,
        2,
    ),
    "a statement's signature": (
        "UPDATE statement SET signature = zeroblob(64) WHERE space = 1 AND position = 3",
        What.STATEMENTS,
        3,
    ),
    "a lost statement": ("DELETE FROM statement WHERE space = 1 AND position = 2", What.STATEMENTS, 2),
    "a moved statement": (
        "UPDATE statement SET position = position + 10 WHERE space = 1 AND position = 3",
        What.STATEMENTS,
        3,
    ),
    "a genesis": ("UPDATE statement SET raw = x'00' WHERE space = 1 AND position = 0", What.SPACE, 0),
    "no statements": ("DELETE FROM statement WHERE space = 1", What.SPACE, 0),
    "a space's name": ("UPDATE space SET space_id = zeroblob(32) WHERE id = 1", What.SPACE, 0),
    "a kit": ("UPDATE kit SET device_id = zeroblob(32) WHERE space = 1", What.KIT, 0),
    "no kit": ("DELETE FROM kit WHERE space = 1", What.KIT, 0),
    "a size": ("UPDATE space SET bytes = bytes + 1 WHERE id = 1", What.COUNTS, 0),
    "a count": ("UPDATE space SET segments = 0 WHERE id = 1", What.COUNTS, 0),
}


@pytest.mark.parametrize("flip", FLIPS)
async def test_what_was_flipped_is_found_dropped_and_brought_again(grown: Grown, flip: str) -> None:
    """Case 28. The relay runs on before the repair, and the other space never notices."""
    sql, what, start = FLIPS[flip]
    whole = content(grown.path)
    grown.run(sql)
    async with running_relay(grown.config) as relay:
        peer = await relay.greeted()
        assert (await peer.prove(grown.other)).tails[0].n == 3
        assert (await peer.wanted(grown.other, 1)).run == grown.other.series[grown.other.first.device_id]

    found_ = check_file(grown.path)
    repaired = repair_file(grown.path)

    assert (what, start) in [(damage.what, damage.start) for damage in found_.report.damages]
    assert not found_.is_sound
    assert repaired.is_sound
    assert check_file(grown.path).is_sound
    async with running_relay(grown.config) as relay:
        await grown.give_back(relay)
    assert check_file(grown.path).is_sound
    # What lies beyond a cut is nobody's to bring: it may be gone from the relay, and stays aside.
    late = {segment.header for segment in grown.space.series[grown.phone.device_id][2:]}
    assert set(whole) >= set(content(grown.path)) >= {row for row in whole if row[-3] not in late}


async def test_only_what_is_bad_is_dropped_and_it_is_kept_aside(grown: Grown) -> None:
    grown.run("UPDATE segment SET body = zeroblob(length(body)) WHERE series = 3 AND n = 3")

    outcome = repair_file(grown.path)

    aside = grown.path.with_name("relay.sqlite3.dropped-1")
    rows = [json.loads(line) for line in aside.read_text(encoding="ascii").splitlines()]
    assert outcome.dropped == 2
    assert [(row["table"], row["series"], row["n"]) for row in rows] == [("segment", 3, 3), ("segment", 3, 4)]
    late = grown.space.series[grown.phone.device_id]
    assert [row["header"] for row in rows] == [segment.header.hex() for segment in late[2:]]
    assert aside.stat().st_mode & 0o777 == 0o600


async def test_a_body_that_was_erased_and_is_back_is_dropped(grown: Grown) -> None:
    """From an older copy of a page, perhaps: it is the right body, and still it must not be there."""
    body = grown.space.series[grown.space.first.device_id][1].body
    grown.run("UPDATE segment SET body = ? WHERE series = 1 AND n = 2", body)

    outcome = repair_file(grown.path)

    assert [(damage.what, damage.start) for damage in outcome.report.damages][:1] == [(What.SERIES, 2)]
    assert outcome.is_sound
    assert body[:32] not in grown.path.read_bytes()


async def test_places_in_the_order_of_all_never_repeat_after_a_repair(grown: Grown) -> None:
    async with open_sqlite_store(grown.path, bytes(32)) as store:
        last = store._seq
    grown.run("UPDATE segment SET signature = zeroblob(64) WHERE seq = (SELECT max(seq) FROM segment)")
    repair_file(grown.path)

    async with open_sqlite_store(grown.path, bytes(32)) as store:
        assert store._seq == last


async def test_a_damaged_space_is_refused_and_the_others_go_on(grown: Grown) -> None:
    grown.run("UPDATE statement SET raw = x'00' WHERE space = 1 AND position = 1")
    async with running_relay(grown.config) as relay:
        peer = await relay.greeted()
        await peer.send(peer.proof(grown.space.space_id, grown.space.first))
        refusal = await peer.receive(Refused)
        await peer.prove(grown.other)

        assert (refusal.code, refusal.retry_after_ms > 0) == (Code.BUSY, True)
        assert (await peer.pushed(grown.other, 4, grown.other.sealed(1))).n == 4


@pytest.mark.parametrize("column", ["header", "signature", "body"])
async def test_damage_that_is_served_is_refused_by_hash_or_signature(grown: Grown, column: str) -> None:
    """Whoever is given it checks it; here with the very check that devices use."""
    sql = {
        "header": "UPDATE segment SET header = x'00' WHERE series = 2 AND n = 3",
        "signature": "UPDATE segment SET signature = zeroblob(64) WHERE series = 2 AND n = 3",
        "body": "UPDATE segment SET body = zeroblob(length(body)) WHERE series = 2 AND n = 3",
    }[column]
    grown.run(sql)
    async with running_relay(grown.config) as relay:
        peer = await relay.greeted()
        await peer.prove(grown.other)
        page = (await peer.wanted(grown.other, 1)).run

    control, device = found(grown.other.control[0], check), grown.other.first.device_id
    with pytest.raises(TheirFault):
        place_run(page, device=device, after=EMPTY, control=control, check=check)
    assert len(place_run(page[:2], device=device, after=EMPTY, control=control, check=check)) == 2


async def test_a_file_in_use_is_not_looked_at(config: RelayConfig, relay: RunningRelay) -> None:
    assert relay.at.url
    for look in (check_file, repair_file):
        with pytest.raises(StoreError, match="another relay is running"):
            look(Path(config.data))


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for look in (check_file, repair_file):
        with pytest.raises(StoreError, match="there is no data file"):
            look(tmp_path / "nowhere.sqlite3")
    assert list(tmp_path.iterdir()) == []
