"""What was noticed: each with its why, and how to name it.

It sets no number before anybody.
"""

from datetime import date

import msgspec

from whyward.cli.shown.ids import short
from whyward.journal.names import Named, find
from whyward.journal.pages import Pages
from whyward.journal.projections.insights import (
    Insight,
    KeptInsight,
    SilencedRule,
    insights,
    kept_insights,
    silenced_rules,
)


class InsightsShown(msgspec.Struct, frozen=True):
    """What can be noticed now, what was kept, and which rules are not to speak."""

    insights: list[Insight]
    kept: list[KeptInsight]
    never_again: list[SilencedRule]


def insights_shown(pages: Pages, today: date) -> InsightsShown:
    """Return all of it."""
    return InsightsShown(insights(pages, today), kept_insights(pages), silenced_rules(pages))


def insight_lines(one: Insight) -> list[str]:
    """Return something noticed for people."""
    return [f"{one.text}  [{short(one.id)}]", f"  Why you see this: {one.why}"]


def insights_text(found: InsightsShown) -> str:
    """Return all of it for people."""
    lines = [line for one in found.insights for line in insight_lines(one)] or ["Nothing to notice right now."]
    if found.kept:
        lines += ["", "Kept", *(f"  {one.text}  [{short(one.id)}]" for one in found.kept)]
    if found.never_again:
        lines += ["", "Never again", *(f"  {one.why}" for one in found.never_again)]
    return "\n".join(lines)


def insight_meant(pages: Pages, called: str, today: date) -> Insight:
    """Return the one that is meant, by its id, of those that can be noticed now or were kept."""
    kept = [
        Insight(id=one.id, rule_id=one.rule_id, rule_version=1, text=one.text, why="", about=one.about)
        for one in kept_insights(pages)
    ]
    there = {one.id: one for one in (*kept, *insights(pages, today))}
    return there[find(called, [Named(one.id, one.text) for one in there.values()], "insight")]
