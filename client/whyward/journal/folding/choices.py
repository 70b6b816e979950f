"""What a moment of choice and a decision have come to.

A decision stays open to another word for ever: the last one counts, and the ones before stand in its story.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from whyward.journal.events.choices import (
    ChoicePointNoted,
    DecisionFaced,
    DecisionLookedBackOn,
    DecisionMade,
    OptionAdded,
    OptionWeighed,
)
from whyward.journal.folding.happened import Happened


class ChoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A moment of choice, as it was noted."""

    choice_id: bytes
    situation: str
    hooks: tuple[str, ...]
    helpers: tuple[str, ...]
    away: tuple[str, ...]
    toward: tuple[str, ...]
    went: str
    value_ids: tuple[bytes, ...]
    note: str | None
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One way to go."""

    option_id: bytes
    text: str


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """How much an option leads toward a value, from -2 to 2."""

    option_id: bytes
    value_id: bytes
    toward: int
    note: str | None


class LookingBack(msgspec.Struct, frozen=True, kw_only=True):
    """What the person saw, looking back, and when."""

    event_id: bytes
    text: str
    at: int
    tz: int


class DecisionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it stands. It is made once somebody said so, also without an option."""

    decision_id: bytes
    question: str
    by: date | None
    options: tuple[Option, ...]
    weights: tuple[Weight, ...]
    is_made: bool
    chosen_id: bytes | None
    because: str | None
    looked_back: tuple[LookingBack, ...]
    at: int
    tz: int
    stamp: tuple[int, bytes, bytes]


def fold_choice(happened: Sequence[Happened]) -> ChoiceRow | None:
    """Return the moment of choice as noted."""
    for one in happened:
        if one.stands and isinstance(one.body, ChoicePointNoted):
            noted = one.body
            return ChoiceRow(
                choice_id=noted.choice_id,
                situation=noted.situation,
                hooks=noted.hooks,
                helpers=noted.helpers,
                away=noted.away,
                toward=noted.toward,
                went=noted.went,
                value_ids=noted.value_ids,
                note=noted.note,
                at=one.event.at,
                tz=one.event.tz,
                stamp=(one.event.hlc, one.device, one.event.id),
            )
    return None


def fold_decision(happened: Sequence[Happened]) -> DecisionRow | None:
    """Return the decision that its events come to, or None before it is faced."""
    standing = [one for one in happened if one.stands]
    first = next((one for one in standing if isinstance(one.body, DecisionFaced)), None)
    if first is None or not isinstance(first.body, DecisionFaced):
        return None
    made = next((one.body for one in reversed(standing) if isinstance(one.body, DecisionMade)), None)
    options = _options(standing)
    return DecisionRow(
        decision_id=first.body.decision_id,
        question=first.body.question,
        by=first.body.by,
        options=options,
        weights=_weights(standing, {option.option_id for option in options}),
        is_made=made is not None,
        chosen_id=None if made is None else made.option_id,
        because=None if made is None else made.because,
        looked_back=_looked_back(standing),
        at=first.event.at,
        tz=first.event.tz,
        stamp=(first.event.hlc, first.device, first.event.id),
    )


def _options(standing: Sequence[Happened]) -> tuple[Option, ...]:
    by_id: dict[bytes, Option] = {}
    for one in standing:
        if isinstance(one.body, OptionAdded):
            by_id.setdefault(one.body.option_id, Option(option_id=one.body.option_id, text=one.body.text))
    return tuple(by_id.values())


def _weights(standing: Sequence[Happened], options: set[bytes]) -> tuple[Weight, ...]:
    """Return the last word for each option and value; one for an option that was taken back waits for it."""
    last: dict[tuple[bytes, bytes], Weight] = {}
    for one in standing:
        if isinstance(one.body, OptionWeighed) and one.body.option_id in options:
            said = one.body
            last[said.option_id, said.value_id] = Weight(
                option_id=said.option_id, value_id=said.value_id, toward=said.toward, note=said.note
            )
    return tuple(last.values())


def _looked_back(standing: Sequence[Happened]) -> tuple[LookingBack, ...]:
    return tuple(
        LookingBack(event_id=one.event.id, text=one.body.text, at=one.event.at, tz=one.event.tz)
        for one in standing
        if isinstance(one.body, DecisionLookedBackOn)
    )
