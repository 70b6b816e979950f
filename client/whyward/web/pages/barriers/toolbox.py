"""The toolbox: every tool by kind, with what has helped before, and each of them to read.

Reading a tool records nothing; using one begins with naming what it is for.
"""

from typing import Final

from whyward.content.toolkits import PAUSE, Tool, Toolkit, tool, toolbox, toolkit
from whyward.journal.projections.tool_memory import ToolSoFar, tool_memory
from whyward.web.pages.barriers.finding import tool_named
from whyward.web.pages.numbers import are_hidden
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get
from whyward.web.texts import Texts


async def show_toolbox(request: Request) -> Response:
    """Show all tools, kind by kind."""
    hides = are_hidden(request)
    kits: list[tuple[Toolkit, list[tuple[Tool, str]]]] = []
    for kit in toolbox().kits:
        memory = {one.tool_id: one for one in tool_memory(request.pages, kit.kind, kit.tools).tools}
        tools = [
            (one, before_in_words(memory.get(one.id), request.texts, hides=hides))
            for one in map(tool, kit.tools)
            if one is not None and one.id != PAUSE
        ]
        kits.append((kit, tools))
    return page(request, "barriers/toolbox.html", kits=kits, pause=tool(PAUSE))


async def show_tool(request: Request) -> Response:
    """Show one tool to read, or to do without writing anything down."""
    one = tool_named(request)
    kind = request.query.text("kind") or one.kind
    return page(request, "barriers/reading.html", tool=one, kit=toolkit(kind))


def before_in_words(so_far: ToolSoFar | None, texts: Texts, *, hides: bool) -> str:
    """Return what a tool did before, in a few words."""
    _ = texts.gettext
    if so_far is None:
        return ""
    helped = so_far.a_lot + so_far.a_bit
    if hides:
        return _("has helped before") if helped else _("tried before")
    if not helped:
        return texts.ngettext("tried %(num)s time", "tried %(num)s times", so_far.tries) % {"num": so_far.tries}
    told = texts.ngettext("helped %(num)s time", "helped %(num)s times", helped) % {"num": helped}
    if so_far.median_change is None or so_far.median_change >= 0:
        return told
    return _("%(told)s, and made it weaker") % {"told": told}


ROUTES: Final[tuple[Route, ...]] = (
    get("/toolbox", show_toolbox),
    get("/toolbox/{tool}", show_tool),
)
