"""Linking: the trusted device's steps, in order, on one line to the relay.

The person is asked through callbacks, so any face can do it; the rules of pairing are in `roles`.
"""

import asyncio
from collections.abc import Callable

from whyward.journal.carrying import Line
from whyward.journal.errors import JournalError, Locked, Refused
from whyward.journal.log import Log
from whyward.journal.pairing.code import PairingCode, new_code
from whyward.journal.pairing.keys import stretched
from whyward.journal.pairing.mail import Invited
from whyward.journal.pairing.post import Ask, Post
from whyward.journal.pairing.roles import WRONG_CODE, WRONG_WORDS, Candidate, Trusted
from whyward.journal.plaintext import Head
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.trust.changing import change, over
from whyward.journal.trust.sayings import admission
from whyward.journal.trust.upkeep import Keeper
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import OpenMailbox
from whyward.protocol.ids import DeviceId, device_id_of
from whyward.protocol.limits import PAIRING_LIFE_S, PAIRING_TRIES_MAX


class Link:
    """The trusted device's side of one linking."""

    def __init__(self, log: Log, line: Line) -> None:
        """Work on a line that is settled."""
        self._log = log
        self._line = line
        self._post = Post(line.connection, line)

    async def open(self) -> PairingCode:
        """Open a mailbox under a fresh code; a name that is taken gets another try."""
        while True:
            code = new_code(self._log.world.entropy)
            try:
                await self._post.open(OpenMailbox(code.rendezvous), 1)
            except TheirFault as fault:
                if fault.code is not Code.CODE_TAKEN:
                    raise
            else:
                return code

    async def complete(self, code: PairingCode, ask_words: Ask) -> DeviceId:
        """Wait for the new device, have the person type its words, and let it in; return its id."""
        world = self._log.world
        secret = await stretched(code, world.crypto)
        async with asyncio.timeout(PAIRING_LIFE_S + 5):
            await self._post.meet(2)
        trusted = Trusted(await self._invited(), world.entropy, world.crypto)
        await self._agree(trusted, secret)
        candidate = trusted.meet(await self._post.receive())
        try:
            while not trusted.compare(await ask_words()):
                pass
        except JournalError:
            await self._post.send(Trusted.denied(WRONG_WORDS))
            raise
        device = await self._admit(candidate)
        await self._post.send(trusted.admitted(self._log.control.index, self._log.control.head))
        return device

    async def _agree(self, trusted: Trusted, secret: bytes) -> None:
        """Exchange keys with somebody who knows the code; three tries."""
        for tried in range(1, PAIRING_TRIES_MAX + 1):
            await self._post.send(trusted.answer(await self._post.receive()))
            try:
                await self._post.send(trusted.invite(await self._post.receive(), secret))
            except Locked:
                await self._post.send(Trusted.denied(WRONG_CODE))
                if tried == PAIRING_TRIES_MAX:
                    text = sentence("a wrong code was typed three times on another device, so this pairing has ended")
                    raise Locked(text, hint="Nothing was shared. Start again with: whyward link") from None
            else:
                return

    async def _invited(self) -> Invited:
        control = self._log.control
        heads = [*self._heads_of_others(), *await self._own_kept()]
        relay_pk = self._line.syncing.relay_pk
        return Invited(control.space_id, control.index, control.head, relay_pk, sorted(heads, key=_by_device))

    def _heads_of_others(self) -> list[Head]:
        me = self._log.keys.device_id
        return [Head(device, tail.n, tail.hash) for device, tail in self._log.pages.heads.items() if device != me]

    async def _own_kept(self) -> list[Head]:
        """Return this device's own head as far as the relay has signed for it: what it never had, it cannot hide."""
        me, store = self._log.keys.device_id, self._log.store
        n = (await store.kept()).get(me, 0)
        hash_ = await store.segment_hash(me, n) if n else None
        return [] if hash_ is None else [Head(me, n, hash_)]

    async def _admit(self, candidate: Candidate) -> DeviceId:
        """Have the statement that lets it in stand in the control log."""
        new = candidate.keys
        device = device_id_of(new.sign_pk, new.kem_pk)
        saying = admission(self._log, new.sign_pk, new.kem_pk, device, candidate.proof)
        await change(self._log, saying, over(self._line))
        return device


def _by_device(head: Head) -> bytes:
    return head.device_id


async def link(keeper: Keeper, *, show_code: Callable[[str], None], ask_words: Ask) -> DeviceId:
    """Let one more device in: show a code, wait for it, ask for its words; return the new device's id."""
    line = await keeper.settled()
    try:
        linking = Link(keeper.log, line)
        code = await linking.open()
        show_code(code.shown())
        return await linking.complete(code, ask_words)
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    except TimeoutError:
        text = sentence("no device came within two minutes, so the code has ended")
        raise Refused(text, hint="Nothing was shared. For a new code: whyward link") from None
    finally:
        await line.close()
