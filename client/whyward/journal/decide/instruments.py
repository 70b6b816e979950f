"""Deciding about a scale that somebody brings along: whether it can be asked, and whether they said by what right.

Nothing of it is sent anywhere; what it may be used for is its owner's to say.
"""

import re
from collections.abc import Sequence
from typing import Final

from whyward.journal.decide.facts import Context
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.checkins import (
    COMPASS,
    InstrumentAdded,
    InstrumentDefinition,
    InstrumentItem,
    InstrumentSum,
)
from whyward.journal.intentions.checkins import AddInstrument
from whyward.journal.names_noticing import instrument
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_line, cleaned_text, optional_line, optional_text

_STEPS_MAX: Final = 100
_NUMBER_MAX: Final = 1000
_VERSION_MAX: Final = 9999
_KEY: Final = re.compile(r"[a-z0-9-]{1,64}")
_ITEM: Final = re.compile(r"[a-z0-9._-]{1,80}")


def added_instrument(wish: AddInstrument, pages: Pages, context: Context) -> InstrumentAdded:
    """Return the scale as it is kept, or refuse it."""
    if not _KEY.fullmatch(wish.instrument) or wish.instrument == COMPASS:
        raise BadInput(
            "A scale has a short key of its own", hint="Small letters, digits and hyphens, such as my-scale."
        )
    if not 1 <= wish.version <= _VERSION_MAX:
        raise BadInput("A version is a number from 1 on", hint="Leave it out for the first.")
    if instrument(pages, wish.instrument, wish.version) is not None:
        raise Refused("That version of the scale is here already", hint="A changed scale gets a higher version.")
    return InstrumentAdded(
        adding_id=context.fresh_id(),
        instrument_id=wish.instrument,
        version=wish.version,
        title=cleaned_line(wish.title, sentence("The title")),
        definition=_checked(wish.definition),
        licence_note=cleaned_text(wish.licence_note, sentence("By what right you use it")),
    )


def _checked(given: InstrumentDefinition) -> InstrumentDefinition:
    if not given.items:
        raise BadInput("A scale has at least one item", hint="Nothing was recorded.")
    if not -_NUMBER_MAX <= given.low < given.high <= _NUMBER_MAX or given.high - given.low > _STEPS_MAX:
        raise BadInput("A scale runs from a lower number to a higher one", hint="Such as 0 to 6.")
    items = tuple(
        InstrumentItem(item_id=_item(item.item_id), text=cleaned_text(item.text, sentence("An item")))
        for item in given.items
    )
    ids = [item.item_id for item in items]
    if len(set(ids)) != len(ids):
        raise BadInput("Two items have one id", hint="Give each its own, such as its number on paper.")
    return InstrumentDefinition(
        items=items,
        low=given.low,
        high=given.high,
        low_label=optional_line(given.low_label, sentence("The word for the lower end")) or "",
        high_label=optional_line(given.high_label, sentence("The word for the higher end")) or "",
        intro=optional_text(given.intro, sentence("The introduction")) or "",
        sums=tuple(_sum(one, ids) for one in given.sums),
    )


def _item(item_id: str) -> str:
    if not _ITEM.fullmatch(item_id):
        raise BadInput("An item has a short id", hint="Such as its number on paper.")
    return item_id


def _sum(given: InstrumentSum, ids: Sequence[str]) -> InstrumentSum:
    if not given.item_ids or not set(given.item_ids) <= set(ids):
        raise BadInput("A sum adds up items of the scale", hint="Name them by their ids.")
    return InstrumentSum(name=cleaned_line(given.name, sentence("The name of a sum")), item_ids=given.item_ids)
