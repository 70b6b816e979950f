"""`whyward sync --folder DIR`: carry over a stick or a synced drive; no relay is needed, and none is asked.

What could be taken is taken, and said, before anything that went wrong with writing.
"""

from pathlib import Path

import msgspec

from whyward.adapters.carrier_folder import FolderOnDisk
from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.progress import sign_of_life
from whyward.journal.errors import BadInput
from whyward.journal.folder.carrying import FolderCarried
from whyward.journal.journal import Journal


class FolderCarriedShown(msgspec.Struct, frozen=True, kw_only=True):
    """What went each way, in sealed records, what waits, and the state after it."""

    sent: int
    received: int
    set_aside: int
    waiting: int
    unusable: int
    in_step: bool
    state_hash: str


def sync_folder(face: Face, typed: str) -> None:
    """Sync once with a folder, and say what came of it."""
    path = Path(typed).expanduser()
    _refuse_the_journal_itself(path, face.home)

    async def carry(journal: Journal) -> FolderCarried:
        async with sign_of_life(face, "Syncing") as tell:
            carried = await journal.sync_folder(
                FolderOnDisk(path), lambda so_far: tell(f"Syncing: {so_far.sent} sent, {so_far.received} received")
            )
        face.answer(_shown(carried, journal), _lines(carried))
        return carried

    trouble = with_journal(face, carry).trouble
    if trouble is not None:
        raise trouble


def _refuse_the_journal_itself(path: Path, home: Path) -> None:
    there, here = path.resolve(), home.resolve()
    if there == here or there.is_relative_to(here):
        text = "that is the folder of the journal itself"
        raise BadInput(text, hint="Name a folder that your other devices can reach, such as one on a stick.")


def _shown(carried: FolderCarried, journal: Journal) -> FolderCarriedShown:
    return FolderCarriedShown(
        sent=carried.sent,
        received=carried.received,
        set_aside=carried.set_aside,
        waiting=carried.waiting,
        unusable=carried.unusable,
        in_step=_is_in_step(carried),
        state_hash=journal.pages.state_hash().hex(),
    )


def _is_in_step(carried: FolderCarried) -> bool:
    return not (carried.waiting or carried.set_aside or carried.forked or carried.has_diverged or carried.trouble)


def _lines(carried: FolderCarried) -> str:
    aside = f", {carried.set_aside} set aside" if carried.set_aside else ""
    counts = f"{carried.sent} sent, {carried.received} received{aside}."
    lines = [f"In step with the folder: {counts}" if _is_in_step(carried) else counts]
    if carried.waiting:
        devices = "one device" if carried.waiting == 1 else f"{carried.waiting} devices"
        lines.append(f"Some records of {devices} are not in the folder yet. Let it finish syncing, then try again.")
    if carried.unusable:
        files = "One file was" if carried.unusable == 1 else f"{carried.unusable} files were"
        lines.append(f"{files} damaged or only half there, and not used. What this device holds is written again.")
    if carried.set_aside or carried.forked:
        lines.append("Something in the folder does not hold together. See: whyward status")
    return "\n".join(lines)
