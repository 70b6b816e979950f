"""`whyward share preview`, `grant`, `widen`, `renew`: more is shown only after it was seen, and each sentence ticked.

What makes it less stands in `share_keeping`, and asks nothing.
"""

from datetime import date

import click

from whyward.cli.commands.share_group import share
from whyward.cli.face import Face
from whyward.cli.sharing import Opened, with_shares
from whyward.cli.shown.preview import preview_shown, preview_text
from whyward.cli.shown.recorded import recorded_shown
from whyward.cli.shown.shared import indented
from whyward.cli.ticking import AGREED, ticked
from whyward.cli.wishing import DAYS, UNTIL, Wished, wishes, wishes_more
from whyward.journal.intentions.shares import GrantShare, RenewShare, WidenShare
from whyward.journal.recording import Done

_GOES_OUT = "It goes out with the next sync: whyward sync"


@share.command()
@click.argument("who", metavar="WHO")
@wishes
@click.option("--more", is_flag=True, help="On top of what they see already, as with widen.")
@click.pass_obj
def preview(face: Face, who: str, *, wished: Wished, more: bool) -> None:
    """See exactly what WHO would see, and the sentences to agree to. Without --goal: what they see as it stands."""
    wish = wished.widen(who) if more or not wished.goals else wished.grant(who)

    async def look(opened: Opened) -> None:
        found, text = opened.shares.preview(wish), opened.shares.consent(who)
        if face.as_json:
            face.give(preview_shown(found, text))
            return
        face.show(preview_text(found, opened.name(who)))
        face.say("\nBefore more is shown to anybody, you are asked to agree to each of these:")
        for number, point in enumerate(text.points, start=1):
            face.say(f"{number}  {indented(point.text)}")

    with_shares(face, look)


@share.command()
@click.argument("who", metavar="WHO")
@wishes
@AGREED
@click.pass_obj
def grant(face: Face, who: str, *, wished: Wished, agreed: str | None) -> None:
    """Show WHO these goals for 90 days: their words, the value they serve, how many steps."""

    async def show(opened: Opened) -> None:
        ticks = await _agreed_to(face, opened, wished.grant(who), agreed)
        _answer(face, await opened.shares.grant(wished.grant(who, ticks)), f"{opened.name(who)} is to see that.")

    with_shares(face, show)


@share.command()
@click.argument("who", metavar="WHO")
@wishes_more
@AGREED
@click.pass_obj
def widen(face: Face, who: str, *, wished: Wished, agreed: str | None) -> None:
    """Show WHO more: another goal, more of one, or let them do more."""

    async def show(opened: Opened) -> None:
        ticks = await _agreed_to(face, opened, wished.widen(who), agreed)
        _answer(face, await opened.shares.widen(wished.widen(who, ticks)), f"{opened.name(who)} is to see that.")

    with_shares(face, show)


@share.command()
@click.argument("who", metavar="WHO")
@DAYS
@UNTIL
@AGREED
@click.pass_obj
def renew(face: Face, who: str, *, days: int | None, ends: date | None, agreed: str | None) -> None:
    """Let what WHO sees go on: for 90 days from today, or as you say."""

    async def go_on(opened: Opened) -> None:
        ticks = await ticked(face, opened.shares.consent(who), agreed)
        done = await opened.shares.renew(RenewShare(who=who, days=days, ends=ends, ticked=ticks))
        _answer(face, done, "It goes on.")

    with_shares(face, go_on)


async def _agreed_to(face: Face, opened: Opened, wish: GrantShare | WidenShare, agreed: str | None) -> tuple[str, ...]:
    """Show exactly what would be shown, then have each sentence agreed to."""
    face.say(preview_text(opened.shares.preview(wish), opened.name(wish.who)))
    return await ticked(face, opened.shares.consent(wish.who), agreed)


def _answer(face: Face, done: Done, text: str) -> None:
    face.answer(recorded_shown(done), text)
    face.say(_GOES_OUT)
