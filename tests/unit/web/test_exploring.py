"""Pages of exploring: questions and what is written to them, phrases that are marked."""

from pathlib import Path

import msgspec

from tests.support.web_desk import Window, window_at
from whyward.content.prompts import prompt
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions.domains import AddDomain, HideDomain, RenameDomain
from whyward.journal.intentions.reflections import Asked, StartReflection, WriteReflection
from whyward.journal.projections.exploring import (
    glimpses_shown,
    quiet_prompts,
    reflections,
)
from whyward.journal.projections.why import why_trail

EVIL = '<img src=x onerror="alert(1)">'
LOOKING = (
    "/explore",
    "/explore/reflect",
    "/explore/reflect/p.self",
    "/explore/reflect/p.ninety",
    "/explore/reflect/p.ninety?go=on",
    "/explore/reflections",
    "/explore/glimpses",
    "/explore/creative",
    "/explore/creative/epitaph",
    "/explore/creative/epitaph?go=on",
    "/explore/creative/compass_drawing",
    "/explore/worksheets",
    "/explore/worksheets/w2",
    "/explore/worksheets/w3",
    "/explore/primers",
    "/explore/primers/values-vs-goals",
    "/explore/primers/values-vs-goals/sort",
    "/welcome/start",
    "/welcome/hopes",
    "/sample",
)


async def written(window: Window, text: str = "In the garden with Sam.") -> str:
    """Write to the first question, and return the reflection's id."""
    shown = await window.post("/explore/reflect/p.self", {"text": text, "feelings": "calm, brave"})
    assert shown.status == 200
    return reflections(window.journal.pages)[0].id.hex()


