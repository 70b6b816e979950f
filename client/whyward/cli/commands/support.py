"""`whyward support`: a plan for hard times, the helplines one wants, and what of it is shown before unlock.

What a person keeps here is theirs to change; that it was looked at is recorded nowhere.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import click

from whyward.adapters.help_file import has_help_file, remove_help_file, write_help_file
from whyward.cli.asking import text_from_input
from whyward.cli.face import Face
from whyward.cli.opening import with_journal, with_pages
from whyward.cli.recording import record
from whyward.cli.shown.recorded import RecordedShown, recorded_shown
from whyward.cli.shown.support import SupportShown, show_consents, show_own_lines, show_regions, show_support
from whyward.cli.verbs import Nouns
from whyward.cli.words import DAY
from whyward.content.safety import safety_texts
from whyward.content.support import Form, support_texts
from whyward.journal.errors import BadInput, Refused
from whyward.journal.intentions.support import (
    AddHelpline,
    ChooseHelpRegion,
    GiveConsent,
    KeepSupportPlan,
    Person,
    RemoveHelpline,
    WithdrawConsent,
)
from whyward.journal.journal import Journal
from whyward.journal.projections.support import consents, help_region, own_helplines, support_plan

_FORMS: Final = {part.key: part.form for part in support_texts().parts}


@click.group(cls=Nouns, default="show")
def support() -> None:
    """Write down, in a calm hour, what helps in a hard one."""


@support.command()
@click.pass_obj
def show(face: Face) -> None:
    """Show the plan, with what could stand in each part."""

    async def read(journal: Journal) -> SupportShown:
        pages = journal.pages
        return SupportShown(
            plan=support_plan(pages),
            region=help_region(pages),
            own_lines=own_helplines(pages),
            shown_before_unlock=has_help_file(face.home),
        )

    show_support(face, with_journal(face, read))


@support.command()
@click.argument("part", metavar="PART")
@click.argument("lines", metavar="[LINE …|-]", nargs=-1)
@click.pass_obj
def edit(face: Face, part: str, lines: tuple[str, ...]) -> None:
    """Write one part anew: each LINE is a line of it, or what standard input holds; "" empties it.

    PART is early-signs, what-helps-me, places-and-people, people-to-ask, professionals, instructions, making-it-safer
    or reasons. Of people, a LINE is a name, or a name and a number: "Anna: 0123 456".
    """
    key = part.strip().casefold().replace("-", "_")
    if key not in _FORMS:
        listed = ", ".join(known.replace("_", "-") for known in _FORMS)
        raise BadInput("that is no part of the plan", hint=f"There are: {listed}.")
    given = text_from_input(face).split("\n") if not lines or lines == ("-",) else lines
    wish = KeepSupportPlan(**_part(key, given))  # type: ignore[arg-type]  # each key has the form that `_FORMS` says
    record(face, [wish], "Your words are kept.")


def _part(key: str, lines: Sequence[str]) -> dict[str, object]:
    match _FORMS[key]:
        case Form.LINES:
            return {key: tuple(lines)}
        case Form.PEOPLE:
            return {key: tuple(_person(line) for line in lines)}
        case Form.TEXT:
            return {key: "\n".join(lines)}


def _person(line: str) -> Person:
    name, _, phone = line.partition(":")
    return Person(name=name.strip(), phone=phone.strip() or None)


@support.command()
@click.argument("code", metavar="[REGION]", required=False)
@click.pass_obj
def region(face: Face, code: str | None) -> None:
    """Choose whose helplines come first, by a short name; without one, list them. It is never guessed."""
    if code is None:
        show_regions(face, with_pages(face, help_region))
        return
    record(face, [ChooseHelpRegion(region=code)], "Those helplines come first now.")


@support.group(cls=Nouns, default="list")
def line() -> None:
    """Keep helplines of your own."""


@line.command()
@click.argument("name")
@click.option("--phone", metavar="NUMBER", help="A number to call.")
@click.option("--text", "text_to", metavar="NUMBER", help="A number to text, and what to send.")
@click.option("--url", metavar="URL", help="An address.")
@click.option("--hours", metavar="TEXT", help="When somebody is there.")
@click.option("--checked", type=DAY, metavar="DATE", help="When you checked it, if not today.")
@click.pass_obj
def add(
    face: Face,
    name: str,
    *,
    phone: str | None,
    text_to: str | None,
    url: str | None,
    hours: str | None,
    checked: date | None,
) -> None:
    """Add a line."""
    wish = AddHelpline(name=name, phone=phone, text_to=text_to, url=url, hours=hours, checked_on=checked)
    record(face, [wish], "It is on your list.")


@line.command("list")
@click.pass_obj
def list_(face: Face) -> None:
    """List your own lines."""
    show_own_lines(face, with_pages(face, own_helplines))


@line.command()
@click.argument("called", metavar="LINE")
@click.pass_obj
def remove(face: Face, called: str) -> None:
    """Take a line off your list."""
    record(face, [RemoveHelpline(helpline=called)], "It is off your list. To bring it back: whyward undo")


@support.command("consents")
@click.pass_obj
def consents_(face: Face) -> None:
    """List what you agreed to, beside what each share asks."""
    show_consents(face, with_pages(face, consents))


@support.command("show-before-unlock")
@click.argument("state", type=click.Choice(["on", "off"]))
@click.option("--agree", is_flag=True, help="You know the text that this shows without it.")
@click.pass_obj
def show_before_unlock(face: Face, state: str, agree: bool) -> None:
    """Let `whyward help-now` show your people and lines without unlocking, on this device; or no longer."""
    if state == "off":
        _hide(face)
        return
    agreement = safety_texts().before_unlock
    if not agree:
        face.say(agreement.text)
        hint = "If you agree: whyward support show-before-unlock on --agree"
        raise Refused("Nothing is shown before unlock yet", hint=hint)

    async def work(journal: Journal) -> None:
        if has_help_file(face.home):
            raise Refused("It is shown already", hint="To end it: whyward support show-before-unlock off")
        wish = GiveConsent(
            purpose=agreement.id, text_version=agreement.version, lang=agreement.lang, digest=agreement.digest
        )
        done = await journal.record(wish)
        write_help_file(face.home, journal.pages)
        face.answer(recorded_shown(done), "It is shown before unlock now, on this device.")

    with_journal(face, work)


def _hide(face: Face) -> None:
    was_shown = has_help_file(face.home)
    remove_help_file(face.home)

    async def work(journal: Journal) -> None:
        here = bytes(journal.device_id)
        purpose = safety_texts().before_unlock.id
        given = [
            one
            for one in consents(journal.pages)
            if one.purpose == purpose and one.device == here and one.withdrawn_on is None
        ]
        if not given and not was_shown:
            raise Refused("It is not shown before unlock", hint="Nothing needs to be done.")
        shown = RecordedShown(id=None, act=None, events=[])
        if given:
            shown = recorded_shown(await journal.record(WithdrawConsent(purpose=purpose)))
        face.answer(shown, "Nothing of it is shown before unlock any more.")

    with_journal(face, work)
