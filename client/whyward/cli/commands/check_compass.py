"""`whyward check run` and its like: how much each part of life matters, how close it is; marks on a target.

Every answer may be left out. What was answered is told in words, and in numbers to whoever asks.
"""

import sys
from datetime import date

import click

from whyward.cli.commands.check_group import check
from whyward.cli.face import Face
from whyward.cli.opening import with_pages
from whyward.cli.pairs import number_pairs, text_pairs
from whyward.cli.recording import record
from whyward.cli.shown.checkins import (
    checkin_text,
    one_checkin,
    print_checkins,
    print_targets,
    recorded_in_words,
)
from whyward.cli.words import DAY
from whyward.content.compass import compass
from whyward.journal.errors import BadInput
from whyward.journal.events.checkins import CLOSE, CLOSER, COMPASS, MATTER
from whyward.journal.intentions.checkins import (
    CompleteCheckin,
    CorrectCheckin,
    Marked,
    MarkTarget,
    Said,
    TakeCheckinBack,
)
from whyward.journal.names_noticing import find_checkin
from whyward.journal.pages import Pages
from whyward.journal.projections.checkins import checkins
from whyward.journal.projections.domains import domain_map
from whyward.journal.projections.targets import targets

_MATTER = click.option("--matter", "matters", multiple=True, metavar="D=0..10", help="How much a part of life matters.")
_CLOSE = click.option("--close", "closes", multiple=True, metavar="D=0..10", help="How close the two weeks have been.")
_CLOSER = click.option("--closer", "closers", multiple=True, metavar="D=TEXT", help="What 1 point closer looks like.")
_PASS = click.option("--pass", "passed", multiple=True, metavar="D", help="Pass a part of life on purpose.")


@check.command()
@_MATTER
@_CLOSE
@_CLOSER
@_PASS
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.option("--on", type=DAY, metavar="DATE", help="The day, if not today.")
@click.option("--numbers", is_flag=True, help="Answer in numbers, too.")
@click.pass_obj
def run(
    face: Face,
    matters: tuple[str, ...],
    closes: tuple[str, ...],
    closers: tuple[str, ...],
    passed: tuple[str, ...],
    *,
    note: str | None,
    on: date | None,
    numbers: bool,
) -> None:
    """Do a Compass check. Without answers, each part of life is asked for: an empty line leaves it out."""
    said = _said(matters, closes, closers, passed) or _asked(face)
    wish = CompleteCheckin(said=said, version=compass().version, lang=compass().lang, note=note, on=on)
    record(face, [wish], lambda pages, done: recorded_in_words(pages, done, numbers=numbers))


def _said(
    matters: tuple[str, ...], closes: tuple[str, ...], closers: tuple[str, ...], passed: tuple[str, ...]
) -> tuple[Said, ...]:
    return (
        *(Said(item=f"{domain}.{part}") for domain in passed for part in (MATTER, CLOSE)),
        *(Said(item=f"{domain}.{MATTER}", number=number) for domain, number in number_pairs(matters, "--matter")),
        *(Said(item=f"{domain}.{CLOSE}", number=number) for domain, number in number_pairs(closes, "--close")),
        *(Said(item=f"{domain}.{CLOSER}", words=words) for domain, words in text_pairs(closers, "--closer")),
    )


def _asked(face: Face) -> tuple[Said, ...]:
    """Ask for each part of life in turn; the end of standard input ends it, and what was answered counts."""
    shown = with_pages(face, domain_map)
    face.say(compass().intro)
    said: list[Said] = []
    for domain in shown:
        face.say(f"\n{domain.name}")
        for question in compass().questions:
            ends = f"{compass().low} {question.low_label} … {compass().high} {question.high_label}"
            face.say(f"  {question.text} ({ends})")
            number = _typed_number()
            if number is not None:
                said.append(Said(item=f"{domain.id}.{question.part}", number=number))
        face.say(f"  {compass().closer.text} {compass().closer.help}")
        words = sys.stdin.readline().strip()
        if words:
            said.append(Said(item=f"{domain.id}.{CLOSER}", words=words))
    return tuple(said)


def _typed_number() -> int | None:
    line = sys.stdin.readline().strip()
    if not line:
        return None
    if not line.isdecimal():
        raise BadInput("an answer is a number from 0 to 10", hint="Nothing was recorded. An empty line leaves it out.")
    return int(line)


@check.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your check-ins, the latest first."""
    print_checkins(face, with_pages(face, checkins))


@check.command()
@click.argument("called", metavar="[REF]", required=False)
@click.option("--numbers", is_flag=True, help="In numbers, too.")
@click.pass_obj
def show(face: Face, called: str | None, numbers: bool) -> None:
    """Show one check-in, or the latest: in words, unless you ask for numbers."""
    found = with_pages(face, lambda pages: one_checkin(pages, called))
    face.answer(found, checkin_text(found, numbers=numbers))


@check.command()
@click.argument("called", metavar="REF")
@_MATTER
@_CLOSE
@_CLOSER
@_PASS
@click.option("--answer", "answers", multiple=True, metavar="ITEM=N", help="An item of a scale of your own.")
@click.pass_obj
def correct(
    face: Face,
    called: str,
    matters: tuple[str, ...],
    closes: tuple[str, ...],
    closers: tuple[str, ...],
    passed: tuple[str, ...],
    *,
    answers: tuple[str, ...],
) -> None:
    """Put some answers right; the others stay."""

    def wishes(pages: Pages) -> list[CorrectCheckin]:
        is_compass = find_checkin(pages, called).instrument_id == COMPASS
        said = _said(matters, closes, closers, passed) if is_compass else ()
        own = tuple(Said(item=item, number=number) for item, number in number_pairs(answers, "--answer"))
        return [CorrectCheckin(checkin=called, said=(*said, *own))]

    record(face, wishes, "It is as you say now. What it was before stays in its history.")


@check.command("take-back")
@click.argument("called", metavar="REF")
@click.pass_obj
def take_back(face: Face, called: str) -> None:
    """Take a check-in back, on every device."""
    record(face, [TakeCheckinBack(checkin=called)], "Taken back. To bring it back: whyward undo")


@check.command()
@click.argument("marks", metavar="THING=1..7 …", nargs=-1, required=True)
@click.option("--again", metavar="REF", help="A target that you marked before.")
@click.pass_obj
def mark(face: Face, marks: tuple[str, ...], again: str | None) -> None:
    """Put marks on a target, for parts of life or values: 7 is its middle, 1 its edge."""
    put = tuple(Marked(on=thing, ring=ring) for thing, ring in number_pairs(marks, "a mark"))
    record(face, [MarkTarget(marks=put, checkin=again)], "Marked. Any ring is a place to start from.")


@check.command("targets")
@click.pass_obj
def targets_(face: Face) -> None:
    """List your targets with their marks, the latest first."""
    print_targets(face, with_pages(face, targets))
