"""A branch of the control log that takes another one's place at a relay: whether it may, and what still stands then.

It knows no store: the relay's shell reads what it needs and writes what follows.
"""

from collections.abc import Sequence

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.forks import outweighs
from whyward.protocol.membership import ControlLog, found
from whyward.protocol.relay_effects import ReplaceBranch
from whyward.protocol.segments import decode_header
from whyward.protocol.signatures import Check
from whyward.protocol.statements import SignedStatement


def branched(effect: ReplaceBranch, held: Sequence[SignedStatement], check: Check) -> ControlLog:
    """Return the log with the offered branch in place of what is held from `effect.start` on.

    `held` is the whole log there is. Raise `TheirFault`: with `control-forked` if the branch loses, or with what is
    wrong with it.
    """
    if not outweighs(effect.run[0], held[effect.start]):
        raise TheirFault("the branch that stands here outweighs it", code=Code.CONTROL_FORKED, about=effect.space_id)
    control = found(held[0], check)
    for signed in (*held[1 : effect.start], *effect.run):
        control = control.follow(signed, check)
    return control


def stands_on(control: ControlLog, header_raw: bytes) -> bool:
    """Whether a segment that a relay holds was made by one who believed what this log says too."""
    try:
        _, core = decode_header(header_raw)
    except TheirFault:
        return False
    return core.control_index <= control.index and control.hashes[core.control_index] == core.control_head
