"""Deciding wishes about hard times, and about what a person agrees to.

The plan is one to the person: what was written twice apart is revised as one, and nothing of either goes unseen.
"""

from typing import Final, TypeVar, assert_never

from msgspec import UNSET, UnsetType

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.consents import ConsentGiven, ConsentWithdrawn
from whyward.journal.events.fields import Choice
from whyward.journal.events.support import (
    HelpRegionChosen,
    OwnHelplineAdded,
    OwnHelplineRemoved,
    Reachable,
    SupportPlanChanges,
    SupportPlanRevised,
    SupportPlanWritten,
)
from whyward.journal.folding.nouns_caring import CONSENTS, REGION, SUPPORT_PLANS
from whyward.journal.intentions.support import (
    AddHelpline,
    ChooseHelpRegion,
    GiveConsent,
    KeepSupportPlan,
    Person,
    RemoveHelpline,
    SupportIntention,
    WithdrawConsent,
)
from whyward.journal.names_caring import find_helpline
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_line, cleaned_lines, optional_line, optional_text

T = TypeVar("T")

_REGION_LETTERS_MAX: Final = 8
_DIGEST_BYTES: Final = 32


def decide_support(wish: SupportIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case KeepSupportPlan():
            return [Fact(body, context.now_ms) for body in _kept(wish, pages, context)]
        case ChooseHelpRegion():
            return [Fact(_region(wish, pages), context.now_ms)]
        case AddHelpline():
            return [Fact(_line(wish, pages, context), context.now_ms)]
        case RemoveHelpline():
            removed = OwnHelplineRemoved(helpline_id=find_helpline(pages, wish.helpline).helpline_id)
            return [Fact(removed, context.now_ms)]
        case GiveConsent():
            return [Fact(_given(wish, context), context.now_ms)]
        case WithdrawConsent():
            return [Fact(body, context.now_ms) for body in _withdrawn(wish, pages, context)]
        case _:
            assert_never(wish)


def _kept(wish: KeepSupportPlan, pages: Pages, context: Context) -> list[SupportPlanWritten] | list[SupportPlanRevised]:
    """Return the plan written, or what changes of it; of a plan that is two rows, the second gives up what is said."""
    changes = SupportPlanChanges(
        early_signs=_lines(wish.early_signs, sentence("An early sign")),
        what_helps_me=_lines(wish.what_helps_me, sentence("What helps")),
        places_and_people=_lines(wish.places_and_people, sentence("A place or a person")),
        people_to_ask=_people(wish.people_to_ask),
        professionals=_people(wish.professionals),
        instructions=_text(wish.instructions, sentence("What a professional told you")),
        making_it_safer=_text(wish.making_it_safer, sentence("What makes it safer")),
        reasons=_text(wish.reasons, sentence("Your reasons")),
    )
    if changes == SupportPlanChanges():
        raise BadInput("No part of the plan is named", hint="Name a part and write a line for it.")
    rows = sorted(pages.all(SUPPORT_PLANS), key=lambda row: row.stamp)
    if rows:
        revised = [SupportPlanRevised(plan_id=rows[0].plan_id, changes=changes)]
        emptied = _emptied(changes)
        return revised + [SupportPlanRevised(plan_id=row.plan_id, changes=emptied) for row in rows[1:]]
    written = SupportPlanWritten(
        plan_id=context.fresh_id(),
        early_signs=_said(changes.early_signs, ()),
        what_helps_me=_said(changes.what_helps_me, ()),
        places_and_people=_said(changes.places_and_people, ()),
        people_to_ask=_said(changes.people_to_ask, ()),
        professionals=_said(changes.professionals, ()),
        instructions=_said(changes.instructions, None),
        making_it_safer=_said(changes.making_it_safer, None),
        reasons=_said(changes.reasons, None),
    )
    if written == SupportPlanWritten(plan_id=written.plan_id):
        raise BadInput("The plan is empty", hint="A line is enough. Nothing was recorded.")
    return [written]


def _said(part: T | UnsetType, otherwise: T) -> T:
    return otherwise if isinstance(part, UnsetType) else part


def _emptied(changes: SupportPlanChanges) -> SupportPlanChanges:
    """Return changes that empty every part which these set."""
    return SupportPlanChanges(
        early_signs=UNSET if changes.early_signs is UNSET else (),
        what_helps_me=UNSET if changes.what_helps_me is UNSET else (),
        places_and_people=UNSET if changes.places_and_people is UNSET else (),
        people_to_ask=UNSET if changes.people_to_ask is UNSET else (),
        professionals=UNSET if changes.professionals is UNSET else (),
        instructions=UNSET if changes.instructions is UNSET else None,
        making_it_safer=UNSET if changes.making_it_safer is UNSET else None,
        reasons=UNSET if changes.reasons is UNSET else None,
    )


def _lines(lines: tuple[str, ...] | UnsetType, what: str) -> tuple[str, ...] | UnsetType:
    if isinstance(lines, UnsetType):
        return UNSET
    return cleaned_lines([line for line in lines if line.strip()], what)


def _people(people: tuple[Person, ...] | UnsetType) -> tuple[Reachable, ...] | UnsetType:
    if isinstance(people, UnsetType):
        return UNSET
    return tuple(
        Reachable(name=cleaned_line(one.name, sentence("A name")), phone=optional_line(one.phone, sentence("A number")))
        for one in people
        if one.name.strip()
    )


def _text(text: str | UnsetType, what: str) -> str | UnsetType | None:
    return UNSET if isinstance(text, UnsetType) else optional_text(text, what)


def _region(wish: ChooseHelpRegion, pages: Pages) -> HelpRegionChosen:
    region = wish.region.strip().casefold()
    if not (region.isascii() and region.isalpha() and len(region) in range(2, _REGION_LETTERS_MAX + 1)):
        raise BadInput("A region goes by a short name", hint="Like gb, de or us.")
    chosen = HelpRegionChosen(region=region, lang=cleaned_line(wish.lang, sentence("The language")))
    before = pages.one(REGION)
    if before is not None and (before.region, before.lang) == (chosen.region, chosen.lang):
        raise Refused("That region is chosen already", hint="Nothing needs to be done.")
    return chosen


def _line(wish: AddHelpline, pages: Pages, context: Context) -> OwnHelplineAdded:
    checked_on, _ = on_day(wish.checked_on, pages, context)
    line = OwnHelplineAdded(
        helpline_id=context.fresh_id(),
        name=cleaned_line(wish.name, sentence("The name of the line")),
        phone=optional_line(wish.phone, sentence("The number")),
        text_to=optional_line(wish.text_to, sentence("The number to text")),
        url=optional_line(wish.url, sentence("The address")),
        hours=optional_line(wish.hours, sentence("The hours")),
        checked_on=checked_on,
    )
    if line.phone is None and line.text_to is None and line.url is None:
        raise BadInput("There is no way to reach that line yet", hint="Give a number to call or text, or an address.")
    return line


def _given(wish: GiveConsent, context: Context) -> ConsentGiven:
    assert len(wish.digest) == _DIGEST_BYTES, "a face names the text that it has shown"
    purpose: Choice = cleaned_line(wish.purpose, sentence("The purpose"))
    return ConsentGiven(
        consent_id=context.fresh_id(),
        purpose=purpose,
        text_version=wish.text_version,
        lang=wish.lang,
        digest=wish.digest,
    )


def _withdrawn(wish: WithdrawConsent, pages: Pages, context: Context) -> list[ConsentWithdrawn]:
    given = [
        row
        for row in pages.all(CONSENTS)
        if row.purpose == wish.purpose
        and row.withdrawn_at is None
        and (wish.everywhere or row.device == bytes(context.device))
    ]
    if not given:
        raise Refused("There is nothing of that kind to withdraw", hint="Nothing was agreed to here.")
    return [ConsentWithdrawn(consent_id=row.consent_id) for row in given]
