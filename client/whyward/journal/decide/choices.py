"""Deciding wishes about moments of choice and decisions.

Nothing here says which way is right, and a decision may be made anew at any time.
"""

from datetime import date
from typing import Final, assert_never

from whyward.journal.decide.facts import Context, Fact
from whyward.journal.errors import BadInput, Refused
from whyward.journal.events.choices import (
    ChoicePointNoted,
    DecisionFaced,
    DecisionLookedBackOn,
    DecisionMade,
    OptionAdded,
    OptionWeighed,
    Went,
)
from whyward.journal.folding.choices import DecisionRow
from whyward.journal.intentions.choices import (
    AddOption,
    ChoiceIntention,
    FaceDecision,
    LookBackOnDecision,
    MakeDecision,
    NoteChoicePoint,
    WeighOption,
)
from whyward.journal.names import find_value, folded_name
from whyward.journal.names_hindering import find_decision, find_option
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import chosen, cleaned_lines, cleaned_text, optional_text

TOWARD_MAX: Final = 2


def decide_choice(wish: ChoiceIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case NoteChoicePoint():
            return [Fact(_noted(wish, pages, context), context.now_ms)]
        case FaceDecision():
            return _faced(wish, pages, context)
        case AddOption():
            decision = find_decision(pages, wish.decision)
            known = {folded_name(option.text) for option in decision.options}
            added = _option(decision.decision_id, wish.text, known, context)
            return [Fact(added, context.now_ms)]
        case WeighOption():
            return [Fact(_weighed(wish, pages), context.now_ms)]
        case MakeDecision():
            return [Fact(_made(wish, find_decision(pages, wish.decision)), context.now_ms)]
        case LookBackOnDecision():
            decision_id = find_decision(pages, wish.decision).decision_id
            text = cleaned_text(wish.text, sentence("What you see now"))
            return [Fact(DecisionLookedBackOn(decision_id=decision_id, text=text), context.now_ms)]
        case _:
            assert_never(wish)


def _noted(wish: NoteChoicePoint, pages: Pages, context: Context) -> ChoicePointNoted:
    return ChoicePointNoted(
        choice_id=context.fresh_id(),
        occurred_at=context.now_ms,
        situation=cleaned_text(wish.situation, sentence("The situation")),
        hooks=cleaned_lines(wish.hooks, sentence("What pulled you away")),
        helpers=cleaned_lines(wish.helpers, sentence("What held you")),
        away=cleaned_lines(wish.away, sentence("A move away")),
        toward=cleaned_lines(wish.toward, sentence("A move toward")),
        went=chosen(wish.went, Went, sentence("way")),
        value_ids=tuple(dict.fromkeys(find_value(pages, called).value_id for called in wish.values)),
        note=optional_text(wish.note, sentence("The note")),
    )


def _faced(wish: FaceDecision, pages: Pages, context: Context) -> list[Fact]:
    decision_id = context.fresh_id()
    question = cleaned_text(wish.question, sentence("The question"))
    faced = DecisionFaced(decision_id=decision_id, question=question, by=_day_to_come(wish.by, pages, context))
    options: list[OptionAdded] = []
    for text in wish.options:
        known = {folded_name(option.text) for option in options}
        options.append(_option(decision_id, text, known, context))
    return [Fact(body, context.now_ms) for body in (faced, *options)]


def _day_to_come(day: date | None, pages: Pages, context: Context) -> date | None:
    if day is not None and day < context.today(pages):
        raise BadInput(
            sentence("%(day)s has been already", day=day.isoformat()), hint="Leave the day out, or name one to come."
        )
    return day


def _option(decision_id: bytes, text: str, known: set[str], context: Context) -> OptionAdded:
    cleaned = cleaned_text(text, sentence("The option"))
    if folded_name(cleaned) in known:
        raise Refused("That option is there already", hint="Nothing needs to change.")
    return OptionAdded(decision_id=decision_id, option_id=context.fresh_id(), text=cleaned)


def _weighed(wish: WeighOption, pages: Pages) -> OptionWeighed:
    decision = find_decision(pages, wish.decision)
    if not -TOWARD_MAX <= wish.toward <= TOWARD_MAX:
        raise BadInput("Toward is a number from -2 to 2", hint="-2 is clearly away, 0 is neither, 2 is clearly toward.")
    return OptionWeighed(
        decision_id=decision.decision_id,
        option_id=find_option(decision, wish.option).option_id,
        value_id=find_value(pages, wish.value).value_id,
        toward=wish.toward,
        note=optional_text(wish.note, sentence("The note")),
    )


def _made(wish: MakeDecision, decision: DecisionRow) -> DecisionMade:
    because = optional_text(wish.because, sentence("The reason"))
    if wish.option is None and because is None:
        raise BadInput("There is nothing to keep of it yet", hint="Name the option, or say in your words what it is.")
    option_id = None if wish.option is None else find_option(decision, wish.option).option_id
    return DecisionMade(decision_id=decision.decision_id, option_id=option_id, because=because)
