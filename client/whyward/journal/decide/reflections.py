"""Deciding wishes about reflections.

Setting a question aside asks for no reason, and what was written stays.
"""

from typing import assert_never

from whyward.journal.decide.facts import Context, Fact, on_day
from whyward.journal.decide.versions import base_of, settled
from whyward.journal.errors import BadInput
from whyward.journal.events.kinds_exploring import REFLECTION
from whyward.journal.events.reflections import (
    AsideBecause,
    ReflectionRevised,
    ReflectionSetAside,
    ReflectionStarted,
    ReflectionWritten,
)
from whyward.journal.folding.reflections import TEXT, ReflectionRow
from whyward.journal.intentions.exploring import ReflectionIntention
from whyward.journal.intentions.reflections import (
    Asked,
    DeclinePrompt,
    SetReflectionAside,
    SettleReflection,
    StartReflection,
    WriteReflection,
)
from whyward.journal.names_exploring import find_reflection
from whyward.journal.pages import Pages
from whyward.journal.sentences import sentence
from whyward.journal.texts import cleaned_line, cleaned_lines, cleaned_text, optional_choice


def decide_reflection(wish: ReflectionIntention, pages: Pages, context: Context) -> list[Fact]:
    """Return what the wish comes to, or refuse it."""
    match wish:
        case StartReflection():
            return _started(wish, pages, context)
        case WriteReflection():
            return [_written(wish, find_reflection(pages, wish.reflection), pages, context)]
        case DeclinePrompt(asked=asked, why=why):
            start = _start(asked, context, with_therapist=None)
            return [Fact(start, context.now_ms), _aside(start.reflection_id, why, context)]
        case SetReflectionAside(why=why):
            return [_aside(find_reflection(pages, wish.reflection).reflection_id, why, context)]
        case SettleReflection(keep=keep, merged_text=merged):
            row = find_reflection(pages, wish.reflection)
            kept = settled(REFLECTION + row.reflection_id, TEXT, row.versions, keep, merged)
            return [Fact(kept, context.now_ms)]
        case _:
            assert_never(wish)


def _started(wish: StartReflection, pages: Pages, context: Context) -> list[Fact]:
    start = _start(wish.asked, context, with_therapist=wish.with_therapist)
    if wish.text is None:
        if wish.feelings or wish.on is not None:
            raise BadInput(
                "There is nothing written yet", hint="A feeling or a day goes with a text; a line is enough."
            )
        return [Fact(start, context.now_ms)]
    day, at_ms = on_day(wish.on, pages, context)
    written = ReflectionWritten(
        reflection_id=start.reflection_id,
        text=cleaned_text(wish.text, sentence("The reflection")),
        feelings=cleaned_lines(wish.feelings, sentence("A feeling")),
        occurred_on=day,
    )
    return [Fact(start, at_ms), Fact(written, at_ms)]


def _start(asked: Asked, context: Context, *, with_therapist: bool | None) -> ReflectionStarted:
    if asked.version < 1:
        raise BadInput("A question has a version from 1 on", hint="Nothing was recorded.")
    return ReflectionStarted(
        reflection_id=context.fresh_id(),
        prompt_id=cleaned_line(asked.prompt_id, sentence("The question's id")),
        prompt_version=asked.version,
        prompt_shown=cleaned_text(asked.words, sentence("The question")),
        lang=cleaned_line(asked.lang, sentence("The language")),
        with_therapist=with_therapist,
    )


def _written(wish: WriteReflection, row: ReflectionRow, pages: Pages, context: Context) -> Fact:
    text = cleaned_text(wish.text, sentence("The reflection"))
    if not row.versions:
        day, at_ms = on_day(wish.on, pages, context)
        feelings = cleaned_lines(wish.feelings, sentence("A feeling"))
        return Fact(
            ReflectionWritten(reflection_id=row.reflection_id, text=text, feelings=feelings, occurred_on=day), at_ms
        )
    if wish.feelings or wish.on is not None:
        raise BadInput(
            "A feeling and a day belong to the first words", hint="Leave them out to change the text; nothing was lost."
        )
    base = base_of(wish.base, row.versions, REFLECTION + row.reflection_id, pages)
    return Fact(ReflectionRevised(reflection_id=row.reflection_id, base_event_id=base, text=text), context.now_ms)


def _aside(reflection_id: bytes, why: str | None, context: Context) -> Fact:
    reason = optional_choice(why, AsideBecause, sentence("reason"))
    return Fact(ReflectionSetAside(reflection_id=reflection_id, why=reason), context.now_ms)
