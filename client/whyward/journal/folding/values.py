"""What a value has come to: its name now, where it shows up, whether it rests.

A value is active, rested or retired; there is no state that says it is finished.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from whyward.journal.events.fields import Ref
from whyward.journal.events.values import (
    GlimpseLetGo,
    ValueChosen,
    ValueDomainLinkRemoved,
    ValueGlimpsed,
    ValueOwnershipChecked,
    ValueRested,
    ValueRestored,
    ValueRetired,
    ValueReworded,
    ValueShownInDomain,
    ValuesRanked,
    ValueTensionNoted,
)
from whyward.journal.folding.happened import Happened


class ValueStatus(StrEnum):
    """How a person holds a value now."""

    ACTIVE = "active"
    RESTED = "rested"
    RETIRED = "retired"


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """How a value shows up in a part of life."""

    domain_id: str
    shows_up: str
    how: str | None


class Ownership(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to: how much is this mine, how much is it expected? Each 0 to 10."""

    mine: int
    pressure: int
    whose_voice: str | None
    note: str | None
    at: int
    tz: int


class ValueRow(msgspec.Struct, frozen=True, kw_only=True):
    """A value as it is now. `stamp` is the place of its choosing in the order of all events."""

    value_id: bytes
    name: str
    own_words: str | None
    status: str
    chosen_on: date
    came_from: tuple[Ref, ...]
    card_id: str | None
    placements: tuple[Placement, ...]
    ownership: Ownership | None
    rested_until: date | None
    why: str | None
    retired_because: str | None
    merged_into: bytes | None
    stamp: tuple[int, bytes, bytes]


class Ranking(msgspec.Struct, frozen=True, kw_only=True):
    """The order of values as last put."""

    order: tuple[bytes, ...]
    frame: str | None


class Tension(msgspec.Struct, frozen=True, kw_only=True):
    """Values that pulled in different directions."""

    tension_id: bytes
    value_ids: tuple[bytes, ...]
    situation: str
    leaning: str | None
    at: int
    tz: int


class Glimpse(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase in which the person saw a value; one that was let go leads nowhere for now."""

    glimpse_id: bytes
    source: Ref
    quote: str | None
    guess: str
    at: int
    tz: int
    let_go: bool = False


def fold_value(happened: Sequence[Happened]) -> ValueRow | None:
    """Return the value that its events come to, or None before it is chosen."""
    standing = [one for one in happened if one.stands]
    first = next((one for one in standing if isinstance(one.body, ValueChosen)), None)
    if first is None or not isinstance(first.body, ValueChosen):
        return None
    chosen = first.body
    row = ValueRow(
        value_id=chosen.value_id,
        name=chosen.name,
        own_words=chosen.own_words,
        status=ValueStatus.ACTIVE.value,
        chosen_on=chosen.chosen_on,
        came_from=chosen.came_from,
        card_id=chosen.card_id,
        placements=(),
        ownership=None,
        rested_until=None,
        why=None,
        retired_because=None,
        merged_into=None,
        stamp=(first.event.hlc, first.device, first.event.id),
    )
    for one in standing:
        row = _chosen_again(row, one.body) if isinstance(one.body, ValueChosen) else _after(row, one)
    return row


def _chosen_again(row: ValueRow, chosen: ValueChosen) -> ValueRow:
    """Return a value that two devices chose apart, of one card: carried, with both ways that led to it."""
    return msgspec.structs.replace(
        _held(row, ValueStatus.ACTIVE),
        own_words=row.own_words or chosen.own_words,
        came_from=tuple(dict.fromkeys((*row.came_from, *chosen.came_from))),
    )


def _after(row: ValueRow, one: Happened) -> ValueRow:
    replace = msgspec.structs.replace
    match one.body:
        case ValueReworded(name=name, own_words=words):
            return replace(
                row,
                name=row.name if name is None else name,
                own_words=row.own_words if words is None else words or None,
            )
        case ValueShownInDomain(domain_id=domain_id, shows_up=shows_up, how=how):
            placed = Placement(domain_id=domain_id, shows_up=shows_up, how=how)
            return replace(row, placements=_sorted((*_others(row, domain_id), placed)))
        case ValueDomainLinkRemoved(domain_id=domain_id):
            return replace(row, placements=_others(row, domain_id))
        case ValueOwnershipChecked() as checked:
            return replace(row, ownership=_ownership(one, checked))
        case ValueRested(until=until, why=why):
            return _held(row, ValueStatus.RESTED, until=until, why=why)
        case ValueRetired() as retired:
            held = _held(row, ValueStatus.RETIRED, why=retired.note)
            return replace(held, retired_because=retired.why, merged_into=retired.merged_into)
        case ValueRestored():
            return _held(row, ValueStatus.ACTIVE)
        case _:
            return row


def _held(row: ValueRow, status: ValueStatus, *, until: date | None = None, why: str | None = None) -> ValueRow:
    return msgspec.structs.replace(
        row, status=status.value, rested_until=until, why=why, retired_because=None, merged_into=None
    )


def _others(row: ValueRow, domain_id: str) -> tuple[Placement, ...]:
    return tuple(placed for placed in row.placements if placed.domain_id != domain_id)


def _sorted(placements: tuple[Placement, ...]) -> tuple[Placement, ...]:
    return tuple(sorted(placements, key=lambda placed: placed.domain_id))


def _ownership(one: Happened, checked: ValueOwnershipChecked) -> Ownership:
    return Ownership(
        mine=checked.mine,
        pressure=checked.pressure,
        whose_voice=checked.whose_voice,
        note=checked.note,
        at=one.event.at,
        tz=one.event.tz,
    )


def fold_ranking(happened: Sequence[Happened]) -> Ranking | None:
    """Return the last order that was put."""
    for one in reversed(happened):
        if one.stands and isinstance(one.body, ValuesRanked):
            return Ranking(order=one.body.order, frame=one.body.frame)
    return None


def fold_tension(happened: Sequence[Happened]) -> Tension | None:
    """Return the tension as noted."""
    for one in happened:
        if one.stands and isinstance(one.body, ValueTensionNoted):
            noted = one.body
            return Tension(
                tension_id=noted.tension_id,
                value_ids=noted.value_ids,
                situation=noted.situation,
                leaning=noted.leaning,
                at=one.event.at,
                tz=one.event.tz,
            )
    return None


def fold_glimpse(happened: Sequence[Happened]) -> Glimpse | None:
    """Return the glimpse as marked, and whether it was let go."""
    let_go = any(one.stands and isinstance(one.body, GlimpseLetGo) for one in happened)
    for one in happened:
        if one.stands and isinstance(one.body, ValueGlimpsed):
            marked = one.body
            return Glimpse(
                glimpse_id=marked.glimpse_id,
                source=marked.source,
                quote=marked.quote,
                guess=marked.guess,
                at=one.event.at,
                tz=one.event.tz,
                let_go=let_go,
            )
    return None
