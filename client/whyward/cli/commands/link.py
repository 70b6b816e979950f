"""`whyward link`: let one more device of the same person in.

The person is told what the words mean before they are asked for them.
"""

import click
import msgspec

from whyward.cli.asking import typed_line
from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.shown.ids import short
from whyward.cli.verbs import Verb
from whyward.journal.journal import Journal
from whyward.protocol.ids import DeviceId


class CodeShown(msgspec.Struct, frozen=True):
    """The code to type on the new device."""

    code: str


class LinkedShown(msgspec.Struct, frozen=True):
    """The device that is in now."""

    linked: bool
    device_id: str


@click.command(cls=Verb)
@click.pass_obj
def link(face: Face) -> None:
    """Show a code for a new device, then ask for the words that it shows."""

    def show_code(code: str, relay: str) -> None:
        if face.as_json:
            face.give(CodeShown(code))
            return
        face.show(code)
        face.say(f"On the new device: whyward join {code} --relay {relay}")
        face.say("The code works once, for two minutes.")
        face.say("")
        face.say("The new device will show four words. Whoever gets in can read and write everything.")
        face.say("Type them only if you are holding the new device yourself. Ctrl-C shares nothing.")

    async def ask_words() -> str:
        face.say("The words on the new device:")
        return await typed_line("the words")

    async def let_in(journal: Journal) -> DeviceId:
        relay = (await journal.status()).relay or "URL"
        return await journal.link(show_code=lambda code: show_code(code, relay), ask_words=ask_words)

    device = with_journal(face, let_in)
    face.answer(LinkedShown(linked=True, device_id=device.hex()), f"The new device is in. ({short(device)})")
