"""A push that repeats what the relay holds: up to where it is the same, or that it is not.

It reads nothing; the relay's pages hand it what is held.
"""

from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.relay_effects import CompareSegments
from whyward.protocol.segments import Segment, Tail, decode_header, segment_hash


def compared(effect: CompareSegments, held: list[Segment]) -> Tail:
    """Say up to where a repeated push is what the relay holds; raise `TheirFault` with `forked` if it differs.

    `held` are the relay's own segments from `effect.start` on, as many as the push repeats. Signatures may differ
    in a run that was covered by a later one, so headers and bodies are compared; either body may be erased.
    """
    for pushed, own in zip(effect.run, held, strict=True):
        if pushed.header != own.header or (pushed.body != own.body and own.body and pushed.body):
            text = "the relay keeps another segment under this number"
            raise TheirFault(text, code=Code.FORKED, about=effect.device_id)
    last = held[-1]
    return Tail(decode_header(last.header)[1].n, segment_hash(last.header))
