"""The relay as a process: one line when it listens, a clean stop, and sentences when it cannot start."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest

from tests.support.relay_peer import Peer, PretendSpace
from whyward.relay.admission import invite_hash

DEADLINE_S = 60.0


async def started(*arguments: str, **environ: str) -> asyncio.subprocess.Process:
    """Start the command."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        "-m",
        "whyward.relay",
        *arguments,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} | environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def finished(*arguments: str, **environ: str) -> tuple[int | None, str, str]:
    """Run the command to its end; return status, output and errors."""
    process = await started(*arguments, **environ)
    out, err = await asyncio.wait_for(process.communicate(), DEADLINE_S)
    return process.returncode, out.decode(), err.decode()


@asynccontextmanager
async def relay_process(folder: Path, *arguments: str) -> AsyncGenerator[tuple[asyncio.subprocess.Process, str], None]:
    """Run a relay process; yield it and where it listens."""
    process = await started("--port", "0", "--data", str(folder / "r.sqlite3"), *arguments)
    assert process.stdout is not None
    try:
        line = json.loads(await asyncio.wait_for(process.stdout.readline(), DEADLINE_S))
        assert set(line) == {"listening", "relay_key"}
        yield process, line["listening"]
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@asynccontextmanager
async def peer_of(url: str) -> AsyncGenerator[Peer, None]:
    """Connect and greet."""
    async with aiohttp.ClientSession() as http, http.ws_connect(f"{url}/v1/sync") as socket:
        peer = Peer(socket, url.removeprefix("http://"))
        await peer.greet()
        yield peer


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_cleanly_with_devices_connected(tmp_path: Path, number: signal.Signals) -> None:
    async with relay_process(tmp_path) as (process, url), peer_of(url) as peer:
        space = PretendSpace("stopping")
        await peer.found(space)
        await peer.pushed(space, 1, space.sealed(2))

        process.send_signal(number)
        assert await peer.closed() == 1001
        out, err = await asyncio.wait_for(process.communicate(), DEADLINE_S)

    assert (process.returncode, out) == (0, b"")
    assert [json.loads(line)["event"] for line in err.decode().splitlines()] == ["listening", "stopping", "left"]


async def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    space = PretendSpace("killed")
    async with relay_process(tmp_path) as (process, url), peer_of(url) as peer:
        await peer.found(space)
        kept = await peer.pushed(space, 1, space.sealed(5))
        process.kill()
        await process.communicate()

    async with relay_process(tmp_path) as (_, url), peer_of(url) as peer:
        assert (await peer.prove(space)).tails[0].n == 5
        assert await peer.pushed(space, 1, space.series[space.first.device_id]) == kept


async def test_an_invite_is_printed_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    data = str(tmp_path / "r.sqlite3")
    status, out, _ = await finished("invite", "--data", data)

    assert status == 0
    token = out.strip()
    assert len(token) == 43
    assert (tmp_path / "r.sqlite3.invites").read_text(encoding="ascii") == invite_hash(token).hex() + "\n"
    assert not (tmp_path / "r.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "environ", "sentence"),
    [
        ([], {"WHYWARD_RELAY_PROT": "1"}, "did you mean WHYWARD_RELAY_PORT?"),
        (["--port", "99999"], {}, "out of range"),
        (["--data", "nowhere/r.sqlite3"], {}, "cannot be opened"),
        (["--host", "203.0.113.1", "--data", "{tmp}/r.sqlite3"], {}, "cannot listen on 203.0.113.1"),
    ],
)
async def test_what_keeps_it_from_starting_is_one_sentence(
    tmp_path: Path, arguments: list[str], environ: dict[str, str], sentence: str
) -> None:
    filled = [argument.replace("{tmp}", str(tmp_path)) for argument in arguments]

    status, out, err = await finished(*filled, **environ)

    assert (status, out) == (1, "")
    assert sentence in err.splitlines()[-1]
    assert "Traceback" not in err


async def test_a_flag_wins_over_the_environment(tmp_path: Path) -> None:
    data = str(tmp_path / "flag.sqlite3")
    status, _, _ = await finished("invite", "--data", data, WHYWARD_RELAY_DATA=str(tmp_path / "environment.sqlite3"))

    assert status == 0
    assert _names(tmp_path) == ["flag.sqlite3.invites"]


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_check_says_what_it_looked_at_and_repair_puts_it_right(tmp_path: Path) -> None:
    data, space = tmp_path / "r.sqlite3", PretendSpace("checked")
    async with relay_process(tmp_path) as (process, url), peer_of(url) as peer:
        await peer.found(space)
        await peer.pushed(space, 1, space.sealed(5))
        status, _, err = await finished("check", "--data", str(data))
        assert (status, "another relay is running" in err) == (1, True)
        process.terminate()
        await process.communicate()
    looked = {"spaces": 1, "statements": 1, "segments": 5, "damaged": 0, "dropped": 0, "sound": True}

    status, out, err = await finished("check", "--data", str(data))
    assert (status, json.loads(out), err) == (0, looked, "")
    with closing(sqlite3.connect(data)) as db, db:
        db.execute("UPDATE segment SET body = x'00' WHERE n = 4")
    status, out, err = await finished("check", "--data", str(data))
    assert (status, json.loads(out)) == (1, looked | {"segments": 3, "damaged": 2, "sound": False})
    assert "series 1: its segments from 4 on: the segment's body has another length" in err
    assert "--repair" in err
    status, out, err = await finished("check", "--repair", "--data", str(data))
    assert (status, json.loads(out)) == (0, looked | {"segments": 3, "damaged": 2, "dropped": 2})
    assert "2 rows lie in r.sqlite3.dropped-1 now" in err
    assert space.space_id.hex() not in err
    assert space.first.device_id.hex() not in err


async def test_only_check_repairs(tmp_path: Path) -> None:
    status, out, err = await finished("--repair", "--data", str(tmp_path / "r.sqlite3"))

    assert (status, out) == (2, "")
    assert "--repair goes with check" in err
