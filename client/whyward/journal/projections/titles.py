"""What things are called, on one line, by their nouns: for the timeline, and wherever a reference is shown.

A thing that has not come yet has no title, and neither has one of a noun that has none.
"""

from collections.abc import Callable, Mapping
from typing import Final

from whyward.journal.events.catalogue import CLIENT, CONTACT, ENTRY, GOAL, SHARE, VALUE
from whyward.journal.events.kinds_caring import REMINDER
from whyward.journal.events.kinds_hindering import DECISION
from whyward.journal.events.kinds_sorting import SORT
from whyward.journal.events.kinds_striving import PLAN
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels, entry_title, first_line
from whyward.journal.projections.telling_exploring import TITLES as EXPLORING_TITLES
from whyward.journal.sentences import sentence


def _entry_title(key: bytes, pages: Pages, _labels: Labels) -> str:
    entry = pages.entry(key)
    return "" if entry is None else first_line(entry_title(entry))


_TITLES: Final[Mapping[bytes, Callable[[bytes, Pages, Labels], str]]] = {
    VALUE: lambda key, _, labels: labels.value(key),
    GOAL: lambda key, _, labels: labels.goal(key),
    ENTRY: _entry_title,
    DECISION: lambda key, _, labels: labels.decision(key),
    SORT: lambda _key, _pages, _labels: sentence("Card sort"),
    CONTACT: lambda key, _, labels: labels.contact(key),
    SHARE: lambda key, _, labels: labels.shared_with(key),
    CLIENT: lambda key, _, labels: labels.client(key),
    REMINDER: lambda key, _, labels: labels.reminder(key),
    PLAN: lambda key, _, labels: labels.plan(key),
    **EXPLORING_TITLES,
}
"""How the things of each noun are called; things of other nouns have no title of their own."""


def title_of(entity: bytes, pages: Pages, labels: Labels) -> str:
    """Return what a thing is called, on one line, or nothing."""
    noun, colon, key = entity.partition(b":")
    titled = _TITLES.get(noun + colon)
    return "" if titled is None else titled(key, pages, labels)
