"""What the journal says by itself, on pages in a made-up language; none of it comes back as a person's own words."""

import html
import json
from datetime import timedelta
from pathlib import Path
from typing import Final

from tests.support.web_desk import window_at
from whyward.journal.folding.nouns import DOMAINS, GOALS
from whyward.journal.folding.nouns_caring import REMINDERS
from whyward.journal.folding.nouns_noticing import INSIGHTS
from whyward.journal.intentions.goals import AdjustGoal, SetGoal
from whyward.journal.intentions.reminders import SetReminder
from whyward.journal.intentions.steps import TakeStep
from whyward.journal.intentions.values import AddValue
from whyward.web.texts import PSEUDO, texts_of

NAME: Final = "Made smaller"
"""A person's own words, that are a text of the journal's as well."""


def marked(text: str) -> str:
    """Return how a text without fields is told, as it stands in HTML."""
    return html.escape(texts_of(PSEUDO).gettext(text))


async def test_a_story_and_the_timeline_are_told_and_a_persons_words_stay(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home", spoken=PSEUDO) as window:
        await window.journal.record(SetGoal(statement=NAME, domains=("health",)))
        goal = window.journal.pages.all(GOALS)[0].goal_id.hex()
        await window.journal.record(AdjustGoal(goal=goal, tiny_version="A step", because="too-big"))
        story, timeline = (await window.get(f"/goals/{goal}")).html, (await window.get("/timeline")).html

        for page in (story, timeline):
            assert marked("Made smaller") in page
            assert marked("because it was too big") in page
            assert f">{NAME}<" in page
        assert marked("tiny version") in story
        assert marked("Health") in story


async def test_what_is_noticed_is_told_and_kept_in_the_words_that_were_shown(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home", spoken=PSEUDO) as window:
        today = window.app.desk.today()
        await window.journal.record(AddValue(name=NAME))
        for back in range(6):
            await window.journal.record(TakeStep(values=(NAME,), on=today - timedelta(days=back)))
        page = (await window.get("/progress")).html
        insight = page.partition('action="/progress/')[2].partition("/")[0]
        await window.post(f"/progress/{insight}/keep")
        kept = window.journal.pages.all(INSIGHTS)[0].text_shown

        assert kept is not None
        assert kept == texts_of(PSEUDO).gettext("%(value)s was part of many of your days lately.") % {"value": NAME}
        assert kept in html.unescape(page)
        assert type(kept) is str
        why = "It comes up when a value had a step on %(days)s days or more of the last %(lately)s."
        assert texts_of(PSEUDO).gettext(why) % {"days": 6, "lately": 28} in html.unescape(page)


async def test_a_part_of_life_is_not_renamed_to_what_it_is_called_in_a_language(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home", spoken=PSEUDO) as window:
        shown = texts_of(PSEUDO).gettext("Health")
        assert html.escape(shown) in (await window.get("/domains/health")).html
        count = window.journal.pages.count()

        await window.post("/domains/health/rename", {"name": shown})
        assert window.journal.pages.count() == count
        await window.post("/domains/health/rename", {"name": "My body"})
        assert [row.name for row in window.journal.pages.all(DOMAINS)] == ["My body"]


async def test_a_reminder_without_words_keeps_having_none(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home", spoken=PSEUDO) as window:
        await window.journal.record(SetReminder(at="08:00", every="weekdays"))
        reminder = window.journal.pages.all(REMINDERS)[0].reminder_id.hex()
        page = (await window.get(f"/reminders/{reminder}")).html
        shown = texts_of(PSEUDO).gettext("A moment for you")

        assert html.escape(shown) in page
        assert marked("on weekdays") in page
        changed = {"at": "09:00", "text": shown, "every": "as it is", "channel": "in_app", "discreet": "yes"}
        await window.post(f"/reminders/{reminder}", changed)
        row = window.journal.pages.all(REMINDERS)[0]
        assert (row.text, row.start_local[11:]) == ("A moment for you", "09:00")
        assert shown in (await window.get("/reminders/file")).html


async def test_soft_offers_reach_the_script_in_the_language_of_the_page(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home", spoken=PSEUDO) as window:
        told = json.loads((await window.post("/goals/new/offers", {"statement": "Stop being late"})).html)

        assert told
        assert all(one[name].startswith("⟦") for one in told for name in ("question", "offer"))


async def test_what_is_refused_is_told_with_its_fields(tmp_path: Path) -> None:
    gettext = texts_of(PSEUDO).gettext
    async with window_at(tmp_path / "home", spoken=PSEUDO) as window:
        await window.journal.record(AddValue(name=NAME))
        twice = html.unescape((await window.post("/values", {"name": NAME})).html)
        empty = html.unescape((await window.post("/values", {"name": "two\nlines"})).html)

    said = gettext("%(name)s is already one of your values (%(short)s)").partition("%(short)s")[0]
    assert said % {"name": NAME} in twice
    assert gettext("%(what)s is more than one line") % {"what": gettext("The name of the value")} in empty
    assert gettext("Nothing was recorded; keep it to one line.") in empty
