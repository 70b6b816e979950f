"""`whyward value`: what a person lives by, in their own words.

There is no way to finish a value, and none is graded.
"""

from datetime import date

import click

from whyward.cli.face import Face
from whyward.cli.recording import Sentence, record
from whyward.cli.shown.names import listed, value_name
from whyward.cli.shown.recorded import bodies
from whyward.cli.shown.then_and_now import show_then_and_now
from whyward.cli.shown.values import show_history, show_value, show_values
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY
from whyward.journal.events.values import (
    ValueChosen,
    ValueDomainLinkRemoved,
    ValueOwnershipChecked,
    ValueRested,
    ValueRestored,
    ValueRetired,
    ValueReworded,
    ValueShownInDomain,
    ValuesRanked,
)
from whyward.journal.intentions.values import (
    AddValue,
    CheckOwnership,
    NoteTension,
    PlaceValue,
    RankValues,
    RestoreValue,
    RestValue,
    RetireValue,
    RewordValue,
    UnplaceValue,
)
from whyward.journal.pages import Pages
from whyward.journal.recording import Done

_Named = (
    ValueChosen
    | ValueReworded
    | ValueShownInDomain
    | ValueDomainLinkRemoved
    | ValueOwnershipChecked
    | ValueRested
    | ValueRetired
    | ValueRestored
)
_ZERO_TO_TEN = click.IntRange(0, 10)


@click.group(cls=Nouns, default="list")
def value() -> None:
    """Name what matters to you."""


@value.command()
@click.argument("name")
@click.option("--why", metavar="TEXT", help="What it means to you, in your own words.")
@click.option("--domain", "domains", multiple=True, metavar="D", help="A part of life it belongs to; may be repeated.")
@click.pass_obj
def add(face: Face, name: str, why: str | None, domains: tuple[str, ...]) -> None:
    """Name a value."""
    record(face, [AddValue(name=name, own_words=why, domains=domains)], _sentence("{} is one of your values now."))


@value.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your values, in your order."""
    show_values(face)


@value.command()
@click.argument("called", metavar="V")
@click.pass_obj
def show(face: Face, called: str) -> None:
    """Show one value: your words, where it shows up, what serves it."""
    show_value(face, called)


@value.command()
@click.argument("called", metavar="V")
@click.option("--name", metavar="TEXT", help="A name that fits better.")
@click.option("--why", metavar="TEXT", help="What it means to you, in your own words.")
@click.pass_obj
def reword(face: Face, called: str, name: str | None, why: str | None) -> None:
    """Put a value in other words."""
    record(face, [RewordValue(value=called, name=name, own_words=why)], _sentence("{} is in your new words now."))


@value.command()
@click.argument("called", metavar="V …", nargs=-1, required=True)
@click.pass_obj
def rank(face: Face, called: tuple[str, ...]) -> None:
    """Put values in your order, the closest to your heart first; the others follow as they stood."""
    record(face, [RankValues(values=called)], _order)


@value.command()
@click.argument("called", metavar="V")
@click.argument("domain")
@click.argument("shows_up", metavar="a-lot|some|a-little|not-yet")
@click.option("--how", metavar="TEXT", help="How it shows up there.")
@click.pass_obj
def place(face: Face, called: str, domain: str, shows_up: str, how: str | None) -> None:
    """Say how much a value shows up in a part of your life."""
    wish = PlaceValue(value=called, domain=domain, shows_up=shows_up, how=how)
    record(face, [wish], _sentence("Noted where {} shows up."))


@value.command()
@click.argument("called", metavar="V")
@click.argument("domain")
@click.pass_obj
def unplace(face: Face, called: str, domain: str) -> None:
    """Take a value out of a part of your life."""
    record(face, [UnplaceValue(value=called, domain=domain)], _sentence("{} is not placed there any longer."))


@value.command()
@click.argument("called", metavar="V")
@click.option("--mine", type=_ZERO_TO_TEN, required=True, metavar="0..10", help="How much it is yours.")
@click.option("--pressure", type=_ZERO_TO_TEN, required=True, metavar="0..10", help="How much it is expected of you.")
@click.option("--voice", metavar="TEXT", help="Whose voice says so, if it is a voice.")
@click.option("-m", "--note", metavar="NOTE", help="Anything else about it.")
@click.pass_obj
def own(face: Face, called: str, *, mine: int, pressure: int, voice: str | None, note: str | None) -> None:
    """Ask whether a value is yours, or pressure; no answer is a wrong one."""
    wish = CheckOwnership(value=called, mine=mine, pressure=pressure, whose_voice=voice, note=note)
    record(face, [wish], _sentence("Noted, for {}. You can ask yourself again at any time."))


@value.command()
@click.argument("called", metavar="V V …", nargs=-1, required=True)
@click.option("-m", "--situation", metavar="TEXT", required=True, help="What the situation is.")
@click.option("--leaning", metavar="TEXT", help="Where you lean, if you know.")
@click.pass_obj
def tension(face: Face, called: tuple[str, ...], situation: str, leaning: str | None) -> None:
    """Note that values pull in different directions; nothing has to be solved."""
    record(face, [NoteTension(values=called, situation=situation, leaning=leaning)], "Noted. Both of them stay.")


@value.command("then-and-now")
@click.option("--then", type=DAY, metavar="DATE", help="The earlier day; three months ago unless you say.")
@click.option("--now", type=DAY, metavar="DATE", help="The later day; today unless you say.")
@click.pass_obj
def then_and_now(face: Face, then: date | None, now: date | None) -> None:
    """Put your values on two days side by side."""
    show_then_and_now(face, then, now)


@value.command()
@click.argument("called", metavar="V")
@click.option("--until", type=DAY, metavar="DATE", help="Until when, if you know.")
@click.option("--why", metavar="TEXT", help="Why, if you want to say.")
@click.pass_obj
def rest(face: Face, called: str, until: date | None, why: str | None) -> None:
    """Set a value aside for a while."""
    wish = RestValue(value=called, until=until, why=why)
    record(face, [wish], _sentence("{} rests for now. It is still yours."))


@value.command()
@click.argument("called", metavar="V")
@click.option("--because", metavar="WHY", default="other", help="changed, never-mine, merged or other.")
@click.option("--into", metavar="V", help="The value that it is part of now.")
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def retire(face: Face, called: str, because: str, into: str | None, note: str | None) -> None:
    """Carry a value no longer; its history stays."""
    wish = RetireValue(value=called, why=because, merged_into=into, note=note)
    record(face, [wish], _sentence("You carry {} no longer. Its history stays."))


@value.command()
@click.argument("called", metavar="V")
@click.pass_obj
def restore(face: Face, called: str) -> None:
    """Carry a rested or retired value again."""
    record(face, [RestoreValue(value=called)], _sentence("{} is with you again."))


@value.command()
@click.pass_obj
def history(face: Face) -> None:
    """Show how your values have changed."""
    show_history(face)


def _sentence(form: str) -> Sentence:
    def sentence(pages: Pages, done: Done) -> str:
        named = next(body for body in bodies(done) if isinstance(body, _Named))
        return form.format(value_name(pages, named.value_id))

    return sentence


def _order(pages: Pages, done: Done) -> str:
    ranked = next(body for body in bodies(done) if isinstance(body, ValuesRanked))
    return f"Your order now: {listed([value_name(pages, value_id) for value_id in ranked.order])}."
