"""News of who belongs: each change of the control log as one sentence, with when it came to this device.

It shows every device what another one did: nobody is let in, and nothing is replaced, in silence.
"""

from collections.abc import Callable
from dataclasses import dataclass

from whyward.journal.changes import changes
from whyward.journal.log import Log
from whyward.journal.sentences import counted, sentence, with_and
from whyward.protocol import bodies
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import Party, Statement, StatementType, decode_statement

NameOf = Callable[[DeviceId], str]


@dataclass(frozen=True, slots=True)
class News:
    """One change: its index in the control log, when this device learned of it (ms since 1970), and what it was."""

    index: int
    at_ms: int
    text: str
    by_this: bool


async def news(log: Log, name_of: NameOf) -> list[News]:
    """Return the changes that are remembered, oldest first."""
    found: list[News] = []
    known = await changes(log.store)
    if not known:
        return found
    first = known[0].index
    statements = await log.store.statements(first)
    for change in known:
        if change.index - first < len(statements):
            statement = decode_statement(statements[change.index - first].raw)
            text = _in_words(statement, log, name_of)
            found.append(News(change.index, change.at_ms, text, statement.author == log.keys.device_id))
    return found


def _in_words(statement: Statement, log: Log, name_of: NameOf) -> str:
    author = DeviceId(statement.author)
    member = log.control.known(author)
    by = sentence("the recovery words") if member is not None and member.party is Party.RECOVERY else name_of(author)
    body = statement.body
    match StatementType(statement.type):
        case StatementType.GENESIS:
            return sentence("This journal began")
        case StatementType.DEVICE_ADMITTED:
            new = name_of(bodies.decode_admitted(body).device_id)
            return sentence("%(new)s was let in by %(by)s", new=new, by=by)
        case StatementType.DEVICE_REMOVED:
            names = with_and([name_of(DeviceId(device)) for device in bodies.decode_removed(body).device_ids])
            return sentence("%(names)s was shut out by %(by)s", names=names, by=by)
        case StatementType.DEVICE_RENEWED:
            new = name_of(bodies.decode_renewed(body).device_id)
            return sentence("%(by)s goes on as %(new)s: a copy of its folder was in use", by=by, new=new)
        case StatementType.EPOCH:
            return sentence("%(by)s began a new key, which every device has", by=by)
        case StatementType.RECOVERY_SET:
            return sentence("%(by)s made new recovery words; the old ones open nothing new", by=by)
        case StatementType.ERASED:
            count = len(bodies.decode_erased(body))
            return counted(
                "%(by)s erased %(count)s sealed record for good",
                "%(by)s erased %(count)s sealed records for good",
                count,
                by=by,
            )
        case StatementType.SPACE_CLOSED:
            return sentence("%(by)s closed this journal for good", by=by)
