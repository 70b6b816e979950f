"""What a wish came to: its bodies, for the sentence that says so.

It decides nothing.
"""

from collections.abc import Iterator
from typing import TypeVar

from whyward.journal.events.fields import Body
from whyward.journal.events.reading import body_of
from whyward.journal.recording import Done

B = TypeVar("B", bound=Body)


def bodies_in(done: Done, type_: type[B]) -> Iterator[B]:
    """Yield what was recorded of one kind."""
    for event in done.events:
        body = body_of(event.kind, event.body)
        if isinstance(body, type_):
            yield body


def body_in(done: Done, type_: type[B]) -> B:
    """Return the first thing that was recorded of one kind; the wish must be one that records it."""
    return next(bodies_in(done, type_))
