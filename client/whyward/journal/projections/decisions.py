"""Decisions, each weighed by the person's values: a picture of what leads where, never the answer.

The closer to the heart a value is, the more it weighs: of n values, the one of rank r has the part
(n + 1 - r) / (n (n + 1) / 2). A value that was not weighed for an option leads neither way there.
"""

from collections.abc import Mapping
from datetime import date

import msgspec

from whyward.journal.days import life_day
from whyward.journal.folding.choices import DecisionRow, Option, Weight
from whyward.journal.folding.nouns_hindering import DECISIONS
from whyward.journal.folding.values import ValueStatus
from whyward.journal.pages import Pages
from whyward.journal.projections.labels import Labels


class WeighedValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value in a decision. `part` is how much of the whole it weighs, 0 while no option was weighed by it."""

    id: bytes
    name: str
    part: float


class WeighedOption(msgspec.Struct, frozen=True, kw_only=True):
    """A way to go: what was said for each of the decision's values, in their order, and what it adds up to, -2 to 2.

    `leads` is None while nothing was said about it.
    """

    id: bytes
    text: str
    toward: tuple[int | None, ...]
    notes: tuple[str | None, ...]
    leads: float | None


class LookedBack(msgspec.Struct, frozen=True, kw_only=True):
    """What the person saw, looking back."""

    event_id: bytes
    on: date
    text: str


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A decision. `furthest` are the options that lead furthest toward what matters, all of them if they are equal."""

    id: bytes
    on: date
    question: str
    by: date | None
    is_made: bool
    chosen_id: bytes | None
    chosen: str | None
    because: str | None
    values: tuple[WeighedValue, ...]
    options: tuple[WeighedOption, ...]
    furthest: tuple[str, ...]
    looked_back: tuple[LookedBack, ...]


def decisions(pages: Pages) -> list[Decision]:
    """Return decisions, the open ones first, of each the latest first."""
    labels, ends_at = Labels(pages), pages.day_ends_at
    rows = sorted(pages.all(DECISIONS), key=lambda row: row.stamp, reverse=True)
    return [_shown(row, labels, ends_at) for row in sorted(rows, key=lambda row: row.is_made)]


def decision_shown(pages: Pages, decision_id: bytes) -> Decision | None:
    """Return one decision, or None."""
    row = pages.one(DECISIONS, decision_id)
    return None if row is None else _shown(row, Labels(pages), pages.day_ends_at)


def _shown(row: DecisionRow, labels: Labels, ends_at: int) -> Decision:
    values = _values(row, labels)
    said = {(weight.option_id, weight.value_id): weight for weight in row.weights}
    options = tuple(_option(option, values, said) for option in row.options)
    chosen = next((option.text for option in row.options if option.option_id == row.chosen_id), None)
    return Decision(
        id=row.decision_id,
        on=life_day(row.at, row.tz, ends_at),
        question=row.question,
        by=row.by,
        is_made=row.is_made,
        chosen_id=row.chosen_id,
        chosen=chosen,
        because=row.because,
        values=values,
        options=options,
        furthest=_furthest(options),
        looked_back=tuple(
            LookedBack(event_id=one.event_id, on=life_day(one.at, one.tz, ends_at), text=one.text)
            for one in row.looked_back
        ),
    )


def _values(row: DecisionRow, labels: Labels) -> tuple[WeighedValue, ...]:
    """Return the values that are carried now and those that were weighed here, by rank."""
    weighed = {weight.value_id for weight in row.weights}
    carried = {value_id for value_id, value in labels.values.items() if value.status == ValueStatus.ACTIVE}
    unheard = sorted(weighed - labels.values.keys())  # Of a device that has not told of them yet.
    ordered = [value_id for value_id in labels.ranked if value_id in weighed | carried] + unheard
    ranks = {value_id: rank for rank, value_id in enumerate((one for one in ordered if one in weighed), start=1)}
    whole = len(ranks) * (len(ranks) + 1) / 2
    return tuple(
        WeighedValue(
            id=value_id,
            name=labels.value(value_id),
            part=(len(ranks) + 1 - ranks[value_id]) / whole if value_id in ranks else 0.0,
        )
        for value_id in ordered
    )


def _option(
    option: Option, values: tuple[WeighedValue, ...], said: Mapping[tuple[bytes, bytes], Weight]
) -> WeighedOption:
    weights = [said.get((option.option_id, value.id)) for value in values]
    toward = tuple(None if weight is None else weight.toward for weight in weights)
    leads = sum(value.part * (one or 0) for value, one in zip(values, toward, strict=True))
    return WeighedOption(
        id=option.option_id,
        text=option.text,
        toward=toward,
        notes=tuple(None if weight is None else weight.note for weight in weights),
        leads=round(leads, 4) if any(weights) else None,
    )


def _furthest(options: tuple[WeighedOption, ...]) -> tuple[str, ...]:
    most = max((option.leads for option in options if option.leads is not None), default=None)
    return tuple(option.text for option in options if option.leads is not None and option.leads == most)
