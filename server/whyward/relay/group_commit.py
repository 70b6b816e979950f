"""Many pushes, one durable commit: whoever writes waits until the batch that holds the write is on disk.

It decides nothing about what is written; a batch that fails, fails for everyone in it, and the next one starts clean.
"""

import asyncio
from collections import deque
from dataclasses import dataclass

from whyward.relay.errors import StoreError
from whyward.relay.store import Store, Write, usage_of


@dataclass(frozen=True, slots=True)
class _Waiting:
    write: Write
    bytes: int
    relay_seq: asyncio.Future[int]


class GroupCommit:
    """Gathers writes while a commit is under way; they make the next one."""

    def __init__(self, store: Store, *, bytes_max: int) -> None:
        """Gather up to `bytes_max` bytes into one commit."""
        self._store = store
        self._bytes_max = bytes_max
        self._waiting: deque[_Waiting] = deque()
        self._wake = asyncio.Event()
        self._is_stopping = False

    async def write(self, write: Write) -> int:
        """Return the write's last `relay_seq` once it is durable; raise `StoreError` when it is not."""
        if self._is_stopping:
            raise StoreError("the relay is stopping")
        waiting = _Waiting(write, usage_of(write).bytes, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._wake.set()
        return await waiting.relay_seq

    async def run(self) -> None:
        """Commit batches until `stop` is called and nothing waits any more."""
        while True:
            while self._waiting:
                await self._commit(self._batch())
            if self._is_stopping:
                return
            self._wake.clear()
            await self._wake.wait()

    def stop(self) -> None:
        """Take nothing new; `run` ends after what waits already."""
        self._is_stopping = True
        self._wake.set()

    def _batch(self) -> list[_Waiting]:
        """Take as many writes as fit, and always one."""
        batch = [self._waiting.popleft()]
        total = batch[0].bytes
        while self._waiting and total + self._waiting[0].bytes <= self._bytes_max:
            batch.append(self._waiting.popleft())
            total += batch[-1].bytes
        return batch

    async def _commit(self, batch: list[_Waiting]) -> None:
        try:
            seqs = await self._store.write([waiting.write for waiting in batch])
        except StoreError as error:
            for waiting in batch:
                # One exception for each: a traceback is written into the object that is raised.
                fresh = StoreError(str(error), code=error.code, retry_after_ms=error.retry_after_ms)
                _settle(waiting.relay_seq, fresh)
        else:
            for waiting, seq in zip(batch, seqs, strict=True):
                _settle(waiting.relay_seq, seq)
        finally:
            # Only a bug in the store leaves any: its waiters must not wait for ever.
            for waiting in batch:
                _settle(waiting.relay_seq, StoreError("the relay could not store this now"))


def _settle(future: asyncio.Future[int], outcome: int | StoreError) -> None:
    """Answer a waiter, unless it was cancelled."""
    if future.done():
        return
    if isinstance(outcome, StoreError):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
