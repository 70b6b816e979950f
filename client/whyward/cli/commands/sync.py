"""`whyward sync`: carry both ways, once or for as long as it is left running.

What was recorded is safe on this device whatever happens here.
"""

from typing import NamedTuple

import click
import msgspec

from whyward.adapters.relay_way import checked_address
from whyward.cli.commands.sync_folder import sync_folder
from whyward.cli.commands.sync_watch import watch_until_told
from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.progress import sign_of_life
from whyward.cli.shown.carried import ShareCarriedShown, carried_lines
from whyward.cli.syncing import counts, sharing_of, sync_own
from whyward.cli.verbs import Verb
from whyward.journal.errors import BadInput
from whyward.journal.journal import Journal
from whyward.journal.syncing import Carried


class CarriedShown(msgspec.Struct, frozen=True):
    """What went each way, in sealed records, and the state after it."""

    sent: int
    received: int
    set_aside: int
    state_hash: str
    shares: list[ShareCarriedShown]


@click.command(cls=Verb)
@click.option("--watch", is_flag=True, help="Stay connected until Ctrl-C, and carry each change at once.")
@click.option("--relay", metavar="URL", help="Use this relay from now on.")
@click.option("--invite", metavar="TOKEN", help="The relay's invite, if it asks for one.")
@click.option("--new-relay-key", is_flag=True, help="The relay at this address has a new key, and you know why.")
@click.option("--folder", metavar="DIR", help="Carry over this folder instead: a stick, or a synced drive.")
@click.pass_obj
def sync(
    face: Face, watch: bool, relay: str | None, invite: str | None, new_relay_key: bool, folder: str | None
) -> None:
    """Bring this device and the relay, or a folder, to the same state; then carry what is shared."""
    named = _Named(relay, invite, new_relay_key)
    if folder is not None:
        if watch or named.is_anything:
            raise BadInput(
                "--folder stands alone: it needs no relay", hint="Sync with a relay in a command of its own."
            )
        sync_folder(face, folder)
        return
    if watch:
        with_journal(face, lambda journal: _watch(face, journal, named))
        face.say("Ended. Everything that came is on this device.")
        return

    async def carry(journal: Journal) -> None:
        await _use(journal, named)
        async with sign_of_life(face, "Syncing") as tell:
            carried = await sync_own(journal, lambda so_far: tell(f"Syncing: {counts(so_far)}"))
            tell("Syncing what is shared")
            shares = await (await sharing_of(journal)).synced(journal)
        told = (
            "This journal has no relay of its own" if carried is None else f"In step with the relay: {counts(carried)}"
        )
        shown = _shown(carried or Carried(), journal, shares)
        face.answer(shown, "\n".join([f"{told}.", *carried_lines(shares)]))

    with_journal(face, carry)


class _Named(NamedTuple):
    """What the person said of the relay to use."""

    relay: str | None
    invite: str | None
    has_new_key: bool

    @property
    def is_anything(self) -> bool:
        """Whether anything was said of it."""
        return self.relay is not None or self.invite is not None or self.has_new_key


async def _watch(face: Face, journal: Journal, named: _Named) -> None:
    await _use(journal, named)
    await watch_until_told(face, journal)


async def _use(journal: Journal, named: _Named) -> None:
    """Set the relay first, if anything was said of it."""
    if not named.is_anything:
        return
    if named.relay is not None:
        url = checked_address(named.relay)
    elif (known := (await journal.status()).relay) is not None:
        url = known
    else:
        text = "an invite is for a relay, as a new key is, and this journal has none yet"
        raise BadInput(text, hint="Name it too: whyward sync --relay URL --invite TOKEN")
    await journal.use_relay(url, named.invite or "", has_new_key=named.has_new_key)


def _shown(carried: Carried, journal: Journal, shares: list[ShareCarriedShown]) -> CarriedShown:
    state = journal.pages.state_hash().hex()
    return CarriedShown(carried.sent, carried.received, carried.set_aside, state, shares)
