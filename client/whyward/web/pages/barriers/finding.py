"""The one barrier, try or tool that an address names; what is not there is refused kindly.

It shows nothing itself.
"""

from whyward.content.toolkits import Tool, tool
from whyward.journal.errors import NotFound
from whyward.journal.names import find_barrier
from whyward.journal.names_hindering import find_try
from whyward.journal.projections.barriers import Barrier, Tried, barrier_shown
from whyward.web.request import Request


def barrier_named(request: Request) -> Barrier:
    """Return the barrier of the address."""
    found = barrier_shown(request.pages, find_barrier(request.pages, request.args["barrier"]).barrier_id)
    assert found is not None, "it was found just now"
    return found


def tool_named(request: Request) -> Tool:
    """Return the tool of the address."""
    found = tool(request.args["tool"])
    if found is None:
        _ = request.texts.gettext
        raise NotFound(_("No tool goes by that name"), hint=_("The toolbox shows what there is."))
    return found


def try_named(request: Request, barrier: Barrier) -> Tried:
    """Return the try of the address, which is one of the barrier's."""
    _row, one = find_try(request.pages, request.args["attempt"])
    for tried in barrier.tries:
        if tried.id == one.try_id:
            return tried
    _ = request.texts.gettext
    raise NotFound(_("That try belongs to something else"), hint=_("It stands with what it was for."))
