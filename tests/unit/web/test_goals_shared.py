"""A goal that somebody sees says so, by their name, and before it is changed; the one that follows it is one's own."""

from datetime import date
from pathlib import Path

from tests.support.share_scene import Owner
from tests.support.web_desk import window_at
from whyward.journal.folding.nouns import GOALS
from whyward.journal.intentions.goals import SetGoal

WHO = "Dr R"
GOAL = "Call a friend"


async def test_a_shared_goal_says_who_sees_it_wherever_it_is_shown_or_changed(tmp_path: Path) -> None:
    owner = Owner()
    owner.wish(SetGoal(statement=GOAL))
    owner.meet()
    async with window_at(tmp_path / "home") as window:
        window.journal.pages.merge(owner.recorded)
        (row,) = window.journal.pages.all(GOALS)
        goal = row.goal_id.hex()
        assert f"{WHO} sees this" not in (await window.get("/goals")).text

        owner.grant((owner.goal_ref(GOAL), ["statement"]), ends=date(2999, 1, 1))
        window.journal.pages.merge(owner.recorded[-1:])
        for path in ("/goals", f"/goals/{goal}"):
            assert f"{WHO} sees this" in (await window.get(path)).text
        for path in ("smaller", "change", "rest", "let-go", "complete"):
            shown = await window.get(f"/goals/{goal}/{path}")
            assert f"{WHO} sees this goal; a change may show there too." in shown.text, path
        assert "The new one is yours alone" in (await window.get(f"/goals/{goal}/renew")).text

        renewed = await window.post(f"/goals/{goal}/renew")
        assert GOAL in renewed.text
        assert f"{WHO} sees this" not in renewed.text
