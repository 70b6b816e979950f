"""`whyward reflect`: a question, what you write to it, and the word you find in it.

A question may be left at any word; setting one aside asks for no reason.
"""

from datetime import date

import click

from whyward.cli.asking import text_from_input
from whyward.cli.day import today_of
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.recording import record
from whyward.cli.shown.ids import short
from whyward.cli.shown.recorded import thing_id
from whyward.cli.shown.reflections import (
    QuestionShown,
    asked,
    print_glimpses,
    print_questions,
    print_reflections,
    question_document,
    question_text,
    reflection_document,
    reflection_text,
)
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY
from whyward.content.prompts import Prompt, prompt, prompts, prompts_offered
from whyward.content.starts import suggested
from whyward.journal.errors import BadInput, NotFound
from whyward.journal.events.catalogue import GLIMPSE, ref_of
from whyward.journal.events.kinds_exploring import REFLECTION
from whyward.journal.intentions.exploring import LetGlimpseGo
from whyward.journal.intentions.reflections import (
    DeclinePrompt,
    SetReflectionAside,
    StartReflection,
    WriteReflection,
)
from whyward.journal.intentions.values import AddValue, GlimpseValue
from whyward.journal.names_exploring import find_glimpse, find_reflection
from whyward.journal.pages import Pages
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.exploring import (
    Glimpsed,
    Reflection,
    glimpses_shown,
    quiet_prompts,
    reflection_shown,
    reflections,
    start_of,
)
from whyward.journal.recording import Done


@click.group(cls=Nouns, default="ask", free=True)
def reflect() -> None:
    """Take one question, write a line to it, and look for the word it is about."""


@reflect.command()
@click.argument("called", metavar="[QUESTION]", required=False)
@click.argument("text", metavar="[TEXT|-]", required=False)
@click.option("--feeling", "feelings", multiple=True, metavar="WORD", help="A feeling in it; may be repeated.")
@click.option("--on", "day", type=DAY, metavar="DATE", help="The day it was, if not today.")
@click.option("--with-therapist", is_flag=True, help="You are in a session with it.")
@click.option("--not-now", "why", flag_value="not_now", help="Set the question aside.")
@click.option("--too-much", "why", flag_value="too_much", help="Set it aside, and let it be quiet for 30 days.")
@click.pass_obj
def ask(
    face: Face,
    called: str | None,
    text: str | None,
    feelings: tuple[str, ...],
    day: date | None,
    *,
    with_therapist: bool,
    why: str | None,
) -> None:
    """Show a question, the next one or yours; with TEXT, write to it. Looking records nothing."""
    if why is not None:
        _set_aside(face, called, why)
    elif text is None:
        shown, said = with_pages(face, lambda pages: _shown(called, pages))
        face.answer(shown, said)
    else:
        body = text_from_input(face) if text == "-" else text

        def wishes(pages: Pages) -> list[StartReflection]:
            return [
                StartReflection(
                    asked=asked(_question(called, pages), pages),
                    text=body,
                    feelings=feelings,
                    on=day,
                    with_therapist=True if with_therapist else None,
                )
            ]

        record(face, wishes, f"Your words are kept. {prompts().after}")


def _set_aside(face: Face, called: str | None, why: str) -> None:
    if called is None:
        raise BadInput("No question was named", hint="Say which: whyward reflect p.self --not-now")
    said = "Set aside. It is quiet for 30 days." if why == "too_much" else "Set aside, for another time."
    record(face, lambda pages: [DeclinePrompt(asked=asked(_question(called, pages), pages), why=why)], said)


def _shown(called: str | None, pages: Pages) -> tuple[QuestionShown, str]:
    one = _question(called, pages)
    return question_document(one, pages), question_text(one, pages)


def _question(called: str | None, pages: Pages) -> Prompt:
    """Return the question that is meant; without a name, the first that is offered and was not written to yet."""
    if called is None:
        written = {one.prompt_id for one in reflections(pages) if one.text is not None}
        offered = _offered(pages)
        return next((one for one in offered if one.id not in written), offered[0])
    found = prompt(called.strip().casefold()) or prompt(f"p.{called.strip().casefold()}")
    if found is None:
        raise NotFound("No question goes by that name", hint="`whyward reflect questions` shows them all.")
    return found


