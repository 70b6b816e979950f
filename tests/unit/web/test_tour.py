"""The tour leads from one question to one small step with a why, and keeps each part as it goes."""

import re
from pathlib import Path

from tests.support.web_desk import Shown, window_at
from whyward.content.cards import deck
from whyward.content.starters import starter
from whyward.journal.folding.nouns import VALUES
from whyward.journal.folding.nouns_exploring import REFLECTIONS
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


async def test_an_idea_may_be_taken_and_what_was_typed_stays_before_it(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        added = await window.post("/values", {"name": "Family"})
        assert added.status == 200
        value = window.journal.pages.all(VALUES)[0].value_id.hex()
        step = f"/tour/step?value={value}"
        offered = re.findall(r'href="([^"]*idea=[^"]*)"', (await window.get(step)).html)
        assert offered
        idea = offered[0].replace("&amp;", "&")
        words = starter(idea.partition("idea=")[2])
        assert words is not None

        taken = await window.get(idea)
        assert f">{words.statement}</textarea>" in taken.html
        assert f'value="{words.tiny_version}"' in taken.html

        await window.post("/draft", {"place": "tour:step", "statement": "Mine.", "tiny": "Small"})
        both = await window.get(idea)
        assert f">Mine. {words.statement}</textarea>" in both.html
        assert 'value="Small"' in both.html


async def test_the_words_to_choose_from_stand_in_order(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        asked = await window.get("/tour/question")
        word = await window.post("/tour/question", {"prompt": hidden(asked, "prompt"), "text": SENTENCE})
        labels = re.findall(r'name="card" value="([^"]*)"', word.html)

        assert len(labels) == 28
        assert labels == sorted(labels)


async def test_the_tour_is_found_from_where_one_begins_and_from_explore(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        title = "Five minutes, one small step"
        for path in ("/beginning", "/explore"):
            shown = await window.get(path)
            assert f'href="/tour">{title}</a>' in shown.html
        assert f"{title}</h1>" in (await window.get("/tour")).html


async def test_whoever_goes_back_to_the_question_finds_their_words_and_puts_them_otherwise(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        asked = await window.get("/tour/question?prompt=p.small")
        fields = {"prompt": hidden(asked, "prompt"), "text": SENTENCE}
        word = await window.post("/tour/question", fields)
        written = hidden(word, "from")
        back = await window.get(f"/tour/question?from={written}")
        assert f">{SENTENCE}</textarea>" in back.html
        assert (hidden(back, "prompt"), hidden(back, "from")) == ("p.small", written)

        before = window.journal.pages.state_hash()
        await window.post("/tour/question", {**fields, "from": written})
        assert window.journal.pages.state_hash() == before

        again = await window.post("/tour/question", {**fields, "from": written, "text": "Gently."})
        assert hidden(again, "from") == written
        assert "Gently." in again.text
        assert len(window.journal.pages.all(REFLECTIONS)) == 1


async def test_an_empty_line_is_asked_for_in_the_words_of_the_tour(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/values", {"name": "Family"})
        value = window.journal.pages.all(VALUES)[0].value_id.hex()
        for path, fields in (
            ("/tour/question", {"prompt": "p.self", "text": " "}),
            ("/tour/step", {"value": value, "statement": ""}),
        ):
            refused = await window.post(path, fields)
            assert refused.status == 422
            assert "Nothing is written here yet. A line is enough." in refused.text


async def test_a_word_that_is_a_value_already_goes_on_with_it_and_with_what_was_written_now(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/values", {"name": "Family"})
        word = await window.post("/tour/question", {"prompt": "p.self", "text": SENTENCE})
        written = hidden(word, "from")
        placed = await window.post("/tour/word", {"from": written, "own": " family "})
        assert placed.status == 200
        assert [row.name for row in window.journal.pages.all(VALUES)] == ["Family"]
        assert f'href="/tour/word?from={written}"' in placed.html

        value = window.journal.pages.all(VALUES)[0].value_id.hex()
        step = await window.post("/tour/place", {"value": value, "from": hidden(placed, "from")})
        assert f">{SENTENCE}</textarea>" in step.html
        assert f'href="/tour/place?value={value}&amp;from={written}"' in step.html


async def test_the_words_offered_say_what_they_may_mean(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        word = await window.post("/tour/question", {"prompt": "p.self", "text": SENTENCE})
        kindness = next(card for card in deck().cards if card.label == "Kindness")
        assert f"<dt>Kindness</dt><dd>{kindness.gloss}</dd>" in word.html


async def test_an_address_of_the_tour_without_its_thing_leads_to_where_it_begins(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert (await window.get("/tour/word")).path == "/tour/question"
        for path in ("/tour/place", "/tour/step", "/tour/done"):
            assert (await window.get(path)).path == "/tour"
