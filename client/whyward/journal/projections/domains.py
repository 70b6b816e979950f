"""The map of life: which value shows up where, and how many goals there are.

A hidden part of life is left out whole; a place without a value is a place, not a gap.
"""

import msgspec

from whyward.journal.folding.goals import OPEN
from whyward.journal.folding.nouns import DOMAINS
from whyward.journal.folding.values import ValueStatus
from whyward.journal.folding.versions import Version
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels


class DomainValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value in a part of life."""

    value_id: bytes
    value: str
    shows_up: str
    how: str | None


class Domain(msgspec.Struct, frozen=True, kw_only=True):
    """A part of life: the active values placed in it, by rank, its open goals, who the person wants to be there.

    More than one vision means: two devices wrote one without seeing the other's, and both are kept.
    """

    id: str
    name: str
    hidden: bool
    values: tuple[DomainValue, ...]
    open_goals: int
    visions: tuple[Version, ...]


def domain_map(pages: Pages, *, every: bool = False) -> list[Domain]:
    """Return the parts of life in the person's order; with `every`, hidden ones too."""
    labels = Labels(pages)
    rows = {row.domain_id: row for row in pages.all(DOMAINS)}
    hidden = {key for key, row in rows.items() if row.hidden}
    goals = [row for row in labels.goals.values() if row.status in OPEN]
    shown = [key for key in labels.domains if every or key not in hidden]
    return [
        Domain(
            id=key,
            name=labels.domain(key),
            hidden=key in hidden,
            values=_values_in(key, labels),
            open_goals=sum(key in goal.domain_ids for goal in goals),
            visions=rows[key].visions if key in rows else (),
        )
        for key in shown
    ]


def _values_in(key: str, labels: Labels) -> tuple[DomainValue, ...]:
    active = (row for row in labels.values.values() if row.status == ValueStatus.ACTIVE)
    ranked = sorted(active, key=lambda row: labels.ranked[row.value_id])
    return tuple(
        DomainValue(value_id=row.value_id, value=row.name, shows_up=placed.shows_up, how=placed.how)
        for row in ranked
        for placed in row.placements
        if placed.domain_id == key
    )
