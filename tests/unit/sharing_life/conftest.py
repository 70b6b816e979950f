"""A relay on loopback for each test that asks for its address."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.relay_running import RunningRelay, running_relay
from whyward.relay.config import RelayConfig


@pytest_asyncio.fixture
async def relay(tmp_path: Path) -> AsyncGenerator[RunningRelay, None]:
    """Run a relay for one test."""
    async with running_relay(RelayConfig(port=0, data=str(tmp_path / "relay.sqlite3"))) as running:
        yield running


@pytest.fixture
def relay_url(relay: RunningRelay) -> str:
    """Return where it listens."""
    return relay.at.url
