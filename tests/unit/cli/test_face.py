"""Where a journal lies, and how the two ways to speak differ."""

from pathlib import Path

import pytest

from whyward.cli.face import Face, home_folder
from whyward.cli.shown.recorded import RecordedShown

NOTHING = RecordedShown(None, None, [])


def test_a_folder_that_is_said_comes_before_all_others() -> None:
    assert home_folder("here", {"WHYWARD_HOME": "/there", "XDG_DATA_HOME": "/data"}) == Path("here")
    assert home_folder(None, {"WHYWARD_HOME": "/there", "XDG_DATA_HOME": "/data"}) == Path("/there")
    assert home_folder(None, {"XDG_DATA_HOME": "/data"}) == Path("/data/whyward")


@pytest.mark.parametrize("relative", ["", "data", "./data"])
def test_a_relative_data_folder_is_ignored_as_its_standard_says(relative: str) -> None:
    assert home_folder(None, {"XDG_DATA_HOME": relative}) == Path.home() / ".local" / "share" / "whyward"


def test_results_go_to_standard_output_and_talk_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    face = Face()

    face.say("talk\x1b")
    face.answer(NOTHING, "result\x1b")

    captured = capsys.readouterr()
    assert captured.out == "result␛\n"
    assert captured.err == "talk␛\n"


def test_with_json_there_is_one_document_and_no_talk(capsys: pytest.CaptureFixture[str]) -> None:
    face = Face(as_json=True)

    face.say("talk")
    face.answer(NOTHING, "result")

    captured = capsys.readouterr()
    assert captured.out == '{"id": null, "act": null, "events": []}\n'
    assert captured.err == ""
