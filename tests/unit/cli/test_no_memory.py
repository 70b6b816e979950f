"""A lack of memory is told in a sentence, like everything else that a person can do something about."""

import click
import pytest

from whyward.cli.main import REFUSED, main


def test_a_lack_of_memory_is_a_sentence_with_a_next_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def invoke(_: click.Command, __: click.Context) -> None:
        raise MemoryError

    monkeypatch.setattr(click.Command, "invoke", invoke)

    assert main(["status"]) == REFUSED
    told = capsys.readouterr().err
    assert told.startswith("whyward: error: there is not enough memory\nhint: What was recorded is safe.")
