"""`whyward share narrow`, `pause`, `resume`, `stop`, `ask-deletion`: less, at one word.

Nobody is asked why, and nobody is told why unless the person says so.
"""

from datetime import date

import click
import msgspec

from whyward.cli.commands.share_group import share
from whyward.cli.face import Face
from whyward.cli.harmless import one_line
from whyward.cli.recording import record
from whyward.cli.sharing import Opened, with_shares
from whyward.cli.shown.recorded import recorded_shown
from whyward.cli.shown.shares import quoted
from whyward.cli.wishing import GOALS
from whyward.cli.words import DAY
from whyward.journal.days import day_in_words
from whyward.journal.intentions.people import RemoveContact, RenameContact
from whyward.journal.intentions.shares import NarrowShare, PauseShare, ResumeShare, StopShare


class StoppedShown(msgspec.Struct, frozen=True):
    """A share is stopped; `cut_off` is whether the relay has it already that they get nothing more."""

    stopped: bool
    cut_off: bool


class AskedShown(msgspec.Struct, frozen=True):
    """They are asked to delete copies; their answer names this request."""

    request_id: bytes


@share.command()
@click.argument("who", metavar="WHO")
@GOALS
@click.option("--part", "fields", multiple=True, metavar="PART", help="This part of it; without it, the whole goal.")
@click.option("--may-not", "may", multiple=True, metavar="RIGHT", help="What they may no longer do: comment, propose.")
@click.pass_obj
def narrow(face: Face, who: str, *, goals: tuple[str, ...], fields: tuple[str, ...], may: tuple[str, ...]) -> None:
    """Show WHO less: a goal no longer, a part no longer, or let them do less."""

    async def show_less(opened: Opened) -> None:
        done = await opened.shares.narrow(NarrowShare(who=who, goals=goals, fields=fields, may=may))
        text = f"{opened.name(who)} is shown less from the next sync on. What they have read, they have read."
        face.answer(recorded_shown(done), text)

    with_shares(face, show_less)


@share.command()
@click.argument("who", metavar="WHO")
@click.option("--until", type=DAY, metavar="DATE", help="Until when, if you know.")
@click.pass_obj
def pause(face: Face, who: str, until: date | None) -> None:
    """Let nothing go out to WHO for a while. They keep what they have."""

    async def rest(opened: Opened) -> None:
        done = await opened.shares.pause(PauseShare(who=who, until=until))
        how_long = "until you resume it" if until is None else f"before {day_in_words(until)}"
        face.answer(recorded_shown(done), f"Nothing goes out to {opened.name(who)} {how_long}.")

    with_shares(face, rest)


@share.command()
@click.argument("who", metavar="WHO")
@click.pass_obj
def resume(face: Face, who: str) -> None:
    """Let what you chose go out to WHO again."""

    async def go_on(opened: Opened) -> None:
        done = await opened.shares.resume(ResumeShare(who=who))
        face.answer(
            recorded_shown(done),
            f"What you record goes out to {opened.name(who)} again, as you chose.",
        )

    with_shares(face, go_on)


@share.command()
@click.argument("who", metavar="WHO")
@click.pass_obj
def stop(face: Face, who: str) -> None:
    """Stop showing WHO anything, for good; they are not told why. It works without a network, too."""

    async def end(opened: Opened) -> None:
        name = opened.name(who)
        stopped = await opened.shares.stop(StopShare(who=who))
        face.answer(StoppedShown(stopped=True, cut_off=stopped.is_done), f"You show {name} nothing any more.")
        if not stopped.is_done:
            face.say("The relay is out of reach: it is told with the next sync. Nothing goes out from here meanwhile.")
        if not stopped.fetched:
            return
        face.say("What they have read they have read; it cannot be taken back. Their program deletes its copies")
        face.say(f"unless the law has them keep those; what they answer stands in: whyward share audit {quoted(name)}")

    with_shares(face, end)


@share.command("ask-deletion")
@click.argument("who", metavar="WHO")
@GOALS
@click.option("-m", "--note", metavar="TEXT", default="Please delete your copies.", help="A line to them.")
@click.pass_obj
def ask_deletion(face: Face, who: str, *, goals: tuple[str, ...], note: str) -> None:
    """Ask WHO to delete their copies of these goals, or of everything. They answer; you see it in the inbox."""

    async def ask(opened: Opened) -> None:
        name = opened.name(who)
        request_id = await opened.shares.request_deletion(who, goals, note)
        face.answer(AskedShown(request_id=request_id), f"{name} is asked with the next sync: whyward sync")

    with_shares(face, ask)


@share.command()
@click.argument("who", metavar="WHO")
@click.argument("name", metavar="NAME")
@click.pass_obj
def rename(face: Face, who: str, name: str) -> None:
    """Call WHO by another NAME here. They do not see it."""
    record(face, [RenameContact(contact=who, name=name)], f"They go by {one_line(name)} here now.")


@share.command()
@click.argument("who", metavar="WHO")
@click.pass_obj
def remove(face: Face, who: str) -> None:
    """Take WHO off the list, and stop all that you show them, for good. Nobody is told."""
    record(face, [RemoveContact(contact=who)], "They are off the list, and are shown nothing any more.")
    face.say("The relay is told with the next sync: whyward sync")
