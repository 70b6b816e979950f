"""The shapes of commands: the contract's names, options before and after a verb, the nearest name for a typo."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from whyward.cli.main import main, root
from whyward.cli.verbs import Nouns

CONTRACT = {
    "share": "invite accept confirm verify list preview grant widen narrow pause resume renew stop audit handover",
    "inbox": "list reply accept decline put-away",
    "practice": "list show comment propose sheet keep name",
    "value": "add list show reword rank place rest retire restore history",
    "goal": "add list show adjust pause resume complete let-go reopen story renew scale rate contrast levels",
    "step": "plan change schedule pass drop days",
    "plan": "add list change used retire",
    "entry": "list show edit bin restore search",
    "domain": "list rename hide show",
    "device": "list rename remove rotate",
    "recovery": "rehearse use renew print",
    "quarantine": "list show take",
}
PLAIN = (
    "init willing step write barrier today timeline why undo redo values goals link join sync status check conflicts "
    "relay demo search"
)
LATER = "export import erase"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its path."""
    context = click.Context(root)
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, Nouns):
            yield from ((f"{name} {verb}", below) for verb, below in command.commands.items())


def test_every_name_of_the_contract_is_there() -> None:
    known = dict(commands())

    assert set(PLAIN.split()) | set(CONTRACT) <= set(known)
    for noun, verbs in CONTRACT.items():
        assert {f"{noun} {verb}" for verb in verbs.split()} <= set(known)


@pytest.mark.parametrize("name", LATER.split())
def test_what_comes_later_is_no_stub(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name]) == 2
    assert f"there is no command '{name}'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["vlaue", "list"], "value"),
        (["stpe"], "step"),
        (["value", "lsit"], "list"),
        (["goal", "complet", "x"], "complete"),
    ],
)
def test_a_typo_gets_the_nearest_name(typed: list[str], meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(typed) == 2
    assert f"did you mean '{meant}'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--home", "{home}", "--json", "status"],
        ["status", "--home", "{home}", "--json"],
        ["--json", "status", "--home={home}"],
        ["device", "--json", "--home", "{home}"],
        ["device", "list", "--json", "--home", "{home}"],
        ["--json", "device", "--home", "{home}", "list"],
        ["barrier", "--json", "fear", "--home", "{home}"],
        ["barrier", "--strength", "3", "--json", "fear", "--home", "{home}"],
    ],
    ids=" ".join,
)
def test_home_and_json_stand_before_or_after_any_verb(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "none"

    status = main([argument.format(home=home) for argument in arguments])

    captured = capsys.readouterr()
    assert status == 1
    assert captured.out == ""
    assert captured.err.startswith(f'{{"error": "there is no journal in {home}"')


@pytest.mark.parametrize("path", [path for path, _ in commands()])
def test_every_command_has_a_help_that_ends_well(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    if path == "relay":
        return  # It becomes the relay, whose help is its own.

    assert main([*path.split(), "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: whyward {path}")


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "Commands" not in capsys.readouterr().err
