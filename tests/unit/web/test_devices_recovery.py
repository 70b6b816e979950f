"""The 24 words by pages: never asked for, never on a screen, and new ones count once they are on paper."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.support.web_desk import Shown, Window, app_at, window_at, window_of
from tests.support.web_devices import PASSPHRASE, two_devices
from whyward.adapters.home import Lock
from whyward.adapters.rehearsal_file import note_rehearsal
from whyward.journal.errors import Refused
from whyward.journal.key_file import Unlock
from whyward.web.errand import Stage

WRITTEN = {"written": "on"}


def printed(shown: Shown) -> list[str]:
    """Return the words that a printer gets."""
    listed = shown.html.partition('class="print-only words-list"')[2].partition("</ol>")[0]
    return re.findall(r"<li>(.*?)</li>", listed)


async def renewed(window: Window) -> str:
    """Make new words by the pages, and return them."""
    words = printed(await window.post("/recovery/renew"))
    assert len(words) == 24
    done = await window.post("/recovery/renew/written", WRITTEN)
    assert "The new words count now" in done.text
    return " ".join(words)


async def test_the_page_explains_and_asks_for_no_word(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get("/recovery")

        assert "whyward recovery rehearse" in shown.text
        assert "whyward recovery use --folder DIR" in shown.text
        assert "<input" not in shown.html.partition("<main")[2]


async def test_the_page_says_when_these_words_were_last_tried_here(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "They were not tried on this device yet." in (await window.get("/recovery")).text
        members = (await window.journal.status(entry_count=0)).devices
        words = next(one.device_id for one in members if one.is_recovery)

        note_rehearsal(tmp_path / "home", words, date(2026, 3, 4))
        assert "You last tried them here on Mar 4, 2026" in (await window.get("/recovery")).text

        note_rehearsal(tmp_path / "home", window.journal.device_id, date(2026, 3, 4))
        assert "They were not tried on this device yet." in (await window.get("/recovery")).text


async def test_new_words_count_once_they_are_on_paper_and_the_old_ones_no_more(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        before = await renewed(window)
        assert window.journal.trust().rehearse(before).devices

        after = await renewed(window)

        assert window.journal.trust().rehearse(after).devices
        with pytest.raises(Refused, match="replaced by new ones"):
            window.journal.trust().rehearse(before)


async def test_until_the_box_is_ticked_the_old_words_count(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        old = await renewed(window)
        shown = await window.post("/recovery/renew")
        new = " ".join(printed(shown))
        assert (await window.post("/recovery/renew/written")).status == 422
        assert window.app.desk.renewing.stage is Stage.ASKING

        kept = await window.post("/recovery/renew/stop")

        assert "The old words still count" in kept.text
        assert window.journal.trust().rehearse(old).devices
        with pytest.raises(Refused):
            window.journal.trust().rehearse(new)


async def test_the_words_stand_in_nothing_but_what_a_printer_gets_and_are_forgotten(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.post("/recovery/renew")
        words = printed(shown)
        rest = shown.html.replace("".join(f"<li>{word}</li>" for word in words), "")
        assert "print-only" in rest
        assert not any(f"<li>{word}</li>" in rest for word in words)

        await window.post("/lock")

        assert window.app.desk.renewing.words == ()
        await window.app.desk.unlock("")
        assert printed(await window.get("/recovery/renew")) == []


async def test_the_terminal_shows_them_with_their_numbers(tmp_path: Path) -> None:
    told: list[str] = []
    async with app_at(tmp_path / "home") as app:
        app.desk.show_in_terminal = told.append
        await app.desk.found(Lock(Unlock.FILE))
        window = window_of(app)
        words = printed(await window.post("/recovery/renew"))

        shown = await window.post("/recovery/renew/terminal")

        assert "They are in the terminal now" in shown.text
        assert len(told) == 1
        assert [f"{int(number)} {word}" for number, word in re.findall(r"(\d+)\. (\w+)", told[0])] == [
            f"{place} {word}" for place, word in enumerate(words, 1)
        ]


async def test_new_words_ask_for_the_passphrase(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        await app.desk.found(Lock(Unlock.PASSPHRASE, PASSPHRASE))
        window = window_of(app)

        refused = await window.post("/recovery/renew", {"passphrase": "another"})

        assert 'data-refused-field="passphrase"' in refused.html
        assert app.desk.renewing.stage is Stage.IDLE
        assert printed(await window.post("/recovery/renew", {"passphrase": PASSPHRASE}))


async def test_other_devices_are_told_of_new_words(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        await two.linked()
        await two.level()

        await renewed(two.first)
        await two.level()

        assert "“laptop” made new recovery words" in (await two.second.get("/devices/standing")).text


async def test_the_page_for_paper_is_a_pdf(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        made = await window.post("/recovery/kit")

        assert made.html.startswith("%PDF-")
        assert made.headers["Content-Disposition"] == 'attachment; filename="recovery-kit.pdf"'
