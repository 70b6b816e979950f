"""Which events hold words that somebody else chose: they are sealed by themselves, and never deflated.

What is deflated beside a text that somebody else can choose tells its length how much the two are alike; so it
refuses to let the two meet (CRIME, Rizzo and Duong, 2012).
"""

from typing import Final

from whyward.journal.events.catalogue import KIND_OF
from whyward.journal.events.envelope import Event
from whyward.journal.events.goals import GoalSet
from whyward.journal.events.guesting import ShareAccepted
from whyward.journal.events.reading import body_of
from whyward.journal.events.shares import RecipientDutiesStated

_FOREIGN: Final = frozenset({KIND_OF[RecipientDutiesStated], KIND_OF[ShareAccepted]})
_GOAL_SET: Final = KIND_OF[GoalSet]


def is_foreign(event: Event) -> bool:
    """Whether an event in a personal journal holds words of somebody else: a link, duties, a goal they proposed."""
    if event.kind != _GOAL_SET:
        return event.kind in _FOREIGN
    body = body_of(event.kind, event.body)
    return isinstance(body, GoalSet) and body.proposal_id is not None
