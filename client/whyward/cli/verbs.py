"""The shapes of commands: each takes `--home` and `--json`, each group suggests the nearest name for a typo.

It knows no command; the table of them is in `main`.
"""

import difflib
import importlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from whyward.cli.face import Face

_FLAGS = {"--json"}
_TAKING_A_WORD = {"--home"}


def _hold_home(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.ensure_object(Face).home_given = value


def _hold_json(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Face).as_json = True


def everywhere() -> list[click.Parameter]:
    """Return the options that stand before or after any verb."""
    home = click.Option(
        ["--home"],
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=_hold_home,
        help="The journal's folder (or WHYWARD_HOME).",
    )
    as_json = click.Option(
        ["--json"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_hold_json,
        help="Answer with one JSON document.",
    )
    return [home, as_json]


class Verb(click.Command):
    """A command that does something."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add the options that stand everywhere."""
        return [*self.params, *everywhere(), *_own_help(self, ctx)]


class Nouns(click.Group):
    """A group of verbs. `default` is the verb that is meant when none is named."""

    command_class = Verb

    def __init__(self, *arguments: Any, default: str | None = None, free: bool = False, **named: Any) -> None:  # noqa: ANN401  # click's own
        """Take what click takes, and the name of the default verb; with `free`, any other word is its argument."""
        super().__init__(*arguments, **named)
        self.default = default
        self.free = free

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Add the options that stand everywhere."""
        return [*self.params, *everywhere(), *_own_help(self, ctx)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default verb where none is named."""
        place = _first_word(args)
        word = args[place] if place < len(args) else ""
        is_for_default = not word or ((word.startswith("-") or self.free) and word not in self.commands)
        if self.default is not None and is_for_default and word not in ctx.help_option_names:
            args = [*args[:place], self.default, *args[place:]]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or refuse with the nearest one."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            raise NoSuchVerb(name, self.list_commands(ctx), ctx)
        return name, command, args[1:]


class Place(NamedTuple):
    """Where a command is, as `module:name` below `whyward.cli.commands`, and what it does in a few words."""

    where: str
    what: str


class Root(Nouns):
    """The whole program; a command's module is loaded when the command is asked for."""

    def __init__(self, *arguments: Any, sections: Mapping[str, Mapping[str, Place]], **named: Any) -> None:  # noqa: ANN401  # click's own
        """Take the commands by section, as the help shows them."""
        super().__init__(*arguments, **named)
        self.sections = sections
        self.places = {name: place for section in sections.values() for name, place in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own
        """Return the names in the order of the table: as a person meets them."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's own
        """Load one command."""
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].where.partition(":")
        command = getattr(importlib.import_module(f"whyward.cli.commands.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's own
        """Write the commands by section; none is loaded for it."""
        wide = max(map(len, self.places))
        for heading, section in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(wide), place.what) for name, place in section.items()])


class NoSuchVerb(click.UsageError):
    """A name that no command has, with the nearest one that there is."""

    def __init__(self, name: str, known: list[str], ctx: click.Context) -> None:
        """Find the nearest."""
        near = difflib.get_close_matches(name, known, n=1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(f"there is no command {name!r}{meant}", ctx)


def _own_help(command: click.Command, ctx: click.Context) -> list[click.Parameter]:
    option = command.get_help_option(ctx)
    return [] if option is None else [option]


def _first_word(args: list[str]) -> int:
    """Return where the first argument stands that is not one of the options that stand everywhere."""
    place = 0
    while place < len(args):
        if args[place] in _FLAGS or args[place].startswith("--home="):
            place += 1
        elif args[place] in _TAKING_A_WORD:
            place += 2
        else:
            break
    return min(place, len(args))
