"""Numbers on pages: shown, or left out because the person would rather not see any.

It counts nothing itself.
"""

from whyward.journal.folding.nouns import PREFERENCES
from whyward.web.request import Request


def are_hidden(request: Request) -> bool:
    """Whether the person would rather see no numbers."""
    hidden = request.pages.one(PREFERENCES, b"hide_numbers")
    return hidden is not None and bool(hidden.value)
