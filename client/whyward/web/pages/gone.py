"""A page of a thing that is gone, by an undo or a stale address: the list of its kind is shown instead.

It is for looking only; what is done to a thing that is not there is refused.
"""

from functools import wraps

from whyward.journal.errors import NotFound
from whyward.web.request import Handler, Request
from whyward.web.response import Response, see_other


def or_list(path: str, handler: Handler) -> Handler:
    """Return the handler, which leads to a list where what it would show is not there."""

    @wraps(handler)
    async def shown(request: Request) -> Response:
        try:
            return await handler(request)
        except NotFound:
            return see_other(path)

    return shown
