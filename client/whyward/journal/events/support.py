"""What a person keeps for hard times: a plan in their own words, where they live for helplines, lines of their own.

It holds fields only. That somebody looked at any of it is no event, and never becomes one.
"""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from whyward.journal.events.fields import Body, Text
from whyward.protocol.ids import Bytes16

RegionCode = Annotated[str, Meta(pattern=r"^[a-z]{2,8}\Z")]
"""A part of the world that has helplines of its own: "gb", "de"; it is chosen, never guessed."""

Language = Annotated[str, Meta(min_length=2, max_length=16)]


class Reachable(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody to turn to, and how."""

    name: str
    phone: str | None = None


class SupportPlanWritten(Body, frozen=True, kw_only=True):
    """A support plan was written; every part may be left empty."""

    plan_id: Bytes16
    early_signs: tuple[str, ...] = ()
    what_helps_me: tuple[str, ...] = ()
    places_and_people: tuple[str, ...] = ()
    people_to_ask: tuple[Reachable, ...] = ()
    professionals: tuple[Reachable, ...] = ()
    instructions: Text | None = None
    making_it_safer: Text | None = None
    reasons: Text | None = None


class SupportPlanChanges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The parts of a plan that became different; an empty list or nil says that a part was emptied."""

    early_signs: tuple[str, ...] | UnsetType = UNSET
    what_helps_me: tuple[str, ...] | UnsetType = UNSET
    places_and_people: tuple[str, ...] | UnsetType = UNSET
    people_to_ask: tuple[Reachable, ...] | UnsetType = UNSET
    professionals: tuple[Reachable, ...] | UnsetType = UNSET
    instructions: Text | UnsetType | None = UNSET
    making_it_safer: Text | UnsetType | None = UNSET
    reasons: Text | UnsetType | None = UNSET


class SupportPlanRevised(Body, frozen=True, kw_only=True):
    """Some parts of a support plan became different."""

    plan_id: Bytes16
    changes: SupportPlanChanges


class HelpRegionChosen(Body, frozen=True, kw_only=True):
    """The person said which part of the world's helplines they want."""

    region: RegionCode
    lang: Language


class OwnHelplineAdded(Body, frozen=True, kw_only=True):
    """A line of the person's own was added to the list."""

    helpline_id: Bytes16
    name: str
    phone: str | None = None
    text_to: str | None = None
    url: str | None = None
    hours: str | None = None
    checked_on: date


class OwnHelplineRemoved(Body, frozen=True, kw_only=True):
    """A line of the person's own was taken off the list."""

    helpline_id: Bytes16
