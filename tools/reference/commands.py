"""The page of commands: what `--help` says, for the whole tree at once.

It asks click for what a command takes, never for a screen: no width of a terminal decides anything here.
"""

from collections.abc import Iterator
from typing import Final

import click

from tools.reference import docstrings
from tools.reference.markdown import code, page, paragraphs, table
from whyward.cli.asking import PASSPHRASE_VARIABLE
from whyward.cli.face import HOME_VARIABLE
from whyward.cli.main import root
from whyward.cli.verbs import Nouns, everywhere
from whyward.journal import names

_PROGRAM: Final = "whyward"
_BLANK_LINE: Final = "\n\n"

_MANNERS: Final = f"""`{HOME_VARIABLE}` names the folder too.
`{PASSPHRASE_VARIABLE}` names a file whose first line is the passphrase, for where nobody can type one.
Results go to standard output, talk goes to standard error.
What each exit status means stands in [errors.md](errors.md)."""


def commands_page() -> str:
    """Return `cli.md`."""
    context = click.Context(root, info_name=_PROGRAM)
    return page("Commands", [_opening(context), *_commands(root, context, depth=2)])


def _opening(context: click.Context) -> str:
    return "\n\n".join(
        [
            paragraphs(root.help or ""),
            "These stand before or after any command:",
            _options(everywhere(), context),
            _MANNERS,
            f"How a thing is named:\n{paragraphs(docstrings.of_module(names).partition(_BLANK_LINE)[2])}",
        ]
    )


def _commands(group: click.Group, context: click.Context, *, depth: int) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, "it was listed just now"
        below = click.Context(command, info_name=name, parent=context)
        yield _command(command, below, depth)
        if isinstance(command, click.Group):
            yield from _commands(command, below, depth=depth + 1)


def _command(command: click.Command, context: click.Context, depth: int) -> str:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    blocks = [
        f"{'#' * depth} {code(context.command_path)}",
        f"```text\n{usage}\n```",
        paragraphs(command.help or ""),
        _default(command, context),
        _options(command.params, context),
    ]
    return "\n\n".join(block for block in blocks if block)


def _default(command: click.Command, context: click.Context) -> str:
    if not isinstance(command, Nouns) or command.default is None:
        return ""
    meant = code(f"{context.command_path} {command.default}")
    if command.free:
        return f"With none of the words below it means {meant}."
    return f"Alone it means {meant}."


def _options(parameters: list[click.Parameter], context: click.Context) -> str:
    rows = [_option(one, context) for one in parameters if isinstance(one, click.Option)]
    return table(["option", "what it does"], rows) if rows else ""


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join(sorted([*option.opts, *option.secondary_opts], key=len))
    taken = "" if option.is_flag else " " + option.make_metavar(context)
    default: object = option.default
    unless = f" Without it: {code(default)}." if isinstance(default, str) and default else ""
    return code(names + taken), (option.help or "") + unless
