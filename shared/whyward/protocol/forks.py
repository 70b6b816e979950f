"""A fork of a control log: two valid statements with one index, and which of them everybody goes on with.

It refuses to ask who is right: the rule must give the same answer on every device and relay (protocol reference §3).
"""

from whyward.protocol.bodies import decode_removed
from whyward.protocol.statements import SignedStatement, StatementType, decode_statement, statement_hash


def outweighs(one: SignedStatement, other: SignedStatement) -> bool:
    """Whether a log goes on with `one` and not with `other`: it removes more devices, or else has the smaller hash."""
    return _weight(one) < _weight(other)


def _weight(signed: SignedStatement) -> tuple[int, bytes]:
    statement = decode_statement(signed.raw)
    is_removal = statement.type == StatementType.DEVICE_REMOVED
    removed = len(decode_removed(statement.body).device_ids) if is_removal else 0
    return -removed, statement_hash(signed.raw)
