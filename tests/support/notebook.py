"""A pretend person with one or two notebooks: wishes go in, pages come out, without log or relay.

Seals nothing, stores nothing.
"""

from collections.abc import Sequence
from datetime import date

from tests.support.happenings import LAPTOP, START_MS
from tests.support.world import SeededEntropy
from whyward.journal.decide.deciding import decide
from whyward.journal.decide.facts import Context, to_events
from whyward.journal.events.envelope import Recorded
from whyward.journal.intentions.any import Intention
from whyward.journal.pages import Pages
from whyward.protocol.ids import DeviceId

TODAY = date(2026, 3, 4)


class Notebook:
    """One device's pages, and a clock that moves a minute with every wish."""

    def __init__(self, device: DeviceId = LAPTOP) -> None:
        """Start with empty pages, in the morning of 4 March 2026."""
        self.pages = Pages()
        self.device = device
        self.now_ms: int = START_MS
        self.recorded: list[Recorded] = []
        self._entropy = SeededEntropy(device.hex())

    def wish(self, *intentions: Intention) -> list[Recorded]:
        """Record wishes, each an act of its own."""
        events: list[Recorded] = []
        for intention in intentions:
            self.now_ms += 60_000
            context = Context(self.now_ms, 60, self.device, self._entropy)
            facts = decide(intention, self.pages, context)
            made = to_events(facts, after_hlc=self.pages.max_hlc, context=context)
            events += [Recorded(event, self.device) for event in made]
            self.pages.merge(events)
        self.recorded += events
        return events

    def hear(self, events: Sequence[Recorded]) -> None:
        """Take in what another device recorded."""
        self.pages.merge(events)

    def later(self, days: int) -> None:
        """Let days pass."""
        self.now_ms += days * 86_400_000
