"""The values statement: what a person lives by, on one page to look at or to print.

It holds their own words, in their own order, and nothing else.
"""

from functools import partial
from typing import Final

from whyward.journal.projections.values import current_values
from whyward.web.pages.values.wording import shown_word
from whyward.web.rendering import page
from whyward.web.request import Request
from whyward.web.response import Response
from whyward.web.route import Route, get


async def show_statement(request: Request) -> Response:
    """Show the statement."""
    texts = request.texts
    return page(
        request,
        "values/statement.html",
        values=current_values(request.pages, request.today),
        day=texts.long_day(request.today),
        shown_word=partial(shown_word, texts),
    )


ROUTES: Final[tuple[Route, ...]] = (get("/values/statement", show_statement),)
