"""The relay as an aiohttp application: three routes, and all that lives as long as it does.

`create_app` owns nothing until the application is started; each one is a relay of its own.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from aiohttp import web

from whyward.ed25519 import Ed25519Signer
from whyward.relay import hosts, sockets
from whyward.relay.admission import Admission
from whyward.relay.config import RelayConfig
from whyward.relay.group_commit import GroupCommit
from whyward.relay.hub import Hub
from whyward.relay.mailboxes import Mailboxes
from whyward.relay.pages import Pages
from whyward.relay.platform import random_bytes
from whyward.relay.pushes import Pushes
from whyward.relay.share_page import share_page
from whyward.relay.spaces import Spaces
from whyward.relay.sqlite_store import open_sqlite_store
from whyward.relay.store import Store

OpenStore = Callable[[RelayConfig], AbstractAsyncContextManager[Store]]
Clock = Callable[[], float]

SWEEP_S = 1.0
"""How late an expired mailbox may be noticed."""


def sqlite_of(config: RelayConfig) -> AbstractAsyncContextManager[Store]:
    """Open the store that the settings name."""
    return open_sqlite_store(Path(config.data), random_bytes())


def create_app(
    config: RelayConfig, *, open_store: OpenStore = sqlite_of, clock: Clock = time.monotonic
) -> web.Application:
    """Build a relay; another store or clock may be handed in."""
    app = web.Application(middlewares=[hosts.only_known_hosts], client_max_size=1)
    app[hosts.CONFIG] = config
    app[sockets.CONNECTIONS] = set()
    app.on_response_prepare.append(hosts.hide_software)
    app.on_shutdown.append(sockets.close_all)
    app.cleanup_ctx.append(_living(open_store, clock))
    app.router.add_get("/healthz", _healthz, allow_head=False)
    app.router.add_get("/v1/sync", sockets.sync, allow_head=False)
    app.router.add_get("/s", share_page, allow_head=False)
    return app


async def _healthz(_request: web.Request) -> web.Response:
    """Say that the process answers, and nothing else."""
    return web.Response()


def _living(open_store: OpenStore, clock: Clock) -> Callable[[web.Application], AsyncIterator[None]]:
    """Make the cleanup context: store, hub and their tasks, for as long as the application runs."""

    async def context(app: web.Application) -> AsyncGenerator[None, None]:
        config = app[hosts.CONFIG]
        async with open_store(config) as store:
            app[sockets.SIGNER] = Ed25519Signer(store.seed)
            commits = GroupCommit(store, bytes_max=config.commit_bytes_max)
            mailboxes = Mailboxes(clock, config)
            hub = app[sockets.HUB] = await make_hub(config, store, commits, mailboxes)
            committing = asyncio.create_task(commits.run())
            sweeping = asyncio.create_task(_sweep(mailboxes))
            yield
            sweeping.cancel()
            await hub.settle()
            commits.stop()
            await asyncio.gather(committing, sweeping, return_exceptions=True)

    return context


async def make_hub(config: RelayConfig, store: Store, commits: GroupCommit, mailboxes: Mailboxes) -> Hub:
    """Build a hub over an open store."""
    spaces = Spaces(store, cached_max=config.spaces_cached_max)
    pages = Pages(store, config)
    pushes = Pushes(
        spaces=spaces,
        commits=commits,
        pages=pages,
        admission=Admission(config.admission, Path(config.invites_path), await store.used_invites()),
        config=config,
        space_count=await store.space_count(),
    )
    return Hub(spaces=spaces, pages=pages, pushes=pushes, mailboxes=mailboxes, config=config)


async def _sweep(mailboxes: Mailboxes) -> None:
    """Close expired mailboxes even when nobody uses any."""
    while True:
        await asyncio.sleep(SWEEP_S)
        mailboxes.expire()
