"""Wishes about hard times: the plan, the region of helplines, lines of one's own, and what is agreed to beside.

A part of the plan that is UNSET stays; an empty one is emptied.
"""

from datetime import date
from typing import TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from whyward.journal.intentions.wish import Called, Wish


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to turn to, and how."""

    name: str
    phone: str | None = None


class KeepSupportPlan(Wish, frozen=True, kw_only=True):
    """Write the support plan, or revise parts of it."""

    early_signs: tuple[str, ...] | UnsetType = UNSET
    what_helps_me: tuple[str, ...] | UnsetType = UNSET
    places_and_people: tuple[str, ...] | UnsetType = UNSET
    people_to_ask: tuple[Person, ...] | UnsetType = UNSET
    professionals: tuple[Person, ...] | UnsetType = UNSET
    instructions: str | UnsetType = UNSET
    making_it_safer: str | UnsetType = UNSET
    reasons: str | UnsetType = UNSET


class ChooseHelpRegion(Wish, frozen=True, kw_only=True):
    """Choose the region whose helplines come first, by its short name."""

    region: str
    lang: str = "en"


class AddHelpline(Wish, frozen=True, kw_only=True):
    """Add a line of one's own; it was checked today unless another day is said."""

    name: str
    phone: str | None = None
    text_to: str | None = None
    url: str | None = None
    hours: str | None = None
    checked_on: date | None = None


class RemoveHelpline(Wish, frozen=True, kw_only=True):
    """Take a line of one's own off the list."""

    helpline: Called


class GiveConsent(Wish, frozen=True, kw_only=True):
    """Agree to a text that was shown, named by its purpose, version, language and digest."""

    purpose: str
    text_version: int
    lang: str
    digest: bytes


class WithdrawConsent(Wish, frozen=True, kw_only=True):
    """No longer agree to something: every consent to that purpose given on this device, or everywhere."""

    purpose: str
    everywhere: bool = False


SupportIntention: TypeAlias = (
    KeepSupportPlan | ChooseHelpRegion | AddHelpline | RemoveHelpline | GiveConsent | WithdrawConsent
)
