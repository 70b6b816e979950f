"""`whyward demo`: see the main job happen for real, on this machine, in a folder of its own.

It touches no journal of the person who runs it.
"""

import asyncio
import signal
from pathlib import Path

import click

from whyward.cli.demo.playing import Played, own_folder, play
from whyward.cli.demo.processes import DemoStopped
from whyward.cli.demo.report import give_report
from whyward.cli.face import Face
from whyward.cli.verbs import Verb


@click.command(cls=Verb)
@click.option("--keep", is_flag=True, help="Keep the folder of the demo, to look into it.")
@click.pass_obj
def demo(face: Face, keep: bool) -> None:
    """Two devices, a relay that cannot read, and a therapist who sees one goal, from the first word to the last."""
    with own_folder(keep=keep) as folder:
        played = asyncio.run(_until_told_to_stop(face, folder))
        give_report(face, played)
        if keep:
            face.say(f"Everything is in {folder}")
    if played.share.groups_found:
        raise DemoStopped("words that were not shared are with the therapist")
    if played.groups_found:
        raise DemoStopped("words that were written stand readable in the relay's files")


async def _until_told_to_stop(face: Face, folder: Path) -> Played:
    """Play; a polite end from outside stops the processes and removes the folder too."""
    playing = asyncio.ensure_future(play(face, folder))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    try:
        return await playing
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
