"""`whyward relay`: become the relay, a program of its own that holds nothing of the client.

Options are passed on untouched; what they may be is the relay's to say.
"""

import importlib.util
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from whyward.cli.verbs import Verb
from whyward.journal.errors import Refused

_MODULE = "whyward.relay"


@click.command(
    cls=Verb, add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False}
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def relay(options: tuple[str, ...]) -> None:
    """Run a relay (--host, --port, --data and more: whyward relay --help). It cannot read what it carries."""
    become_relay(options)


def become_relay(options: Sequence[str]) -> NoReturn:
    """Go on as the relay's own program, with these options."""
    if importlib.util.find_spec(_MODULE) is None:
        text = "the relay is not installed here"
        raise Refused(text, hint="Install the whole of Whyward, or run the relay on another machine.")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", _MODULE, *options])  # noqa: S606  # the same Python, our own module
