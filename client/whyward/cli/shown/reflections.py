"""Reflections and questions: one question with what is around it, a list, one in full with its versions, glimpses.

Two texts that did not see each other are both shown; none is called wrong.
"""

from datetime import date
from typing import Final

import msgspec

from whyward.cli.face import Face
from whyward.cli.shown.entries import VersionShown
from whyward.cli.shown.ids import iso, short
from whyward.cli.tables import print_table
from whyward.content.prompts import Prompt, prompt, prompts
from whyward.journal.folding.versions import Version
from whyward.journal.intentions.reflections import Asked
from whyward.journal.pages import Pages
from whyward.journal.projections.exploring import Glimpsed, Reflection
from whyward.journal.projections.labels import Labels

NO_REFLECTIONS: Final = "Nothing here yet. One small question: whyward reflect"


class QuestionShown(msgspec.Struct, frozen=True, kw_only=True):
    """A question for programs."""

    id: str
    version: int
    words: str
    why: str
    intensity: int
    gentler: str | None


class ReflectionShown(msgspec.Struct, frozen=True, kw_only=True):
    """A reflection for programs."""

    id: bytes
    on: date
    prompt_id: str
    prompt: str
    text: str | None
    versions: list[VersionShown]
    feelings: tuple[str, ...]
    aside: bool
    aside_because: str | None


class GlimpseShown(msgspec.Struct, frozen=True, kw_only=True):
    """A glimpse of a value for programs."""

    id: bytes
    on: date
    guess: str
    quote: str | None
    source: str
    source_title: str
    value_id: bytes | None


def asked(one: Prompt, pages: Pages) -> Asked:
    """Return a question as it is shown to this person, with their own name for the part of life it is about."""
    name = "" if one.domain is None else Labels(pages).domain(one.domain)
    return Asked(prompt_id=one.id, version=one.version, words=one.asked(name), lang=prompts().lang)


def question_document(one: Prompt, pages: Pages) -> QuestionShown:
    """Return a question for programs."""
    return QuestionShown(
        id=one.id,
        version=one.version,
        words=asked(one, pages).words,
        why=one.why,
        intensity=one.intensity,
        gentler=one.alt_id,
    )


def question_text(one: Prompt, pages: Pages) -> str:
    """Return a question for people: what is asked and why, and what one may do with it."""
    lines = [asked(one, pages).words, "", one.why]
    tender = prompts().intensity_lines.get(one.intensity)
    gentler = None if one.alt_id is None else prompt(one.alt_id)
    if tender is not None and gentler is not None:
        lines += ["", tender, f"A gentler one: whyward reflect {gentler.id}"]
    return "\n".join(
        [*lines, "", f"To write: whyward reflect {one.id} TEXT", f"Not now: whyward reflect {one.id} --not-now"]
    )


def print_questions(face: Face, found: list[QuestionShown]) -> None:
    """Print questions as a table."""
    if face.as_json:
        face.give(found)
        return
    print_table(("question", "words"), [[one.id, one.words] for one in found])


def reflection_document(one: Reflection) -> ReflectionShown:
    """Return a reflection for programs."""
    return ReflectionShown(
        id=one.id,
        on=one.on,
        prompt_id=one.prompt_id,
        prompt=one.prompt,
        text=one.text,
        versions=version_documents(one.versions),
        feelings=one.feelings,
        aside=one.is_aside,
        aside_because=one.aside_because,
    )


def version_documents(versions: tuple[Version, ...]) -> list[VersionShown]:
    """Return versions of a text for programs."""
    return [VersionShown(one.event_id, one.device, iso(one.at), one.text) for one in versions]


def print_reflections(face: Face, found: list[Reflection]) -> None:
    """Print reflections as a table."""
    if face.as_json:
        face.give([reflection_document(one) for one in found])
        return
    if not found:
        face.show(NO_REFLECTIONS)
        return
    rows = [[short(one.id), one.on.isoformat(), one.prompt, one.text or _state(one)] for one in found]
    print_table(("id", "day", "question", "your words"), rows)


def reflection_text(one: Reflection, marked: list[Glimpsed]) -> str:
    """Return one reflection in full."""
    about = ", ".join(one.feelings)
    parts = [f"{one.on.isoformat()}  {one.prompt} ({short(one.id)})", *([about] if about else []), ""]
    if one.is_aside or one.text is None:
        parts.append(_state(one))
    parts += versions_text(one.versions, f"whyward conflicts settle reflection:{short(one.id)} --keep 1")
    for glimpse in marked:
        quote = f": “{glimpse.quote}”" if glimpse.quote else ""
        parts += ["", f"{glimpse.guess}{quote} ({short(glimpse.id)})"]
    return "\n".join(parts)


def versions_text(versions: tuple[Version, ...], settle: str) -> list[str]:
    """Return the lines of a text, or of all its versions with the way to settle them."""
    if len(versions) <= 1:
        return [version.text for version in versions]
    parts = ["Two texts of this did not see each other. Both are kept."]
    for number, version in enumerate(versions, start=1):
        parts += ["", f"{number}  {iso(version.at)[:16].replace('T', ' ')} ({short(version.event_id)})", version.text]
    return [*parts, "", f"To keep one: {settle}"]


def _state(one: Reflection) -> str:
    return "Set aside." if one.is_aside else "Nothing written yet."


def print_glimpses(face: Face, found: list[Glimpsed]) -> None:
    """Print glimpses as a table."""
    if face.as_json:
        face.give(
            [
                GlimpseShown(
                    id=one.id,
                    on=one.on,
                    guess=one.guess,
                    quote=one.quote,
                    source=one.source,
                    source_title=one.source_title,
                    value_id=one.value_id,
                )
                for one in found
            ]
        )
        return
    if not found:
        face.show("No glimpse yet. Mark a phrase of yours: whyward reflect glimpse REF --quote TEXT --as WORD")
        return
    rows = [[short(one.id), one.guess, one.quote or "", one.source_title] for one in found]
    print_table(("id", "sounds like", "your words", "in"), rows)