async def test_looking_at_every_page_records_nothing(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        before = window.journal.pages.count()
        for path in LOOKING:
            shown = await window.get(path)
            assert shown.status == 200, path
            assert shown.html.count("<h1") == 1, path
        assert window.journal.pages.count() == before


async def test_what_is_nowhere_is_refused_kindly(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        for path in (
            "reflect/p.x",
            "reflections/ffff",
            "creative/opera",
            "worksheets/w99",
            "primers/x",
            "primers/x/sort",
        ):
            shown = await window.get(f"/explore/{path}")
            assert shown.status == 422
            assert "There is no such" in shown.text or "No reflection" in shown.text


async def test_a_tender_question_offers_three_ways_before_a_place_to_write(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        tender = await window.get("/explore/reflect/p.ninety")
        taken_up = await window.get("/explore/reflect/p.ninety?go=on")

        assert all(way in tender.text for way in ("Continue", "A gentler one", "Not now"))
        assert "<textarea" not in tender.html
        assert "<textarea" in taken_up.html
        soft = prompt("p.ninety.soft")
        assert soft is not None
        assert soft.words in tender.text


async def test_words_to_a_question_are_kept_and_a_phrase_becomes_a_value(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        called = await written(window)
        shown = await window.post(
            "/explore/glimpse", {"source": f"reflection:{called}", "quote": "with Sam", "guess": "Belonging"}
        )
        (glimpse,) = glimpses_shown(window.journal.pages)
        assert "it sounds like Belonging" in shown.text
        assert shown.path == f"/explore/reflections/{called}"

        await window.post(f"/explore/glimpses/{glimpse.id.hex()}/keep")

        (value,) = window.journal.pages.all(VALUES)
        assert value.name == "Belonging"
        trail = why_trail(window.journal.pages, f"value:{value.value_id.hex()}")
        assert trail is not None
        assert trail.because[0].words == "with Sam"
        assert "See the value" in (await window.get("/explore/glimpses")).text


async def test_a_glimpse_is_let_go_from_where_it_is_listed(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        called = await written(window)
        await window.post("/explore/glimpse", {"source": f"reflection:{called}", "guess": "Calm"})
        (glimpse,) = glimpses_shown(window.journal.pages)
        assert "Calm" in (await window.get("/explore")).text

        shown = await window.post(f"/explore/glimpses/{glimpse.id.hex()}/let-go", {"here": "/explore/glimpses"})
        assert shown.path == "/explore/glimpses"
        assert glimpses_shown(window.journal.pages) == []


async def test_an_empty_answer_is_refused_and_nothing_is_recorded(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        before = window.journal.pages.count()
        refused = await window.post("/explore/reflect/p.self", {"text": "  "})

        assert refused.status == 422
        assert "Nothing is written here yet. A line is enough." in refused.text
        assert window.journal.pages.count() == before


async def test_a_question_set_aside_keeps_the_words_that_are_there(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/explore/reflect/p.fear/aside", {"why": "too_much", "text": "I began, and"})
        await window.post("/explore/reflect/p.self/aside", {"why": "", "text": ""})

        aside = {one.prompt_id: (one.text, one.aside_because) for one in reflections(window.journal.pages)}
        assert aside == {"p.fear": ("I began, and", "too_much"), "p.self": (None, None)}
        assert quiet_prompts(window.journal.pages, window.app.desk.today()) == {"p.fear"}
        fear = prompt("p.fear")
        assert fear is not None
        questions = await window.get("/explore/reflect")
        assert fear.words not in questions.text
        assert "1 question is quiet for now." in questions.text


async def test_on_a_day_of_low_energy_nothing_tender_is_offered(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        desk = window.app.desk
        desk.keep_settings(msgspec.structs.replace(desk.settings, low_energy=True))

        assert '/explore/reflect/p.ninety"' not in (await window.get("/explore/reflect")).html
        assert '/explore/creative/epitaph"' not in (await window.get("/explore/creative")).html
        assert "<summary>Other ways in" in (await window.get("/explore")).html


async def test_a_part_of_life_that_is_left_out_is_not_asked_about(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([HideDomain(domain="career"), RenameDomain(domain="health", name="My body")])
        await window.journal.record(AddDomain(name="Time off", key="leisure"))

        text = (await window.get("/explore/reflect")).text
        assert "In Career" not in text
        assert "In My body, who do you want to be" in text
        assert "In Time off, who do you want to be" in text


async def test_other_words_are_made_from_the_version_that_was_seen(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        called = await written(window)
        seen = reflections(window.journal.pages)[0].versions[0].event_id.hex()
        await window.journal.record(WriteReflection(reflection=called, text="from elsewhere"))

        shown = await window.post(f"/explore/reflections/{called}/edit", {"text": "from here", "base": seen})
        assert "Two versions" in shown.text
        assert "from elsewhere" in shown.text
        assert "changed a text without seeing each other" in (await window.get("/explore")).text
        assert f'href="/explore/reflections/{called}"' in (await window.get("/conflicts")).html

        settled = await window.post(f"/explore/reflections/{called}/settle", {"keep": "merged", "merged": "from both"})
        assert "Settled" in settled.text
        assert [one.text for one in reflections(window.journal.pages)[0].versions] == ["from both"]


async def test_a_draft_waits_at_its_question_and_goes_when_it_is_kept(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/draft", {"place": "reflect:p.ninety", "text": "half a thought"})
        assert "half a thought" in (await window.get("/explore/reflect/p.ninety")).text

        await window.post("/explore/reflect/p.ninety", {"text": "a whole one", "draft-place": "reflect:p.ninety"})
        assert "half a thought" not in (await window.get("/explore/reflect/p.ninety?go=on")).text


async def test_setting_aside_keeps_what_is_being_typed(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        called = await written(window)
        await window.post("/draft", {"place": f"reflection:{called}", "text": "half a thought"})
        shown = await window.post(f"/explore/reflections/{called}/aside", {"why": "too_much"})

        assert "What you wrote stays" in shown.text
        assert "half a thought" in (await window.get(f"/explore/reflections/{called}/edit")).text
        assert "set aside" in (await window.get(f"/explore/reflections/{called}")).text


async def test_hostile_words_are_shown_as_words(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        asked = Asked(prompt_id="p.evil", version=1, words=f"Why {EVIL}?", lang="en")
        await window.journal.record(StartReflection(asked=asked, text=EVIL, feelings=(EVIL,)))
        called = reflections(window.journal.pages)[0].id.hex()
        await window.post("/explore/glimpse", {"source": f"reflection:{called}", "quote": EVIL, "guess": EVIL})
        await window.post("/explore/creative/letter", {"text": EVIL, "title": EVIL})
        await window.post("/explore/worksheets/w3", {"step": EVIL})
        await window.post("/welcome/start", {"own_words": EVIL})

        for path in (
            f"/explore/reflections/{called}",
            f"/explore/reflections/{called}/edit",
            "/explore",
            "/explore/reflections",
            "/explore/glimpses",
            "/explore/creative",
            "/welcome/start",
        ):
            shown = await window.get(path)
            assert "<img" not in shown.html, path
            assert EVIL in shown.text or "&lt;img" in shown.html, path
