"""Pairing over a real relay: the real `link` and `join`, with a person who mistypes codes and words."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.support.relay_running import running_relay
from tests.support.trust_people import CRYPTO, Person, first_device
from tests.support.world import HandClock, SeededEntropy
from whyward.adapters.relay_way import RelayWay
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import JournalError, Locked
from whyward.journal.log import World
from whyward.journal.pairing.code import read_code
from whyward.journal.pairing.join import Joined, join
from whyward.protocol.limits import PAIRING_TRIES_MAX
from whyward.relay.config import RelayConfig

WRONG = "0000-1111-2222-3333-4444"


@pytest_asyncio.fixture
async def url(tmp_path: Path) -> AsyncGenerator[str, None]:
    """A relay for one test."""
    async with running_relay(RelayConfig(port=0, data=str(tmp_path / "relay.sqlite3"))) as relay:
        yield relay.at.url


class Typist:
    """Types a number of wrong codes, then a number of wrong words, then the right ones."""

    def __init__(self, sponsor: Person, url: str, *, wrong_codes: int = 0, wrong_words: int = 0) -> None:
        self.sponsor = sponsor
        self.url = url
        self.wrong_codes = wrong_codes
        self.wrong_words = wrong_words
        self.shown = ""
        self.words: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.joining: asyncio.Task[Joined] | None = None

    def _seen(self, code: str) -> None:
        self.shown = code
        self.joining = asyncio.create_task(self._join())

    async def _join(self) -> Joined:
        world = World(CRYPTO, HandClock(), SeededEntropy("newcomer"))
        keys = new_keys(world.entropy, CRYPTO)
        async with await RelayWay().connect(self.url) as line:
            code = read_code(self._typed())
            return await join(line, keys, code, world=world, show_words=self._written, ask_code=self._asked)

    def _typed(self) -> str:
        if self.wrong_codes:
            self.wrong_codes -= 1
            return self.shown[:4] + WRONG[4:]
        return self.shown

    async def _asked(self) -> str:
        return self._typed()

    def _written(self, words: list[str]) -> None:
        self.words.set_result(" ".join(words))

    async def _spoken(self) -> str:
        words = await self.words
        if self.wrong_words:
            self.wrong_words -= 1
            return "not the words shown"
        return words

    async def play(self) -> tuple[BaseException | None, BaseException | None]:
        """Carry everything to its end, and return how the trusted and the new device ended."""
        linking = asyncio.create_task(self.sponsor.journal.link(show_code=self._seen, ask_words=self._spoken))
        await asyncio.wait([linking])
        assert self.joining is not None
        await asyncio.wait([self.joining])
        return linking.exception(), self.joining.exception()

    @property
    def devices(self) -> int:
        """How many devices the space has, the recovery kit among them."""
        return len(self.sponsor.log.control.members)


@pytest.mark.parametrize("wrong_codes", range(PAIRING_TRIES_MAX))
@pytest.mark.parametrize("wrong_words", range(PAIRING_TRIES_MAX))
async def test_up_to_two_slips_are_forgiven(url: str, wrong_codes: int, wrong_words: int) -> None:
    sponsor, _ = await first_device(url)
    typist = Typist(sponsor, url, wrong_codes=wrong_codes, wrong_words=wrong_words)

    assert await typist.play() == (None, None)
    assert typist.devices == 3


async def test_three_wrong_codes_end_it_on_both_sides_and_let_nobody_in(url: str) -> None:
    sponsor, _ = await first_device(url)
    typist = Typist(sponsor, url, wrong_codes=PAIRING_TRIES_MAX)

    ends = await typist.play()

    assert isinstance(ends[0], Locked)
    assert isinstance(ends[1], JournalError)
    assert typist.devices == 2


async def test_three_wrong_words_end_it_on_both_sides_and_let_nobody_in(url: str) -> None:
    sponsor, _ = await first_device(url)
    typist = Typist(sponsor, url, wrong_words=PAIRING_TRIES_MAX)

    ends = await typist.play()

    assert all(isinstance(end, Locked) for end in ends)
    assert typist.devices == 2


class _RecordsMeanwhile(Typist):
    """Its sponsor records something while the code is on the screen."""

    async def _join(self) -> Joined:
        await self.sponsor.choose("Patience")
        return await super()._join()


async def test_a_new_device_is_told_of_nothing_that_the_relay_never_had(url: str) -> None:
    """Found by the simulation: what a copy of the sponsor kept from reaching the relay was called withheld."""
    sponsor, _ = await first_device(url)
    await sponsor.choose("Courage")
    await sponsor.sync()
    me = sponsor.journal.device_id
    kept = sponsor.log.pages.heads[me]
    typist = _RecordsMeanwhile(sponsor, url)

    assert await typist.play() == (None, None)

    assert typist.joining is not None
    told = {head.device_id: (head.n, head.hash) for head in typist.joining.result().invited.heads}
    assert told == {me: (kept.n, kept.hash)}
    assert sponsor.log.pages.heads[me].n > kept.n
