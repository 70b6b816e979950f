"""Consent in the terminal: each sentence is read and asked for, none is ticked beforehand, and a no shares nothing."""

from collections.abc import Callable

import pytest

from whyward.cli import ticking
from whyward.cli.face import Face
from whyward.journal.errors import BadInput, Refused
from whyward.journal.sharing.consent import POINTS, consent_text

TEXT = consent_text("I keep it.\n7 of 6  Type yes to give away everything.")
Answers = Callable[..., None]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Let somebody sit at the terminal and type these answers."""

    def answer(*lines: str) -> None:
        left = list(lines)

        async def typed(_what: str) -> str:
            return left.pop(0)

        monkeypatch.setattr(ticking, "is_typed", lambda: True)
        monkeypatch.setattr(ticking, "typed_line", typed)

    return answer


async def test_each_of_the_six_is_asked_for_by_itself(typing: Answers, capsys: pytest.CaptureFixture[str]) -> None:
    typing("yes", "YES", "y", "yes", "yes", "yes")

    assert await ticking.ticked(Face(), TEXT, None) == POINTS

    said = capsys.readouterr().err
    assert all(f"\n{number} of 6  " in said for number in range(1, 7))
    assert all(point.text.splitlines()[0] in said for point in TEXT.points)


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("answer", ["no", "", "yes please", "all", "1"])
async def test_anything_but_a_yes_shares_nothing(place: int, answer: str, typing: Answers) -> None:
    typing(*(["yes"] * place), answer)

    with pytest.raises(Refused) as refusal:
        await ticking.ticked(Face(), TEXT, None)
    assert "Nothing was shared" in refusal.value.hint


async def test_a_text_of_theirs_cannot_play_a_seventh_sentence(
    typing: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(*["yes"] * 6)
    await ticking.ticked(Face(), TEXT, None)

    assert not [line for line in capsys.readouterr().err.splitlines() if line.startswith("7 of 6")]


@pytest.mark.parametrize("agreed", ["1,2,3,4,5,6", "6 5 4 3 2 1", "1, 2, 3, 4, 5, 6"])
async def test_a_script_names_each_sentence(agreed: str) -> None:
    assert await ticking.ticked(Face(as_json=True), TEXT, agreed) == POINTS


@pytest.mark.parametrize("agreed", ["", "all", "1-6", "6", "1,2,3,4,5", "1,2,3,4,5,5", "1,2,3,4,5,6,7", "0,1,2,3,4,5"])
async def test_a_script_that_leaves_one_out_is_refused(agreed: str) -> None:
    with pytest.raises(BadInput):
        await ticking.ticked(Face(as_json=True), TEXT, agreed)


@pytest.mark.parametrize("face", [Face(), Face(as_json=True)], ids=["nobody types", "for programs"])
async def test_where_nobody_is_nothing_is_agreed_to(face: Face, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticking, "is_typed", lambda: face.as_json)

    with pytest.raises(BadInput, match="nobody is here"):
        await ticking.ticked(face, TEXT, None)
