"""What the person sees coming in the way of a goal.

Each is a fact of its own; none is ever taken for one that came.
"""

from collections.abc import Sequence

import msgspec

from whyward.journal.events.barriers import BarrierExpected
from whyward.journal.folding.happened import Happened


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may come in the way."""

    expect_id: bytes
    kind: str
    custom: str | None
    text: str | None


def expectations_of(standing: Sequence[Happened]) -> tuple[Expectation, ...]:
    """Return what was expected among a goal's standing events, each once, in total order."""
    by_id: dict[bytes, Expectation] = {}
    for one in standing:
        if isinstance(one.body, BarrierExpected):
            body = one.body
            expected = Expectation(expect_id=body.expect_id, kind=body.kind, custom=body.custom, text=body.text)
            by_id.setdefault(body.expect_id, expected)
    return tuple(by_id.values())
