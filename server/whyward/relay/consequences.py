"""What a statement changes in the relay's tables besides its own row: kits that are found, bodies and letters that go.

It verifies nothing: the statements it reads were accepted before.
"""

from whyward.protocol.bodies import decode_admitted, decode_erased, decode_genesis, decode_recovery_set
from whyward.protocol.ids import DeviceId
from whyward.protocol.statements import Party, StatementType, decode_statement


def kit_set_by(raw: bytes) -> DeviceId | None:
    """Return the kit that counts from this statement on, or None if it sets none; raise `TheirFault` if unreadable."""
    statement = decode_statement(raw)
    if statement.type == StatementType.GENESIS:
        return decode_genesis(statement.body)[1].recovery
    if statement.type == StatementType.RECOVERY_SET:
        return decode_recovery_set(statement.body).device_id
    return None


def erased_by(raw: bytes) -> list[tuple[DeviceId, int]]:
    """Return the bodies that this statement erases, by device and number; raise `TheirFault` if unreadable."""
    statement = decode_statement(raw)
    if statement.type != StatementType.ERASED:
        return []
    return [(DeviceId(entry.device_id), entry.n) for entry in decode_erased(statement.body)]


def answers_letter(raw: bytes) -> bool:
    """Whether this statement lets a guest in, so that its letter can go; raise `TheirFault` if unreadable."""
    statement = decode_statement(raw)
    return statement.type == StatementType.DEVICE_ADMITTED and decode_admitted(statement.body).party == Party.GUEST
