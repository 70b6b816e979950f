"""The way in: a fresh device, unlocking, locking, and where a page that was asked for leads afterwards."""

from pathlib import Path

from tests.support.web_desk import app_at, window_at, window_of

SECRET = {"unlock": "passphrase", "passphrase": "several good words", "again": "several good words"}


async def test_a_fresh_device_is_led_from_what_stays_where_to_its_words(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        window = window_of(app)
        assert "What stays where" in (await window.get("/")).text
        assert "Is this device safe for you?" in (await window.get("/welcome?step=safe")).text

        made = await window.post("/welcome", SECRET)

        assert made.path == "/welcome/words"
        assert len(app.desk.arrival.words) == 24
        assert (await window.post("/welcome/words", {})).status == 422
        assert (await window.post("/welcome/words", {"written": "on"})).path == "/beginning"
        assert app.desk.arrival.words == ()


async def test_recovery_words_stand_in_nothing_but_what_a_printer_gets(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        window = window_of(app)
        words = (await window.post("/welcome", SECRET)).html
        listed = "".join(f"<li>{word}</li>" for word in app.desk.arrival.words)

        assert f'<ol class="print-only words-list">{listed}</ol>' in words
        assert (
            "<input"
            not in words.partition('<form method="post" action="/welcome/words" data-no-print>')[0].partition(
                "print-only"
            )[2]
        )


async def test_two_passphrases_that_differ_make_nothing(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        refused = await window_of(app).post("/welcome", SECRET | {"again": "another"})

        assert refused.status == 422
        assert "The two passphrases differ" in refused.text
        assert not app.desk.exists


async def test_locked_pages_lead_to_unlocking_and_back(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        window = window_of(app)
        await window.post("/welcome", SECRET)
        assert (await window.post("/lock")).path == "/unlock"

        asked = await window.get("/journal?words=calm")
        assert asked.path == "/unlock?then=%2Fjournal%3Fwords%3Dcalm"
        assert (await window.post("/unlock", {"passphrase": "wrong"})).status == 423
        assert not app.desk.is_open
        back = await window.post("/unlock", {"passphrase": SECRET["passphrase"], "then": "/journal?words=calm"})
        assert back.path == "/journal?words=calm"


async def test_nothing_is_said_of_a_lost_passphrase_where_there_is_none(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "Lost it?" not in (await window.post("/lock")).text
    async with app_at(tmp_path / "other") as app:
        window = window_of(app)
        await window.post("/welcome", SECRET)
        await window.post("/lock")
        assert "Lost it?" in (await window.get("/unlock")).text


async def test_unlocking_leads_nowhere_outside(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        window = window_of(app)
        await window.post("/welcome", SECRET)
        for away in ("//evil.example/", "https://evil.example/", "/\\evil.example", "/unlock"):
            await window.post("/lock")
            back = await window.post("/unlock", {"passphrase": SECRET["passphrase"], "then": away})
            assert back.path == "/"


async def test_a_form_that_is_sent_to_a_locked_journal_says_so_and_does_nothing(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.app.desk.lock()

        refused = await window.post("/undo")

        assert refused.status == 423
        assert "kept as a draft" in refused.text


async def test_from_what_is_shown_while_locked_unlocking_is_one_press_away(tmp_path: Path) -> None:
    link = '<a class="button second small" href="/unlock">'
    async with app_at(tmp_path / "home") as app:
        window = window_of(app)
        assert link not in (await window.get("/keys")).html
        await window.post("/welcome", SECRET)
        await window.post("/welcome/words", {"later": "yes"})
        assert link not in (await window.get("/keys")).html
        await window.post("/lock")

        for path in ("/keys", "/about", "/accessibility", "/help-now"):
            assert link in (await window.get(path)).html, path
        assert link not in (await window.get("/unlock")).html
