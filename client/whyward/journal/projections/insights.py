"""What the program noticed, and what the person did with it: kept, sent away for a while, or never again.

Nothing is noticed in the background; it is worked out when somebody looks.
"""

from datetime import date, timedelta
from typing import Final

import msgspec

from whyward.journal.days import life_day
from whyward.journal.events.fields import Ref
from whyward.journal.events.reviews import insight_id_of
from whyward.journal.folding.nouns_noticing import INSIGHTS
from whyward.journal.folding.reviews import InsightRow
from whyward.journal.pages import Pages
from whyward.journal.projections.insight_rules import RULES, Rule, Scene
from whyward.journal.sentences import sentence

AWAY_DAYS: Final = 28
"""For how long something stays away that was sent away once."""

_NEWER: Final = sentence("It is of a newer Whyward.")


class Insight(msgspec.Struct, frozen=True, kw_only=True):
    """Something noticed, why it is said, and about what."""

    id: bytes
    rule_id: str
    rule_version: int
    text: str
    why: str
    about: tuple[Ref, ...]


class KeptInsight(msgspec.Struct, frozen=True, kw_only=True):
    """Something noticed that was kept, in the words it had then."""

    id: bytes
    on: date
    rule_id: str
    text: str
    about: tuple[Ref, ...]


class SilencedRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that is not to speak again, and the insight on which that was said."""

    rule_id: str
    insight_id: bytes
    why: str


def insights(pages: Pages, today: date) -> list[Insight]:
    """Return what can be noticed now, but for what was kept or sent away."""
    rows = {row.insight_id: row for row in pages.all(INSIGHTS)}
    silent = {row.rule_id for row in rows.values() if row.never_again}
    scene, ends_at = Scene(pages, today), pages.day_ends_at
    return [
        insight
        for rule in RULES
        if rule.id not in silent
        for insight in _found(rule, scene)
        if _may_speak(rows.get(insight.id), today, ends_at)
    ]


def _found(rule: Rule, scene: Scene) -> list[Insight]:
    return [
        Insight(
            id=insight_id_of(rule.id, noticed.about),
            rule_id=rule.id,
            rule_version=rule.version,
            text=noticed.text,
            why=rule.why,
            about=noticed.about,
        )
        for noticed in rule.find(scene)
    ]


def _may_speak(row: InsightRow | None, today: date, ends_at: int) -> bool:
    if row is None:
        return True
    return row.dismissed and life_day(row.at, row.tz, ends_at) + timedelta(days=AWAY_DAYS) <= today


def kept_insights(pages: Pages) -> list[KeptInsight]:
    """Return what was kept, the latest first."""
    ends_at = pages.day_ends_at
    rows = sorted(pages.all(INSIGHTS), key=lambda row: row.stamp, reverse=True)
    return [
        KeptInsight(
            id=row.insight_id,
            on=life_day(row.at, row.tz, ends_at),
            rule_id=row.rule_id,
            text=row.text_shown,
            about=row.about,
        )
        for row in rows
        if not row.dismissed and row.text_shown is not None
    ]


def silenced_rules(pages: Pages) -> list[SilencedRule]:
    """Return the rules that are not to speak again."""
    whys = {rule.id: rule.why for rule in RULES}
    rows = {row.rule_id: row for row in pages.all(INSIGHTS) if row.never_again}
    return [
        SilencedRule(rule_id=rule_id, insight_id=row.insight_id, why=whys.get(rule_id, _NEWER))
        for rule_id, row in sorted(rows.items())
    ]
