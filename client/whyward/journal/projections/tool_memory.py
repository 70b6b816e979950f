"""What has helped before, kind by kind, and which tool to offer first.

It knows no tool: which there are for a kind, and in which order, the face hands in.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

import msgspec

from whyward.journal.events.barriers import BarrierKind
from whyward.journal.events.fields import shown_choice
from whyward.journal.events.tools import Helped
from whyward.journal.folding.nouns import BARRIERS
from whyward.journal.folding.tools import Try
from whyward.journal.pages import Pages
from whyward.journal.projections.barriers import with_strength_before

_WORTH: Final = {Helped.A_LOT: 2, Helped.A_BIT: 1, Helped.NOT_REALLY: 0, Helped.MADE_IT_HARDER: -1}


class ToolSoFar(msgspec.Struct, frozen=True, kw_only=True):
    """One tool: how often it was tried, what it did, and by how much the strength changed (less than 0: weaker)."""

    tool_id: str
    tries: int
    a_lot: int
    a_bit: int
    not_really: int
    made_it_harder: int
    median_change: float | None


class ToolMemory(msgspec.Struct, frozen=True, kw_only=True):
    """What was tried for one kind, in the order of the toolkit, and the tool to offer first, if there is any."""

    kind: str
    tools: tuple[ToolSoFar, ...]
    suggested: str | None


def tool_memory(pages: Pages, kind: str, toolkit: Sequence[str]) -> ToolMemory:
    """Return what has helped with a kind before. `toolkit` names its tools, the one to begin with first."""
    tried: dict[str, list[tuple[Try, int | None]]] = {}
    rows = (row for row in pages.all(BARRIERS) if shown_choice(row.kind, BarrierKind) == kind)
    for row in sorted(rows, key=lambda row: row.stamp):
        for one, before in with_strength_before(row):
            tried.setdefault(one.tool_id, []).append((one, before))
    order = [*(tool_id for tool_id in toolkit if tool_id in tried), *sorted(set(tried) - set(toolkit))]
    tools = tuple(_so_far(tool_id, tried[tool_id]) for tool_id in order)
    return ToolMemory(kind=kind, tools=tools, suggested=_suggested(tools, toolkit))


def _so_far(tool_id: str, tried: Sequence[tuple[Try, int | None]]) -> ToolSoFar:
    said = Counter(one.helped for one, _ in tried)
    changes = [
        one.after_strength - before for one, before in tried if one.after_strength is not None and before is not None
    ]
    return ToolSoFar(
        tool_id=tool_id,
        tries=len(tried),
        a_lot=said[Helped.A_LOT],
        a_bit=said[Helped.A_BIT],
        not_really=said[Helped.NOT_REALLY],
        made_it_harder=said[Helped.MADE_IT_HARDER],
        median_change=float(median(changes)) if changes else None,
    )


def _suggested(tools: Sequence[ToolSoFar], toolkit: Sequence[str]) -> str | None:
    """Return the tool that helped most; else the first of the toolkit that nothing speaks against; else the first."""
    worth = {tool.tool_id: _worth(tool) for tool in tools}
    helped = [tool_id for tool_id in toolkit if (worth.get(tool_id) or 0) > 0]
    if helped:
        return max(helped, key=lambda tool_id: worth[tool_id] or 0)  # Of equals the first.
    open_ones = (tool_id for tool_id in toolkit if worth.get(tool_id) is None)
    return next(open_ones, toolkit[0] if toolkit else None)


def _worth(tool: ToolSoFar) -> float | None:
    """Return what a tool did on average, from -1 to 2, or None if nobody has said yet."""
    counts = {
        Helped.A_LOT: tool.a_lot,
        Helped.A_BIT: tool.a_bit,
        Helped.NOT_REALLY: tool.not_really,
        Helped.MADE_IT_HARDER: tool.made_it_harder,
    }
    said = sum(counts.values())
    return sum(_WORTH[word] * count for word, count in counts.items()) / said if said else None
