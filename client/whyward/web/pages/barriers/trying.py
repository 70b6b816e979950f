"""A tool: one is suggested, others are there, one is done, and afterwards the person may say how it is.

What helped before is suggested first; nothing is recorded until the person says that they tried it.
"""

from typing import Final

from whyward.content.toolkits import tool, toolbox, toolkit
from whyward.journal.events.tools import ToolTried
from whyward.journal.intentions.tools import RateTool, Said, TryTool
from whyward.journal.projections.tool_memory import tool_memory
from whyward.web.pages.barriers.finding import barrier_named, tool_named, try_named
from whyward.web.pages.barriers.wording import called, helped_words, strength_in_words
from whyward.web.pages.gone import or_list
from whyward.web.pages.numbers import are_hidden
from whyward.web.pages.recorded import body_in
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response, see_other
from whyward.web.route import Route, get, post


async def show_tools(request: Request) -> Response:
    """Suggest one tool, and name the others."""
    barrier = barrier_named(request)
    kit = toolkit(barrier.kind)
    memory = tool_memory(request.pages, barrier.kind, kit.tools)
    behind = [cause for cause in toolbox().causes if cause.letter in barrier.letters]
    suggested = tool(memory.suggested or kit.tools[0])
    assert suggested is not None, "every tool of a kit is there"
    helped = {one.tool_id for one in memory.tools if one.a_lot or one.a_bit}
    return page(
        request,
        "barriers/tools.html",
        barrier=barrier,
        name=called(barrier),
        kit=kit,
        suggested=suggested,
        has_helped=suggested.id in helped,
        others=[one for one in map(tool, kit.tools) if one is not None and one.id != suggested.id],
        helped=helped,
        causes=[(cause, tool(cause.tool)) for cause in behind],
    )


async def show_tool(request: Request) -> Response:
    """Show one tool to do."""
    barrier, one = barrier_named(request), tool_named(request)
    place = f"tool:{barrier.id.hex()}:{one.id}"
    return page(
        request,
        "barriers/tool.html",
        barrier=barrier,
        name=called(barrier),
        tool=one,
        place=place,
        draft=request.journal.drafts.at(place),
    )


async def try_tool(request: Request) -> Response:
    """Keep that the tool was tried, with whatever was written at it."""
    barrier, one, form = barrier_named(request), tool_named(request), request.form
    said = tuple(
        Said(step.question_id, form.text(f"answer-{step.question_id}"))
        for step in one.steps
        if step.question_id is not None
    )
    wish = TryTool(tool_id=one.id, tool_version=one.version, barrier=barrier.id.hex(), answers=said)
    done = await request.journal.record(wish)
    request.say(one.closing, done)
    return see_other(f"/barriers/{barrier.id.hex()}/tries/{body_in(done, ToolTried).try_id.hex()}")


async def show_rating(request: Request) -> Response:
    """Ask how it is now, and what the tool did."""
    barrier = barrier_named(request)
    tried = try_named(request, barrier)
    one = tool(tried.tool_id)
    return page(
        request,
        "barriers/rating.html",
        barrier=barrier,
        name=called(barrier),
        tried=tried,
        title=tried.tool_id if one is None else one.title,
        before=strength_in_words(tried.before, request.texts, hides=are_hidden(request)),
        helped=list(helped_words().items()),
    )


async def rate(request: Request) -> Response:
    """Keep what was said about it, if anything was, and go on."""
    barrier, form = barrier_named(request), request.form
    tried = try_named(request, barrier)
    after, helped, note = form.number("after"), form.optional("helped"), form.optional("note")
    if (after, helped, note) != (None, None, None):
        wish = RateTool(attempt=tried.id.hex(), after_strength=after, helped=helped, note=note)
        done = await request.journal.record(wish)
        request.say(request.texts.gettext("Noted. What helped is offered first next time."), done)
    return see_other(f"/barriers/{barrier.id.hex()}/{'tools' if form.ticked('another') else 'now'}")


ROUTES: Final[tuple[Route, ...]] = (
    get("/barriers/{barrier}/tools", or_list("/barriers", show_tools)),
    get("/barriers/{barrier}/tools/{tool}", or_list("/barriers", show_tool)),
    post("/barriers/{barrier}/tools/{tool}", try_tool),
    get("/barriers/{barrier}/tries/{attempt}", or_list("/barriers", show_rating)),
    post("/barriers/{barrier}/tries/{attempt}", rate),
)
