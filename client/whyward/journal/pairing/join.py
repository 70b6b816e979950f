"""Joining: the new device's steps, in order, over one connection to the relay.

The person is asked through callbacks, so any face can do it; the rules of pairing are in `roles`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from whyward.journal.device_keys import DeviceKeys
from whyward.journal.errors import Locked
from whyward.journal.log import World
from whyward.journal.pairing.code import PairingCode, read_code
from whyward.journal.pairing.mail import Admitted, Invited
from whyward.journal.pairing.post import Ask, Post, greet
from whyward.journal.pairing.roles import Newcomer
from whyward.journal.ports import Connection
from whyward.journal.refusals import in_plain_words
from whyward.protocol.errors import TheirFault
from whyward.protocol.frames import JoinMailbox
from whyward.protocol.limits import PAIRING_TRIES_MAX


@dataclass(frozen=True, slots=True)
class Joined:
    """A new device is in: what the trusted one said, and where its own admission stands."""

    invited: Invited
    admitted: Admitted


async def join(
    connection: Connection,
    keys: DeviceKeys,
    code: PairingCode,
    *,
    world: World,
    show_words: Callable[[list[str]], None],
    ask_code: Ask | None,
) -> Joined:
    """Join with a code; show the words, and wait until they are typed on the other device."""
    try:
        await greet(connection, world.entropy)
        post = Post(connection)
        await post.open(JoinMailbox(code.rendezvous), 2)
        for tried in range(1, PAIRING_TRIES_MAX + 1):
            newcomer = Newcomer(keys, world.entropy, world.crypto)
            await post.send(newcomer.start())
            await post.send(await newcomer.reveal(await post.receive(), code))
            try:
                invited, words, proved = newcomer.prove(await post.receive())
            except Locked:
                if ask_code is None or tried == PAIRING_TRIES_MAX:
                    raise
                code = read_code(await ask_code())
            else:
                show_words(words)
                await post.send(proved)
                return Joined(invited, newcomer.finish(await post.receive()))
        raise AssertionError("the last try returns or raises")
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
