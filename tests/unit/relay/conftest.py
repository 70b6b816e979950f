"""Relays for tests: real ones, in this process, on a free port, with a file of their own."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.relay_grown import Grown, grown_file
from tests.support.relay_running import RunningRelay, running_relay
from whyward.relay.app import OpenStore, sqlite_of
from whyward.relay.config import RelayConfig

StartRelay = Callable[..., Awaitable[RunningRelay]]


@pytest.fixture
def config(tmp_path: Path) -> RelayConfig:
    """Settings with a file of this test's own, and a free port."""
    return RelayConfig(port=0, data=str(tmp_path / "relay.sqlite3"))


@pytest_asyncio.fixture
async def start_relay(config: RelayConfig) -> AsyncGenerator[StartRelay, None]:
    """Start relays that are stopped when the test ends."""
    async with AsyncExitStack() as running:

        async def start(config: RelayConfig = config, open_store: OpenStore = sqlite_of) -> RunningRelay:
            return await running.enter_async_context(running_relay(config, open_store))

        yield start


@pytest_asyncio.fixture
async def relay(start_relay: StartRelay) -> RunningRelay:
    """A relay with default settings."""
    return await start_relay()


@pytest_asyncio.fixture
async def grown(config: RelayConfig) -> Grown:
    """A file with a bit of everything in it, and no relay on it."""
    return await grown_file(config)
