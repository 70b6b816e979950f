"""Hints of the journal name commands; pages name places, and leave to the terminal what is the terminal's."""

import re
from pathlib import Path

import pytest

from tests.support.web_desk import window_at
from whyward.web.hints import on_pages
from whyward.web.texts import texts_of

TOLD = {
    "To begin anew: whyward share invite NAME": "To begin anew: “Share → Show someone something”",
    "Name one: whyward share invite NAME --relay URL": "Name one: “Share → Show someone something”",
    "`whyward inbox` shows what came.": "“Share → What they wrote” shows what came.",
    "`whyward mood list` shows them.": "“Check-in → Moods” shows them.",
    "`whyward value list` shows what there is.": "“Values” shows what there is.",
    "`value restore 9fb0c0e9` wakes it.": "“Values” wakes it.",
    "`domain show` brings it back.": "“Values → Parts of life” brings it back.",
    "`goal reopen` takes it up again, if you want to.": "“Goals” takes it up again, if you want to.",
    "Say both: --every week --until 2026-12-31.": "Say both.",
    "Name a later one, or let it come again: --every day.": "Name a later one, or let it come again.",
    "Use a folder that all of them reach: --folder DIR. Nothing was changed.": (
        "Use a folder that all of them reach. Nothing was changed."
    ),
    "`undo ID` takes back any act.": "“Undo” takes back any act.",
    "`whyward barrier fear` notes one.": "“In the way” notes one.",
    "Show more with `whyward share widen`, less with `whyward share narrow`.": (
        "Show more with “Share → Show more”, less with “Share → Show less of it”."
    ),
    "Try again in 3 s: whyward sync": "Try again in 3 s: “Devices”",
    "Ask whoever runs it, then: whyward sync --invite TOKEN": "Ask whoever runs it, then: “Devices”",
    "Show something: whyward share grant.": "Show something: “Share → Choose what they see”.",
    "whyward device remove, and then new words with whyward recovery renew.": (
        "“Devices”, and then new words with “Devices → Recovery words”."
    ),
    "Start again with: whyward link": "Start again with: “Devices → Let one more in”",
}
TERMINAL = (
    "Run whyward init again.",
    "Fetch it again from the relay: whyward check --repair",
    "If it was set up anew: whyward sync --new-relay-key",
    "Over a folder: whyward sync --folder DIR",
    "Everything you recorded is safe. Whyward goes on.",
    "",
)


@pytest.mark.parametrize("hint", TOLD)
def test_a_command_becomes_the_place_where_a_page_does_it(hint: str) -> None:
    assert on_pages(hint, texts_of("en")) == TOLD[hint]


@pytest.mark.parametrize("hint", TERMINAL)
def test_what_is_for_the_terminal_stays_a_command(hint: str) -> None:
    assert on_pages(hint, texts_of("en")) == hint


def test_no_hint_of_the_journal_is_left_half_a_command() -> None:
    """Whatever stands after a place is a sentence again: no argument in capitals, no option, no backtick."""
    sources = (Path(__file__).parents[3] / "client" / "whyward" / "journal").rglob("*.py")
    hints = [
        found for path in sources for found in re.findall(r'hint=f?"([^"]*whyward [^"]*)"', path.read_text("utf-8"))
    ]
    told = [on_pages(hint, texts_of("en")) for hint in hints]

    assert len(told) > 50
    assert [one for one in told if re.search(r"” (--|[A-Z]{2,}|`)|`[^`]*“", one)] == []


async def test_a_refusal_names_the_place(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/values", {"name": "Family"})
        refused = await window.post("/values", {"name": "family"})

        assert refused.status == 422
        assert "Family is already one of your values" in refused.text
        assert "“Values” shows it." in refused.text
        assert "value show" not in refused.text
