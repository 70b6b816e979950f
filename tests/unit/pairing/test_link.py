"""Pairing over a relay: the real `link` and `join`, with a person who mistypes codes and words.

The relay is the simulation's; nothing is lost on the way here.
"""

import asyncio
from collections.abc import Iterator

import pytest

from tests.support.sim_device import CRYPTO, URL, Process
from tests.support.sim_world import SimTransport, SimWorld
from whyward.journal.device_keys import new_keys
from whyward.journal.errors import JournalError, Locked
from whyward.journal.pairing.code import read_code
from whyward.journal.pairing.join import Joined, join
from whyward.protocol.limits import PAIRING_TRIES_MAX

WRONG = "0000-1111-2222-3333-4444"


@pytest.fixture
def world() -> Iterator[SimWorld]:
    """A relay and three devices, of which one is founded."""
    world = SimWorld(0)
    yield world
    world.close()


class Person:
    """Types a number of wrong codes, then a number of wrong words, then the right ones."""

    def __init__(self, world: SimWorld, *, wrong_codes: int = 0, wrong_words: int = 0) -> None:
        self.world = world
        self.sponsor = world.start_process(world.devices[0], 0)
        world.run()
        self.wrong_codes = wrong_codes
        self.wrong_words = wrong_words
        self.shown = ""
        self.words: asyncio.Future[str] = world.loop.create_future()
        self.joining: asyncio.Task[Joined] | None = None
        self.linking = world.loop.create_task(self._link())

    async def _link(self) -> None:
        assert self.sponsor.journal is not None
        await self.sponsor.journal.link(show_code=self._seen, ask_words=self._spoken)

    def _seen(self, code: str) -> None:
        self.shown = code
        self.joining = self.world.loop.create_task(self._join())

    async def _join(self) -> Joined:
        device = self.world.devices[1]
        process = Process(device, 0, self.world.loop, self.world.gates, self.world.witness)
        line = await SimTransport(self.world, process).connect(URL)
        keys = new_keys(device.world.entropy, CRYPTO)
        code, world = read_code(self._typed()), device.world
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

    def play(self) -> tuple[BaseException | None, BaseException | None]:
        """Carry everything to its end, and return how the trusted and the new device ended."""
        self.world.run()
        while self.world.carry():
            pass
        assert self.joining is not None
        return self.linking.exception(), self.joining.exception()

    @property
    def devices(self) -> int:
        """How many devices the space has, the recovery kit among them."""
        return len(self.sponsor.log.control.members)


@pytest.mark.parametrize("wrong_codes", range(PAIRING_TRIES_MAX))
@pytest.mark.parametrize("wrong_words", range(PAIRING_TRIES_MAX))
def test_up_to_two_slips_are_forgiven(world: SimWorld, wrong_codes: int, wrong_words: int) -> None:
    person = Person(world, wrong_codes=wrong_codes, wrong_words=wrong_words)

    assert person.play() == (None, None)
    assert person.devices == 3


def test_three_wrong_codes_end_it_on_both_sides_and_let_nobody_in(world: SimWorld) -> None:
    person = Person(world, wrong_codes=PAIRING_TRIES_MAX)
    trusted, new = person.play()

    assert isinstance(trusted, Locked)
    assert isinstance(new, JournalError)
    assert person.devices == 2


def test_three_wrong_words_end_it_on_both_sides_and_let_nobody_in(world: SimWorld) -> None:
    person = Person(world, wrong_words=PAIRING_TRIES_MAX)
    trusted, new = person.play()

    assert isinstance(trusted, Locked)
    assert isinstance(new, Locked)
    assert person.devices == 2
