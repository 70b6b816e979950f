"""What stands on the page for when it is bad, of what the person chose: people first, then lines, then instructions.

That it was shown is recorded nowhere: nothing here takes a clock, and nothing here is a wish.
"""

import msgspec

from whyward.journal.events.support import Reachable
from whyward.journal.pages import Pages
from whyward.journal.projections.support import OwnHelpline, help_region, own_helplines, support_plan


class HelpNow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The person's own part of that page; all of it may be empty."""

    region: str | None = None
    people: tuple[Reachable, ...] = ()
    professionals: tuple[Reachable, ...] = ()
    lines: tuple[OwnHelpline, ...] = ()
    instructions: str | None = None


def help_now(pages: Pages) -> HelpNow:
    """Return the person's own part."""
    plan = support_plan(pages)
    return HelpNow(
        region=help_region(pages),
        people=plan.people_to_ask,
        professionals=plan.professionals,
        lines=tuple(own_helplines(pages)),
        instructions=plan.instructions,
    )
