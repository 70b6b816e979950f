"""Wishes about values.

There is none that completes a value: it is lived, not ticked off.
"""

from datetime import date

from whyward.journal.intentions.wish import Called, Wish


class AddValue(Wish, frozen=True, kw_only=True):
    """Name a value; `domains` are parts of life it belongs to, without saying yet how much it shows up there.

    `came_from` are things it was noticed in, such as `entry:4f2a`: the start of the why-trail. `card_id` is the card of
    a deck that bears its name, if it was taken from one.
    """

    name: str
    own_words: str | None = None
    domains: tuple[Called, ...] = ()
    came_from: tuple[Called, ...] = ()
    card_id: str | None = None


class RewordValue(Wish, frozen=True, kw_only=True):
    """Put a value in other words; at least one of the two."""

    value: Called
    name: str | None = None
    own_words: str | None = None


class RankValues(Wish, frozen=True, kw_only=True):
    """Put values in an order, the closest to the heart first; those left out follow as they stood."""

    values: tuple[Called, ...]
    frame: str | None = None


class PlaceValue(Wish, frozen=True, kw_only=True):
    """Say how much a value shows up in a part of life: a-lot, some, a-little, not-yet, not-relevant."""

    value: Called
    domain: Called
    shows_up: str
    how: str | None = None


class UnplaceValue(Wish, frozen=True, kw_only=True):
    """Take a value out of a part of life."""

    value: Called
    domain: Called


class CheckOwnership(Wish, frozen=True, kw_only=True):
    """Say how much a value is one's own, and how much it is expected, both 0 to 10."""

    value: Called
    mine: int
    pressure: int
    whose_voice: str | None = None
    note: str | None = None


class NoteTension(Wish, frozen=True, kw_only=True):
    """Note that two or more values pull in different directions."""

    values: tuple[Called, ...]
    situation: str
    leaning: str | None = None


class GlimpseValue(Wish, frozen=True, kw_only=True):
    """Mark a phrase of one's own: this sounds like a value."""

    source: Called
    guess: str
    quote: str | None = None


class RestValue(Wish, frozen=True, kw_only=True):
    """Set a value aside for a while."""

    value: Called
    until: date | None = None
    why: str | None = None


class RetireValue(Wish, frozen=True, kw_only=True):
    """Carry a value no longer: changed, never-mine, merged, other."""

    value: Called
    why: str = "other"
    merged_into: Called | None = None
    note: str | None = None


class RestoreValue(Wish, frozen=True, kw_only=True):
    """Carry a rested or retired value again."""

    value: Called
