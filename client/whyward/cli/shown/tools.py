"""Tools: all of them, those for one kind with what helped before, one to read.

Nothing is recorded by reading one.
"""

import msgspec

from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.tables import print_table
from whyward.content.toolkits import Tool, tool, tool_title, toolbox, toolkit
from whyward.journal.errors import NotFound
from whyward.journal.events.barriers import BarrierKind
from whyward.journal.projections.tool_memory import ToolMemory, ToolSoFar, tool_memory
from whyward.sheet.wording import words


class ToolOffered(msgspec.Struct, frozen=True, kw_only=True):
    """A tool of a kind, with what it did before; `suggested` is the one to offer first."""

    id: str
    version: int
    kind: str
    title: str
    what: str
    minutes: int
    suggested: bool
    tries: int
    a_lot: int
    a_bit: int
    not_really: int
    made_it_harder: int
    median_change: float | None


def show_tools(face: Face, kind: str | None) -> None:
    """Show the tools, or those of one kind."""
    kinds = [kit.kind for kit in toolbox().kits] if kind is None else [_known(kind)]

    memories = with_pages(face, lambda pages: [tool_memory(pages, one, toolkit(one).tools) for one in kinds])
    offered = [one for memory in memories for one in _offered(memory)]
    if face.as_json:
        face.give(offered)
        return
    rows = [[one.id, words(one.kind), one.title, one.what, f"{one.minutes} min", _before(one)] for one in offered]
    print_table(("tool", "when", "", "what it is", "takes", "before"), rows)
    if kind is not None:
        _say_around(face, memories[0])


def show_tool(face: Face, one: Tool) -> None:
    """Show one tool to read and do."""
    lines = [f"{one.title} ({one.minutes} min)", one.what, ""]
    for number, step in enumerate(one.steps, start=1):
        lines.append(f"{number}. {step.text}")
        if step.question_id is not None:
            lines.append(f"   {step.question_id}: {step.label}")
    lines += ["", one.closing, f"To note that you tried it: whyward barrier try {one.id}"]
    face.answer(one, "\n".join(lines))


def _known(kind: str) -> str:
    asked = kind.strip().casefold().replace("-", "_").replace(" ", "_")
    known = [one.value for one in BarrierKind]
    if asked not in known:
        listed = ", ".join(one.replace("_", "-") for one in known)
        raise NotFound("No kind and no tool goes by that", hint=f"There are: {listed}.")
    return asked


def _offered(memory: ToolMemory) -> list[ToolOffered]:
    so_far = {one.tool_id: one for one in memory.tools}
    tools = (tool(tool_id) for tool_id in toolkit(memory.kind).tools)
    return [_with_memory(one, so_far.get(one.id), memory) for one in tools if one is not None]


def _with_memory(one: Tool, so_far: ToolSoFar | None, memory: ToolMemory) -> ToolOffered:
    return ToolOffered(
        id=one.id,
        version=one.version,
        kind=memory.kind,
        title=one.title,
        what=one.what,
        minutes=one.minutes,
        suggested=one.id == memory.suggested,
        tries=so_far.tries if so_far else 0,
        a_lot=so_far.a_lot if so_far else 0,
        a_bit=so_far.a_bit if so_far else 0,
        not_really=so_far.not_really if so_far else 0,
        made_it_harder=so_far.made_it_harder if so_far else 0,
        median_change=so_far.median_change if so_far else None,
    )


def _before(one: ToolOffered) -> str:
    helped = one.a_lot + one.a_bit
    return "" if not one.tries else f"tried {one.tries}, helped {helped}"


def _say_around(face: Face, memory: ToolMemory) -> None:
    kit = toolkit(memory.kind)
    if kit.safety:
        face.say(kit.safety.replace("Help now is at the top.", "Help now: whyward help-now"))
    if memory.suggested is not None:
        title, command = tool_title(memory.suggested), f"whyward barrier tools {memory.suggested}"
        face.say(f"One to begin with: {title}. To read it: {command}")
    if kit.footer:
        face.say(kit.footer)
