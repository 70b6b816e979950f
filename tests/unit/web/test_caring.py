"""Help now, the support plan, reminders, settings and what Whyward says of itself, through the app."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.support.web_desk import Window, app_at, window_at, window_of
from whyward.adapters.device_settings import load_settings
from whyward.adapters.home import Lock
from whyward.journal.folding.nouns import PREFERENCES
from whyward.journal.intentions.goals import SetGoal
from whyward.journal.intentions.plumbing import SetPreference
from whyward.journal.intentions.reminders import SetReminder
from whyward.journal.key_file import Unlock
from whyward.journal.projections.reminders import Now, reminders
from whyward.journal.projections.support import consents, help_region, own_helplines, support_plan

HOSTILE = "</textarea><script>alert(1)</script>&\"'"


@pytest.fixture
async def window(tmp_path: Path) -> AsyncGenerator[Window]:
    """One window of a fresh, open journal."""
    async with window_at(tmp_path / "home") as found:
        yield found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/help-now", "If a life is in danger now"),
        ("/help-now?region=gb", "116 123"),
        ("/support", "Nothing is written yet"),
        ("/support/edit", "What I stay for"),
        ("/support/edit/reasons", "8 of 8"),
        ("/support/before-unlock", "Whoever uses this computer can then read"),
        ("/reminders", "No reminders. That is fine, too."),
        ("/settings", "Low energy"),
        ("/about", "It does not diagnose"),
        ("/keys", "Leave quickly"),
        ("/accessibility", "level AA"),
    ],
)
async def test_each_page_shows_what_it_is_for(window: Window, path: str, words: str) -> None:
    shown = await window.get(path)

    assert (shown.status, shown.path) == (200, path)
    assert words in shown.text
    assert shown.html.count("<h1") == 1


@pytest.mark.parametrize("path", ["/support", "/reminders", "/about", "/keys", "/accessibility"])
async def test_what_is_reached_from_the_settings_leads_back_there(window: Window, path: str) -> None:
    shown = await window.get(path)

    assert 'class="back"><a href="/settings"' in shown.html
    assert '<a href="/settings" aria-current="page"' in shown.html


async def test_looking_at_any_of_them_records_nothing(window: Window) -> None:
    before = window.journal.pages.state_hash()
    for path in ("/help-now", "/help-now?region=de", "/support", "/reminders", "/settings", "/about"):
        await window.get(path)

    assert window.journal.pages.state_hash() == before


async def test_help_now_and_what_whyward_says_of_itself_are_there_before_unlocking(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        window = window_of(app)
        for path in ("/help-now", "/about", "/keys", "/accessibility"):
            assert (await window.get(path)).path == path
        await app.desk.found(Lock(Unlock.FILE))
        await window.post("/support", {"people_to_ask": "Anna: 0123"})
        await app.desk.lock()
        locked = await window.get("/help-now")

        assert locked.path == "/help-now"
        assert "988" in locked.text
        assert "Anna" not in locked.text
        assert "locked with your journal" in locked.text
        assert (await window.get("/support")).path.startswith("/unlock")


async def test_help_now_comes_in_its_order(window: Window) -> None:
    await window.post("/support", {"people_to_ask": "Anna: 0123", "instructions": "Ring the clinic"})
    await window.post("/support/region", {"region": "ie"})
    await window.post("/support/lines", {"name": "Night line", "phone": "555"})
    text = (await window.get("/help-now")).text

    order = ["112", "Anna", "Night line", "Samaritans", "Ring the clinic", "findahelpline.com"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "988" not in text
    assert "988" in (await window.get("/help-now?region=us")).text
    assert help_region(window.journal.pages) == "ie"


async def test_a_plan_is_written_changed_and_keeps_what_the_form_did_not_hold(window: Window) -> None:
    fields = {"early_signs": "I stop answering\r\nI sleep by day", "people_to_ask": "Anna: 0123\nBen", "reasons": "Sea"}
    shown = await window.post("/support", fields)
    assert shown.path == "/support"
    assert "Your words are kept." in shown.text
    plan = support_plan(window.journal.pages)
    assert plan.early_signs == ("I stop answering", "I sleep by day")
    assert [(one.name, one.phone) for one in plan.people_to_ask] == [("Anna", "0123"), ("Ben", None)]

    await window.post("/support", {"early_signs": "", "reasons": "Sea"})
    plan = support_plan(window.journal.pages)
    assert (plan.early_signs, plan.reasons) == ((), "Sea")
    assert "Anna: 0123" in (await window.get("/support/edit/people_to_ask")).text
    before = window.journal.pages.state_hash()
    await window.post("/support", {"reasons": "Sea"})
    assert window.journal.pages.state_hash() == before


async def test_in_low_energy_the_plan_is_asked_for_part_by_part(window: Window) -> None:
    settings = {"theme": "system", "text_size": "usual", "spacing": "usual", "title": "Whyward", "lock_minutes": "5"}
    await window.post("/settings/device", {**settings, "low_energy": "on"})
    first = await window.get("/support/edit")
    assert first.path == "/support/edit/early_signs"
    assert first.html.count("<textarea") == 1
    second = await window.post("/support", {"early_signs": "", "next": "what_helps_me"})

    assert second.path == "/support/edit/what_helps_me"
    assert (await window.get("/support/edit/mood")).status == 422


async def test_lines_of_ones_own_come_and_go(window: Window) -> None:
    refused = await window.post("/support/lines", {"name": "Night line"})
    assert refused.status == 422
    assert "no way to reach that line" in refused.text
    await window.post("/support/lines", {"name": "Night line", "text_to": "HI to 555", "checked_on": "2026-01-02"})
    (line,) = own_helplines(window.journal.pages)
    assert line.checked_on.isoformat() == "2026-01-02"
    await window.post(f"/support/lines/{line.id.hex()}/remove")

    assert own_helplines(window.journal.pages) == []
    assert (await window.post("/support/region", {"region": "moon"})).status == 422


async def test_people_are_shown_before_unlocking_once_that_was_agreed_to_and_not_after(window: Window) -> None:
    desk = window.app.desk
    await window.post("/support", {"people_to_ask": "Anna: 0123", "reasons": "The sea"})
    assert (await window.post("/support/before-unlock", {"on": "yes"})).status == 422
    assert not (desk.home / "help.json").exists()
    await window.post("/support/before-unlock", {"on": "yes", "agree": "on"})
    assert [one.withdrawn_on for one in consents(window.journal.pages)] == [None]
    await window.post("/support", {"people_to_ask": "Ben: 9"})
    await window.post("/support", {"people_to_ask": "Cleo: 7"})
    await window.post("/undo")
    await desk.lock()
    locked = await window.get("/help-now")
    assert "Ben" in locked.text
    assert "Cleo" not in locked.text
    assert "The sea" not in locked.text

    await desk.unlock("")
    await window.post("/support/before-unlock")
    assert not (desk.home / "help.json").exists()
    assert consents(window.journal.pages)[0].withdrawn_on is not None


def _reminders(window: Window) -> list[str]:
    ms, offset_minutes = window.app.desk.now()
    found = reminders(window.journal.pages, Now(ms=ms, offset_minutes=offset_minutes))
    return [f"{one.text}, {one.rhythm}, {one.at}" for one in found]


async def test_a_reminder_is_set_changed_rested_and_taken_away(window: Window) -> None:
    await window.journal.record(SetGoal(statement="Call"))
    fields = {"at": "23:59", "text": "Breathe", "every": "days", "day": ["mon", "thu"], "discreet": "on"}
    shown = await window.post("/reminders", fields)
    assert "It is set." in shown.text
    assert _reminders(window) == ["Breathe, every Monday and Thursday, 23:59"]
    (called,) = re.findall(r"/reminders/([0-9a-f]{32})\"", shown.html)

    form = await window.get(f"/reminders/{called}")
    assert "As it is: every Monday and Thursday" in form.text
    kept = {"at": "23:59", "text": "Breathe", "every": "as it is", "discreet": "on", "channel": "in_app", "about": ""}
    before = window.journal.pages.state_hash()
    await window.post(f"/reminders/{called}", kept)
    assert window.journal.pages.state_hash() == before
    await window.post(f"/reminders/{called}", {**kept, "at": "23:58", "every": "day"})
    assert _reminders(window) == ["Breathe, every day, 23:58"]

    assert "at rest" in (await window.post("/reminders/pause")).text
    assert (await window.get("/reminders/file")).status == 422
    await window.post("/reminders/resume")
    await window.post(f"/reminders/{called}/remove")
    assert _reminders(window) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"at": "soon"}, "not a time of day"),
        ({"at": "23:59", "every": "days"}, "no rhythm"),
        ({"at": "23:59", "on": "soon"}, "date did not work"),
        ({"at": "23:59", "about": "goal:nothing"}, "No value or goal"),
    ],
)
async def test_a_reminder_that_cannot_be_set_says_why(window: Window, fields: dict[str, str], words: str) -> None:
    shown = await window.post("/reminders", fields)

    assert shown.status == 422
    assert words in shown.text
    assert _reminders(window) == []


async def test_the_file_for_a_calendar_is_handed_over_and_says_nothing(window: Window) -> None:
    await window.journal.record(SetReminder(at="23:59", text="Breathe, Anna", every="day"))
    file = await window.get("/reminders/file")

    assert file.headers["Content-Disposition"] == 'attachment; filename="moments.ics"'
    (event,) = Calendar.from_ical(file.html).events
    assert str(event["summary"]) == "A moment for you"
    assert "Anna" not in file.html


async def test_what_is_here_now_is_answered_with_one_button(window: Window) -> None:
    await window.journal.record(SetPreference(key="day_ends_at", value="00:00"))
    await window.journal.record(SetReminder(at="00:00", text="Breathe", every="day"))
    shown = await window.get("/reminders")
    found = re.search(r'/reminders/([0-9a-f]{32})/answer.*?name="occurrence" value="([^"]*)"', shown.html, re.DOTALL)
    assert found is not None
    assert "A moment for you" in (await window.get("/")).text
    answered = {"occurrence": found[2], "answer": "not_today", "from": "today"}
    assert (await window.post(f"/reminders/{found[1]}/answer", answered)).path == "/"

    assert "Here now" not in (await window.get("/reminders")).text
    assert "A moment for you" not in (await window.get("/")).text


DEVICE = {
    "theme": "dark",
    "text_size": "larger",
    "spacing": "wide",
    "title": "Notes",
    "lock_minutes": "30",
    "low_energy": "on",
}


async def test_settings_of_this_device_are_kept_beside_the_journal_and_are_no_event(window: Window) -> None:
    before = window.journal.pages.state_hash()
    shown = await window.post("/settings/device", DEVICE)
    settings = load_settings(window.app.desk.home)

    assert 'data-theme="dark"' in shown.html
    assert "<title>Notes</title>" in shown.html
    assert (settings.theme, settings.text_size, settings.lock_minutes) == ("dark", "larger", 30)
    assert (settings.low_energy, settings.shortcuts, settings.quick_exit_keys) == (True, False, False)
    assert window.journal.pages.state_hash() == before


@pytest.mark.parametrize("wrong", [{"theme": "pink"}, {"lock_minutes": "0"}, {"lock_minutes": ""}, {"title": HOSTILE}])
async def test_a_setting_that_is_not_offered_changes_nothing(window: Window, wrong: dict[str, str]) -> None:
    before = load_settings(window.app.desk.home)

    assert (await window.post("/settings/device", {**DEVICE, **wrong})).status == 422
    assert load_settings(window.app.desk.home) == before


async def test_what_all_devices_share_is_recorded_once_it_differs(window: Window) -> None:
    before = window.journal.pages.state_hash()
    await window.post("/settings/preferences", {"day_ends_at": "04:00", "language": "en"})
    assert window.journal.pages.state_hash() == before
    await window.post("/settings/preferences", {"day_ends_at": "02:00", "hide_numbers": "on"})

    assert window.journal.pages.day_ends_at == 120
    hides = window.journal.pages.one(PREFERENCES, b"hide_numbers")
    assert hides is not None
    assert hides.value is True
    assert (await window.post("/settings/preferences", {"day_ends_at": "soon"})).status == 422


async def test_hostile_text_is_shown_as_text(window: Window) -> None:
    await window.post(
        "/support", {"people_to_ask": f"{HOSTILE}: {HOSTILE}", "reasons": HOSTILE, "instructions": HOSTILE}
    )
    await window.post("/support/lines", {"name": HOSTILE, "phone": HOSTILE, "url": HOSTILE, "hours": HOSTILE})
    await window.post("/reminders", {"at": "23:59", "every": "day", "text": HOSTILE})
    called = re.findall(r"/reminders/([0-9a-f]{32})\"", (await window.get("/reminders")).html)[0]

    for path in ("/help-now", "/support", "/support/edit", "/reminders", f"/reminders/{called}"):
        shown = await window.get(path)
        assert shown.status == 200
        assert "<script" not in shown.html
        assert "alert(1)" in shown.html
