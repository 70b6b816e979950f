"""Changing who belongs: a saying is put after the head that everybody has, or made anew on the head that won.

One statement gets each place. Whoever loses reads on, asks whether the wish still makes sense, and signs again.
"""

from collections.abc import Awaitable, Callable

from whyward.journal.carrying import Line
from whyward.journal.errors import JournalError, Refused
from whyward.journal.log import Log
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.trust.sayings import Saying
from whyward.journal.trust.standing import refuse_unless_writing
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.membership import ControlLog
from whyward.protocol.statements import SignedStatement, decode_statement

Put = Callable[[SignedStatement], Awaitable[bool]]
"""Put a statement right after the common head; False if another one got the place first, which was read then."""

_TRIES_MAX = 50
"""Each lost try means that another device had its way; so many in a row mean that something turns in circles."""


async def change(log: Log, saying: Saying, put: Put) -> ControlLog:
    """Say it until it stands; raise `JournalError` if it makes no sense, or none any more."""
    for _ in range(_TRIES_MAX):
        refuse_unless_writing(log.control, log.keys.device_id)
        signed = saying(log.control)
        _refuse_what_all_would(log, signed)
        if await put(signed):
            return log.control
    raise Refused("other devices change who belongs at the same time", hint="Try again in a minute.")


def over(line: Line) -> Put:
    """Put statements over a line to a relay, which compares and sets."""

    async def put(signed: SignedStatement) -> bool:
        proposal, frames = await line.syncing.propose(signed)
        await line.send(frames)
        await line.settle()
        if proposal.is_kept is not True and line.syncing.control_has_diverged:
            text = sentence("this device and the relay did not agree on who belongs to this journal")
            raise Refused(
                text, hint="Nothing was changed. Sync once, which settles that, and do it again: whyward sync"
            )
        return proposal.is_kept is True

    return put


def alone(log: Log) -> Put:
    """Put statements into this device's own log: only where there is nobody else to be asked."""

    async def put(signed: SignedStatement) -> bool:
        try:
            await log.take_statements(decode_statement(signed.raw).index, [signed])
        except TheirFault as fault:
            # Another process of this device was quicker, and its statement has been read.
            if fault.code in {Code.CONTROL_MOVED, Code.CONTROL_FORKED}:
                return False
            raise
        return True

    return put


def _refuse_what_all_would(log: Log, signed: SignedStatement) -> None:
    """What this device would refuse from another, it does not ask for."""
    try:
        log.control.follow(signed, log.world.crypto.check)
    except TheirFault as fault:
        raise _in_words(fault) from fault


def _in_words(fault: TheirFault) -> JournalError:
    if fault.code is Code.NOT_ALLOWED:
        return Refused(fault.text, hint="Nothing was changed.")
    return in_plain_words(fault)
