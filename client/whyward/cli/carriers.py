"""Naming a carrier other than the relay: the `--folder` of commands that change who belongs.

It knows no rule; the journal says what can be done over a folder.
"""

from pathlib import Path

import click

from whyward.adapters.carrier_folder import FolderOnDisk

FOLDER = click.option("--folder", metavar="DIR", help="Go over a folder that your devices reach, not over the relay.")


def folder_of(typed: str | None) -> FolderOnDisk | None:
    """Return the folder that was named, if any."""
    return None if typed is None else FolderOnDisk(Path(typed).expanduser())
