"""The parts of the demo that look: for words at the relay, in every form; and the story they come from."""

from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from whyward.cli.demo.relay_view import disguises, found_in, word_groups
from whyward.cli.demo.story import GOAL, article_example

STORY = article_example(date(2026, 3, 4))


def test_the_story_holds_the_goal_of_the_article_word_for_word() -> None:
    assert GOAL == "I will practice speaking up gently but honestly in at least one conversation this week."
    assert GOAL in STORY.texts()
    assert {"Authenticity", "Kindness"} <= set(STORY.texts())


def test_every_text_of_the_story_is_searched_for() -> None:
    texts = set(STORY.texts())
    groups = word_groups(texts)

    assert {text for text in texts if len(text) >= 8} <= set(groups)
    assert "speaking up" in groups
    assert min(map(len, groups)) >= 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", [b"", b"x", b"xy", b"xyz"])
def test_a_word_group_is_found_in_any_disguise(encoding: str, before: bytes, tmp_path: Path) -> None:
    plain = before + "speaking up".encode(encoding) + b" and more"
    (tmp_path / "plain").write_bytes(b"\0" * 100 + plain)
    assert found_in(tmp_path, ["speaking up"]) == ["speaking up"]
    (tmp_path / "plain").write_bytes(b64encode(plain))
    assert found_in(tmp_path, ["speaking up"]) == ["speaking up"]
    (tmp_path / "plain").write_bytes(b64encode(plain.replace("speaking".encode(encoding), b"")))
    assert found_in(tmp_path, ["speaking up"]) == []


def test_no_disguise_is_so_short_that_chance_writes_it() -> None:
    assert min(len(form) for group in word_groups(STORY.texts()) for form in disguises(group)) >= 8
