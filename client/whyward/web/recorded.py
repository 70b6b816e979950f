"""What a wish became, for the page that comes next: the body of the event that was recorded.

It looks at events of this very moment only.
"""

from typing import TypeVar

from whyward.journal.events.fields import Body
from whyward.journal.events.reading import body_of
from whyward.journal.recording import Done

B = TypeVar("B", bound=Body)


def recorded_body(done: Done, type_: type[B]) -> B:
    """Return the first body of a kind among what was recorded; there is one, or the page is wrong about its wish."""
    bodies = (body_of(event.kind, event.body) for event in done.events)
    return next(body for body in bodies if isinstance(body, type_))