def _offered(pages: Pages) -> list[Prompt]:
    return prompts_offered(
        suggested(start_of(pages).contexts).prompts,
        domains={domain.id for domain in domain_map(pages)},
        quiet=quiet_prompts(pages, today_of(pages)),
    )


@reflect.command()
@click.pass_obj
def questions(face: Face) -> None:
    """List the questions, those that may fit first. One that was too much is quiet for 30 days."""
    print_questions(face, with_pages(face, lambda pages: [question_document(one, pages) for one in _offered(pages)]))


@reflect.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your reflections, the latest first."""
    print_reflections(face, with_pages(face, reflections))


@reflect.command()
@click.argument("called", metavar="REF")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Show one reflection, with what you marked in it."""

    def read(pages: Pages) -> tuple[Reflection, list[Glimpsed]]:
        found = reflection_shown(pages, find_reflection(pages, called).reflection_id)
        assert found is not None, "it was found this moment"
        return found, glimpses_shown(pages, source=ref_of(REFLECTION, found.id))

    found, marked = with_pages(face, read)
    face.answer(reflection_document(found), reflection_text(found, marked))


@reflect.command()
@click.argument("called", metavar="REF")
@click.argument("text", metavar="[TEXT|-]", required=False)
@click.option("--base", metavar="ID", help="The version that you saw, if not the one shown now.")
@click.pass_obj
def revise(face: Face, called: str, text: str | None, base: str | None) -> None:
    """Write a reflection anew: TEXT, or what standard input holds. The words before stay in its history."""
    body = text_from_input(face) if text in {None, "-"} else text
    wish = WriteReflection(reflection=called, text=body or "", base=base)
    record(face, [wish], "It holds your new words. The ones before stay in its history.")


@reflect.command("set-aside")
@click.argument("called", metavar="REF")
@click.option("--why", metavar="WHY", help="too-much, not-now, does-not-fit or other, if you want to say.")
@click.pass_obj
def set_aside(face: Face, called: str, why: str | None) -> None:
    """Set a question aside that you took up. What you wrote stays."""
    record(face, [SetReflectionAside(reflection=called, why=why)], "Set aside. What you wrote stays.")


@reflect.command()
@click.argument("called", metavar="REF")
@click.option("--as", "guess", metavar="WORD", required=True, help="The word for what it is about.")
@click.option("--quote", metavar="TEXT", help="The phrase of yours that says so.")
@click.pass_obj
def glimpse(face: Face, called: str, guess: str, quote: str | None) -> None:
    """Mark a phrase in what you wrote: this sounds like a value."""
    record(face, [GlimpseValue(source=called, guess=guess, quote=quote)], _glimpsed)


@reflect.command()
@click.pass_obj
def glimpses(face: Face) -> None:
    """List the phrases that you marked, and what they sound like."""
    print_glimpses(face, with_pages(face, glimpses_shown))


@reflect.command()
@click.argument("called", metavar="GLIMPSE")
@click.option("--name", metavar="TEXT", help="A name for the value, if not the word you marked it with.")
@click.option("--why", metavar="TEXT", help="What it means to you, in your own words.")
@click.pass_obj
def keep(face: Face, called: str, name: str | None, why: str | None) -> None:
    """Make a glimpse one of your values; its trail leads back to your sentence."""

    def wishes(pages: Pages) -> list[AddValue]:
        found = find_glimpse(pages, called)
        ref = ref_of(GLIMPSE, found.glimpse_id)
        return [AddValue(name=name or found.guess, own_words=why, came_from=(ref,))]

    record(face, wishes, "It is one of your values now.")


@reflect.command("let-go")
@click.argument("called", metavar="GLIMPSE")
@click.pass_obj
def let_go(face: Face, called: str) -> None:
    """Let a glimpse go that leads nowhere for now."""
    record(face, [LetGlimpseGo(glimpse=called)], "Let go. `whyward undo` brings it back.")


def _glimpsed(pages: Pages, done: Done) -> str:
    thing = thing_id(done)
    assert thing is not None, "a glimpse has an id"
    marked = next(one for one in glimpses_shown(pages) if one.id == thing)
    return f"Marked as {marked.guess}. One of your values: whyward reflect keep {short(thing)}"
