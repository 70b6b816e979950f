"""Deciding to show more: to grant, to widen, to renew. Each asks for every sentence of the consent to be ticked.

What is wished for is worked out here once, for the preview and for the record.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from whyward.journal.days import day_in_words
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.catalogue import GOAL, ref_of
from whyward.journal.events.shares import Consent, Field, ItemGrant, May, Mode, ShareGranted, ShareRenewed, ShareWidened
from whyward.journal.folding.shares import ShareRow
from whyward.journal.intentions.shares import GrantShare, RenewShare, WidenShare
from whyward.journal.names import find_goal
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.sharing.consent import agreed, consent_text
from whyward.journal.texts import chosen, optional_text

DAYS_USUAL: Final = 90
DAYS_MAX: Final = 366
_FIELDS_USUAL: Final = (Field.STATEMENT.value, Field.VALUE.value, Field.PROGRESS.value)


def granted(wish: GrantShare, row: ShareRow, pages: Pages, today: date) -> ShareGranted:
    """Return the grant, or refuse it; one at a time, so that nobody has to add two of them up."""
    _refuse_unless_open(row)
    if row.items and row.ends is not None and today <= row.ends:
        raise Refused(
            "Something is shown to them already",
            hint="Show more with `whyward share widen`, less with `whyward share narrow`.",
        )
    items = items_of(wish, pages)
    if not items:
        raise BadInput("Nothing is named that would be shown", hint="Name at least one goal.")
    return ShareGranted(
        share_id=row.share_id,
        items=items,
        mode=chosen(wish.mode, Mode, sentence("mode")),
        may=rights_of(wish.may),
        starts=today,
        ends=last_day(wish.days, wish.ends, today),
        purpose=optional_text(wish.purpose, sentence("The purpose")),
        consent=_consent(row, wish.ticked),
        after=row.narrowings,
    )


def widened(wish: WidenShare, row: ShareRow, pages: Pages, today: date) -> ShareWidened:
    """Return what comes on top of what is shown, and nothing that is shown already."""
    _refuse_unless_lasting(row, today)
    if not (wish.goals or wish.parts) and (wish.fields or wish.without):
        raise BadInput("Of which goal they are to see more is not said", hint="Name at least one goal.")
    added = more_items(wish, row, pages)
    rights = tuple(right for right in _rights(wish.may) if right not in row.may)
    if not added and not rights:
        raise Refused("They see that already, and may do that already", hint="Nothing needs to change.")
    return ShareWidened(
        share_id=row.share_id, items=added, may=rights, consent=_consent(row, wish.ticked), after=row.narrowings
    )


def renewed(wish: RenewShare, row: ShareRow, today: date) -> ShareRenewed:
    """Return the new last day, later than the one before."""
    _refuse_unless_open(row)
    if row.ends is None:
        raise Refused("Nothing is shown to them that could last longer", hint="Show something: whyward share grant.")
    ends = last_day(wish.days, wish.ends, today)
    if ends <= row.ends:
        raise Refused(
            sentence("It lasts until %(ends)s already", ends=day_in_words(row.ends, today)),
            hint="To end it earlier: whyward share stop.",
        )
    return ShareRenewed(share_id=row.share_id, ends=ends, consent=_consent(row, wish.ticked))


def items_of(wish: GrantShare | WidenShare, pages: Pages) -> tuple[ItemGrant, ...]:
    """Return each goal that is named, with the fields that are wished for; once each, as it is named first."""
    fields_by_goal: dict[bytes, tuple[str, ...]] = {}
    for one in wish.parts:
        fields_by_goal.setdefault(find_goal(pages, one.goal).goal_id, _some(_named(one.fields)))
    if wish.goals or not wish.parts:
        fields = _fields(wish)
        for called in wish.goals:
            fields_by_goal.setdefault(find_goal(pages, called).goal_id, fields)
    return tuple(ItemGrant(ref=ref_of(GOAL, goal_id), fields=fields) for goal_id, fields in fields_by_goal.items())


def more_items(wish: WidenShare, row: ShareRow, pages: Pages) -> tuple[ItemGrant, ...]:
    """Return what a widening adds: of a goal that is shown already, only the fields that are named on top."""
    named = set(_named(wish.fields))
    whole = {ref_of(GOAL, find_goal(pages, one.goal).goal_id) for one in wish.parts}
    found: list[ItemGrant] = []
    for item in items_of(wish, pages):
        known = row.items.get(item.ref)
        is_all_meant = known is None or item.ref in whole
        wanted = item.fields if is_all_meant else [field for field in item.fields if field in named]
        fields = tuple(field for field in wanted if field not in (known or ()))
        if fields:
            found.append(ItemGrant(ref=item.ref, fields=fields))
    return tuple(found)


def rights_of(may: Sequence[str]) -> tuple[str, ...]:
    """Return what the other side may do; to read is part of every grant."""
    rights = {May.READ.value, *_rights(may)}
    return tuple(right.value for right in May if right.value in rights)


def last_day(days: int | None, ends: date | None, today: date) -> date:
    """Return the last day of a share: 90 days on unless one is said; never for ever, never in the past."""
    if days is not None and ends is not None:
        raise BadInput("Both a number of days and a last day are said", hint="Say one of them.")
    if ends is None:
        if days is not None and not 1 <= days <= DAYS_MAX:
            raise BadInput(
                sentence("A share lasts from 1 to %(days_max)s days", days_max=DAYS_MAX),
                hint="It can be renewed when it ends.",
            )
        return today + timedelta(days=DAYS_USUAL if days is None else days)
    if not today < ends <= today + timedelta(days=DAYS_MAX):
        raise BadInput(
            "That last day does not work: it is past, or more than a year away",
            hint=sentence("A share lasts up to %(days_max)s days, and can be renewed when it ends.", days_max=DAYS_MAX),
        )
    return ends


def field_named(word: str) -> str:
    """Return the field that a word names."""
    return chosen(word, Field, sentence("part of a goal"))


def right_named(word: str) -> str:
    """Return the right that a word names."""
    return chosen(word, May, sentence("right"))


def _named(words: Sequence[str]) -> list[str]:
    return [field_named(word) for word in words]


def _rights(words: Sequence[str]) -> list[str]:
    return [right_named(word) for word in words]


def _fields(wish: GrantShare | WidenShare) -> tuple[str, ...]:
    return _some({*_FIELDS_USUAL, *_named(wish.fields)} - set(_named(wish.without)))


def _some(wanted: Collection[str]) -> tuple[str, ...]:
    """Return fields in their order; raise `BadInput` for none."""
    if not wanted:
        raise BadInput("Nothing of the goals would be left to show", hint="Leave out less of them.")
    return tuple(field.value for field in Field if field.value in wanted)


def _consent(row: ShareRow, ticked: Sequence[str]) -> Consent:
    return agreed(consent_text(row.duties), ticked)


def _refuse_unless_open(row: ShareRow) -> None:
    if row.revoked:
        raise Refused(
            "Sharing with them was stopped, and a stopped share does not come back",
            hint="To begin anew: whyward share invite NAME",
        )
    if row.changed_root is not None:
        raise Refused(
            "They came with other keys than before", hint="Make sure that it is them: whyward share confirm NAME"
        )
    if row.verified_root is None:
        raise Refused(
            "You two have not made sure of each other yet", hint="Compare the words first: whyward share confirm NAME"
        )


def _refuse_unless_lasting(row: ShareRow, today: date) -> None:
    _refuse_unless_open(row)
    if row.ends is None:
        raise Refused("Nothing is shown to them yet", hint="Begin with: whyward share grant NAME")
    if today > row.ends:
        raise Refused(
            sentence("It ended on %(ends)s", ends=day_in_words(row.ends, today)),
            hint="Renew it first, or show something anew.",
        )
