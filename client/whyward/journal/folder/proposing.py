"""A folder as the place where a statement wins or loses: its index is one name, and a name is given once.

It takes nothing back: a statement that is written stands. On a synced drive two replicas may each give the name; then
two valid statements meet later, and the rule for forks decides (protocol reference §3).
"""

from whyward.journal.errors import Refused
from whyward.journal.folder.layout import SLOTS_MAX, statement_name
from whyward.journal.folder.membership_files import (
    control_before,
    follows,
    give_control,
    look_at_control,
    take_control,
)
from whyward.journal.folder.ports import CarrierFolder
from whyward.journal.folder.shelf import Shelf, shelf_of
from whyward.journal.log import Log
from whyward.journal.refusals import in_plain_words
from whyward.journal.sentences import sentence
from whyward.journal.trust.changing import Put
from whyward.protocol.errors import Code, OurFault, TheirFault
from whyward.protocol.statements import SignedStatement, decode_statement


def over_folder(log: Log, folder: CarrierFolder) -> Put:
    """Put statements into a folder, where each index is a name that is given once."""

    async def put(signed: SignedStatement) -> bool:
        return await propose(log, folder, signed)

    return put


async def propose(log: Log, folder: CarrierFolder, signed: SignedStatement) -> bool:
    """Put a statement after the control head that this folder and this log share; False if another one is there.

    After True the statement is durable in the folder and followed here. After False the log has read on, and the wish
    is to be thought over. Raise `JournalError` if the folder cannot be read or written.
    """
    shelf = shelf_of(folder, log.control.space_id)
    index = decode_statement(signed.raw).index
    try:
        files = await look_at_control(shelf)
        await take_control(log, files)
        if log.control.index >= index:
            return signed in (await log.store.statements(index))[:1]
        await give_control(log, shelf, files)
        is_put = await _put(log, shelf, index, signed)
        await take_control(log, await look_at_control(shelf))
    except TheirFault as fault:
        raise in_plain_words(fault) from fault
    return is_put


async def _put(log: Log, shelf: Shelf, index: int, signed: SignedStatement) -> bool:
    """Take the first name of the index that holds no valid statement; everybody looks at them in this order."""
    check = log.world.crypto.check
    before = await control_before(log.store, index, check)
    if not follows(before, signed, check):
        raise OurFault("the statement to be proposed does not follow the log here", code=Code.NOT_ALLOWED)
    for slot in range(1, SLOTS_MAX + 1):
        if await shelf.put_statement(index, signed, slot):
            return True
        there = await shelf.statement(statement_name(index, slot))
        if there == signed:
            return True
        if there is not None and follows(before, there, check):
            return False
    text = sentence("the folder %(title)s is full of files that are no statements", title=shelf.title)
    raise Refused(text, hint="Nothing was changed. Use another folder, or delete those files.")
