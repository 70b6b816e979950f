"""Deciding wishes about values.

No wish here completes a value.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, NotFound, Refused
from whyward.journal.events.values import (
    RetiredBecause,
    ShowsUp,
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
from whyward.journal.folding.nouns import VALUES
from whyward.journal.folding.values import ValueRow, ValueStatus
from whyward.journal.intentions.any import ValueIntention
from whyward.journal.intentions.values import (
    AddValue,
    CheckOwnership,
    GlimpseValue,
    NoteTension,
    PlaceValue,
    RankValues,
    RestoreValue,
    RestValue,
    RetireValue,
    RewordValue,
    UnplaceValue,
)
from whyward.journal.names import find_domain, find_thing, find_value, folded_name
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_line, cleaned_text, optional_line, optional_text, zero_to_ten

_TENSION_VALUES_MIN = 2


def decide_value(wish: ValueIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case AddValue():
            return _added(wish, pages, context)
        case GlimpseValue():
            return [_glimpsed(wish, pages, context)]
        case RankValues():
            order = tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values))
            if not order:
                raise BadInput(
                    "No value was named", hint="Name them in the order you want, closest to the heart first."
                )
            return [
                Fact(ValuesRanked(order=order, frame=optional_line(wish.frame, sentence("The frame"))), context.now_ms)
            ]
        case NoteTension():
            return [_tension(wish, pages, context)]
        case RewordValue() | PlaceValue() | UnplaceValue() | CheckOwnership():
            return [_said(wish, find_value(pages, wish.value), pages, context)]
        case RestValue() | RetireValue() | RestoreValue():
            return [_held(wish, find_value(pages, wish.value), pages, context)]
        case _:
            assert_never(wish)


def _added(wish: AddValue, pages: Pages, context: Context) -> list[Fact]:
    name = cleaned_line(wish.name, sentence("The name of the value"))
    _refuse_a_second(name, pages, but=None)
    value_id = context.fresh_id()
    chosen_now = ValueChosen(
        value_id=value_id,
        name=name,
        own_words=optional_text(wish.own_words, sentence("Your own words")),
        card_id=optional_line(wish.card_id, sentence("The card")),
        came_from=tuple(dict.fromkeys(find_thing(pages, ref) for ref in wish.came_from)),
        chosen_on=context.today(pages),
    )
    domains = dict.fromkeys(find_domain(pages, called) for called in wish.domains)
    placed = [
        ValueShownInDomain(value_id=value_id, domain_id=domain_id, shows_up=ShowsUp.NOT_YET.value)
        for domain_id in domains
    ]
    return [Fact(body, context.now_ms) for body in (chosen_now, *placed)]


def _refuse_a_second(name: str, pages: Pages, *, but: bytes | None) -> None:
    for row in pages.all(VALUES):
        same = row.value_id != but and folded_name(row.name) == folded_name(name)
        if same and row.status != ValueStatus.RETIRED:
            short = row.value_id.hex()[:8]
            if row.status == ValueStatus.RESTED:
                raise Refused(
                    sentence("%(name)s is already yours, resting (%(short)s)", name=row.name, short=short),
                    hint=sentence("`value restore %(short)s` wakes it.", short=short),
                )
            raise Refused(
                sentence("%(name)s is already one of your values (%(short)s)", name=row.name, short=short),
                hint=sentence("`value show %(short)s` shows it.", short=short),
            )


def _glimpsed(wish: GlimpseValue, pages: Pages, context: Context) -> Fact:
    body = ValueGlimpsed(
        glimpse_id=context.fresh_id(),
        source=find_thing(pages, wish.source),
        quote=optional_text(wish.quote, sentence("The phrase")),
        guess=cleaned_line(wish.guess, sentence("The value it sounds like")),
    )
    return Fact(body, context.now_ms)


def _tension(wish: NoteTension, pages: Pages, context: Context) -> Fact:
    value_ids = tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values))
    if len(value_ids) < _TENSION_VALUES_MIN:
        raise BadInput("A tension is between two values or more", hint="Name at least two.")
    body = ValueTensionNoted(
        tension_id=context.fresh_id(),
        value_ids=value_ids,
        situation=cleaned_text(wish.situation, sentence("The situation")),
        leaning=optional_text(wish.leaning, sentence("Where you lean")),
    )
    return Fact(body, context.now_ms)


def _said(
    wish: RewordValue | PlaceValue | UnplaceValue | CheckOwnership, value: ValueRow, pages: Pages, context: Context
) -> Fact:
    match wish:
        case RewordValue():
            return Fact(_reworded(wish, value, pages), context.now_ms)
        case PlaceValue():
            placed = ValueShownInDomain(
                value_id=value.value_id,
                domain_id=find_domain(pages, wish.domain),
                shows_up=chosen(wish.shows_up, ShowsUp, sentence("word for how much it shows up")),
                how=optional_text(wish.how, sentence("How it shows up")),
            )
            return Fact(placed, context.now_ms)
        case UnplaceValue():
            domain_id = find_domain(pages, wish.domain)
            if domain_id not in {placed.domain_id for placed in value.placements}:
                raise Refused(
                    sentence("%(name)s is not placed there", name=value.name), hint="Nothing needs to change."
                )
            return Fact(ValueDomainLinkRemoved(value_id=value.value_id, domain_id=domain_id), context.now_ms)
        case CheckOwnership():
            checked = ValueOwnershipChecked(
                value_id=value.value_id,
                mine=zero_to_ten(wish.mine, sentence("How much it is yours")),
                pressure=zero_to_ten(wish.pressure, sentence("How much it is expected")),
                whose_voice=optional_text(wish.whose_voice, sentence("Whose voice it is")),
                note=optional_text(wish.note, sentence("The note")),
            )
            return Fact(checked, context.now_ms)
        case _:
            assert_never(wish)


def _reworded(wish: RewordValue, value: ValueRow, pages: Pages) -> ValueReworded:
    name = None if wish.name is None else cleaned_line(wish.name, sentence("The new name"))
    words = None if wish.own_words is None else optional_text(wish.own_words, sentence("Your own words")) or ""
    if name is None and words is None:
        raise BadInput("There are no new words", hint="Give a new name, your own words for it, or both.")
    if name is not None:
        _refuse_a_second(name, pages, but=value.value_id)
    return ValueReworded(value_id=value.value_id, name=name, own_words=words)


def _held(wish: RestValue | RetireValue | RestoreValue, value: ValueRow, pages: Pages, context: Context) -> Fact:
    match wish:
        case RestoreValue():
            if value.status == ValueStatus.ACTIVE:
                raise Refused(
                    sentence("%(name)s is already with you", name=value.name), hint="Nothing needs to be restored."
                )
            return Fact(ValueRestored(value_id=value.value_id), context.now_ms)
        case RestValue():
            if value.status == ValueStatus.RESTED and wish.until is None and wish.why is None:
                raise Refused(
                    sentence("%(name)s is already resting", name=value.name), hint="`value restore` brings it back."
                )
            if value.status == ValueStatus.RETIRED:
                raise Refused(
                    sentence("%(name)s is retired", name=value.name),
                    hint="`value restore` brings it back; then it can rest.",
                )
            why = optional_text(wish.why, sentence("The reason"))
            return Fact(ValueRested(value_id=value.value_id, until=wish.until, why=why), context.now_ms)
        case RetireValue():
            return Fact(_retired(wish, value, pages), context.now_ms)
        case _:
            assert_never(wish)


def _retired(wish: RetireValue, value: ValueRow, pages: Pages) -> ValueRetired:
    if value.status == ValueStatus.RETIRED:
        raise Refused(sentence("%(name)s is already retired", name=value.name), hint="`value restore` brings it back.")
    merged_into = None if wish.merged_into is None else find_value(pages, wish.merged_into).value_id
    if merged_into == value.value_id:
        raise NotFound("A value cannot be merged into itself", hint="Name the other value.")
    why = RetiredBecause.MERGED.value if merged_into else chosen(wish.why, RetiredBecause, sentence("reason"))
    note = optional_text(wish.note, sentence("The note"))
    return ValueRetired(value_id=value.value_id, why=why, merged_into=merged_into, note=note)
