"""A page for a session: of just what was ticked and typed; nothing is sent, and nothing is recorded."""

import re
from pathlib import Path

from tests.support.web_desk import Window, window_at
from tests.support.web_shares import GOAL, WHO, two_desks
from whyward.journal.intentions.barriers import MeetBarrier
from whyward.journal.intentions.entries import BinEntry, WriteEntry
from whyward.journal.intentions.goals import SetGoal

QUESTION = "How do I say no to my sister?"


async def _grown(window: Window) -> dict[str, list[str]]:
    """Record two of each kind, and return what may be ticked, by field."""
    for goal in ("Call Ada", "Walk at noon"):
        await window.journal.record(SetGoal(statement=goal))
    for kind, situation in (("fear", "At dinner"), ("shame", "On the phone")):
        await window.journal.record(MeetBarrier(kind=kind, situation=situation))
    for title, body in (("Monday", "I said **nothing**."), ("Tuesday", "I spoke.")):
        await window.journal.record(WriteEntry(title=title, body=body))
    html = (await window.get("/session")).html
    return {name: re.findall(rf'name="{name}" value="([0-9a-f]{{32}})"', html) for name in ("goal", "barrier", "entry")}


async def test_the_page_holds_what_was_chosen_and_nothing_else(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        offered = await _grown(window)
        assert [len(ids) for ids in offered.values()] == [2, 2, 2]
        before = window.journal.pages.state_hash()

        fields = {"with": "Dr R", "questions": f"{QUESTION}\n\n"} | {name: ids[:1] for name, ids in offered.items()}
        shown = await window.post("/session/choose", fields)

        assert shown.path == "/session/page"
        assert "With Dr R" in shown.text
        assert QUESTION in shown.text
        for pair in (("Call Ada", "Walk at noon"), ("At dinner", "On the phone"), ("Monday", "Tuesday")):
            assert sorted(text in shown.text for text in pair) == [False, True], pair
        assert window.journal.pages.state_hash() == before, "nothing is recorded"


async def test_it_may_be_changed_and_put_away(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        offered = await _grown(window)
        await window.post("/session/choose", {"questions": QUESTION, "goal": offered["goal"][1]})

        again = await window.get("/session")
        assert QUESTION in again.text
        assert re.findall(r'value="([0-9a-f]{32})" checked', again.html) == [offered["goal"][1]]
        for path in (tmp_path / "home").rglob("*"):
            assert path.is_dir() or QUESTION.encode() not in path.read_bytes()

        away = await window.post("/session/put-away")
        assert QUESTION not in away.text
        assert "checked" not in away.html
        assert "Nothing is chosen yet" in (await window.get("/session/page")).text


async def test_nothing_chosen_is_refused_kindly(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        refused = await window.post("/session/choose", {"with": "Dr R", "questions": " "})

        assert refused.status == 422
        assert "Nothing is chosen yet. One line, or one thing ticked, is plenty." in refused.text


async def test_what_went_to_the_bin_since_is_not_on_the_page(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        offered = await _grown(window)
        await window.post("/session/choose", {"questions": QUESTION, "entry": offered["entry"]})
        await window.journal.record(BinEntry(entry=offered["entry"][0]))

        shown = (await window.get("/session/page")).text

        assert "Monday" in shown
        assert "Tuesday" not in shown


async def test_for_somebody_who_sees_a_goal_their_name_and_goal_stand_there_already(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()

        for path in ("/session", f"/session?with={pair.share}"):
            offer = await pair.owner.get(path)
            assert f'value="{WHO}"' in offer.html
            assert GOAL in offer.text
            assert offer.html.count(" checked") == 1
