"""The tour leads from one question to one small step with a why, and keeps each part as it goes."""

import re
from pathlib import Path

from tests.support.web_desk import Shown, window_at
from whyward.journal.folding.nouns import VALUES
from whyward.journal.projections.goals import goals
from whyward.journal.projections.values import current_values
from whyward.journal.projections.why import why_trail

SENTENCE = "When I say what I think, gently, I feel like myself."
GOAL = "I will practice speaking up gently but honestly in at least one conversation this week."


def hidden(shown: Shown, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', shown.html)
    assert found is not None, name
    return found[1]


async def test_from_a_question_to_a_small_step_that_leads_back_to_the_sentence(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "Values are the why" in (await window.get("/tour")).text
        asked = await window.get("/tour/question")
        assert "When do you feel most like yourself?" in asked.text

        word = await window.post("/tour/question", {"prompt": hidden(asked, "prompt"), "text": SENTENCE})
        assert SENTENCE in word.text
        assert (await window.post("/tour/word", {"from": hidden(word, "from")})).status == 422
        placed = await window.post("/tour/word", {"from": hidden(word, "from"), "card": "Authenticity"})
        value = hidden(placed, "value")
        step = await window.post("/tour/place", {"value": value, "domain": "relationships", "shows_up": "not_yet"})
        assert SENTENCE in step.text
        done = await window.post(
            "/tour/step",
            {"value": value, "domain": "relationships", "statement": GOAL, "tiny": "One word", "why": SENTENCE},
        )

        assert GOAL in done.text
        assert SENTENCE in done.text
        named = current_values(window.journal.pages, window.app.desk.today())[0]
        row = window.journal.pages.one(VALUES, named.id)
        assert row is not None
        assert (row.name, row.card_id) == ("Authenticity", "authenticity")
        goal = goals(window.journal.pages)[0]
        assert (goal.statement, goal.domain_ids, goal.why) == (GOAL, ("relationships",), SENTENCE)
        assert goal.ends_on is not None
        trail = why_trail(window.journal.pages, f"goal:{goal.id.hex()}")
        assert SENTENCE in str(trail)
