"""Devices by pages: what each is called, how it stands with the relay, alarms with a next step, shutting one out."""

from pathlib import Path

import pytest

from tests.support.cli_relay import nobody
from tests.support.relay_running import running_relay
from tests.support.web_desk import window_at
from tests.support.web_devices import PASSPHRASE, Two, two_devices
from tests.support.web_shares import two_desks
from whyward.journal.errors import JournalError
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.values import AddValue
from whyward.journal.journal import Journal
from whyward.journal.lateness import take_late
from whyward.journal.log import Log
from whyward.protocol.errors import Code
from whyward.relay.admission import add_invite, invite_token
from whyward.relay.config import RelayConfig

HOSTILE = "<img src=x onerror=alert(1)>"


def log_of(journal: Journal) -> Log:
    """Return the log behind a journal, to put into it what no page can."""
    log: Log = journal.__dict__["_log"]
    return log


async def test_the_only_device_is_this_one_and_the_words_stand_beside_it(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get("/devices")

        assert "A device without a name this device" in shown.text
        assert "The 24 recovery words" in shown.text
        assert "everything stays on this device" in shown.text
        assert "/remove" not in shown.html


async def test_a_device_is_renamed_and_a_hostile_name_is_text(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert (await window.post("/devices/this/rename", {"name": "  "})).status == 422

        shown = await window.post("/devices/this/rename", {"name": HOSTILE})

        assert shown.path == "/devices"
        assert HOSTILE in shown.text
        for path in ("/devices", "/devices/this", "/devices/standing"):
            assert "<img" not in (await window.get(path)).html
        await window.post("/undo")
        assert "without a name" in (await window.get("/devices")).text


async def test_a_number_that_no_device_has_is_refused_kindly(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        kit = next(one for one in window.journal.devices() if one.is_recovery).device_id.hex()
        for called in ("00", kit):
            assert "No device of yours goes by that" in (await window.get(f"/devices/{called}")).text
            assert (await window.post(f"/devices/{called}/remove", {"typed": called[:8]})).status == 422


async def test_shutting_out_asks_for_the_name_and_the_passphrase_and_says_what_stays(tmp_path: Path) -> None:
    async with two_devices(tmp_path, passphrase=PASSPHRASE) as two:
        number = await two.linked(PASSPHRASE)
        await two.level()
        path = f"/devices/{number}/remove"
        asked = await two.first.get(path)
        for told in ("You need not say why", "one signed statement", "already stays readable there", "phone"):
            assert told in asked.text

        wrong = {"typed": "laptop", "passphrase": PASSPHRASE}
        assert 'data-refused-field="typed"' in (await two.first.post(path, wrong)).html
        wrong = {"typed": "Phone", "passphrase": "another"}
        assert 'data-refused-field="passphrase"' in (await two.first.post(path, wrong)).html
        assert len(two.first.journal.devices()) == 3

        done = await two.first.post(path, {"typed": "Phone", "passphrase": PASSPHRASE})

        assert "phone is shut out. What it has read already, it has read." in done.text
        assert f"/devices/{number}" not in done.html
        assert "“phone” was shut out by “laptop”" in (await two.first.get("/devices/standing")).text
        with pytest.raises(JournalError):
            await two.second.journal.sync()
        told = (await two.second.get("/devices")).text
        assert "another of your devices shut this one out" in told
        assert "whyward device list" not in told


async def test_a_device_does_not_shut_itself_out(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        me = window.journal.device_id.hex()
        assert (await window.get(f"/devices/{me}/remove")).path == "/devices/this"
        refused = await window.post(f"/devices/{me}/remove", {"typed": me[:8]})
        assert "A device does not shut itself out" in refused.text


async def test_where_entries_are_is_told_step_by_step(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        await two.linked()
        await two.first.journal.record(WriteEntry(body="Rain.", title="Morning"))
        await two.level()
        await two.second.journal.record(AddValue(name="Rest"))
        await two.level()

        here = await two.first.get("/devices/standing")
        there = await two.second.get("/devices/standing")

        assert "Morning on this device kept by the relay read by phone" in here.text
        assert "Morning written on laptop on this device" in there.text
        digest = here.html.partition('class="words-shown six"')[2].partition("</ol>")[0]
        assert digest.count("<li>") == 6
        assert digest == there.html.partition('class="words-shown six"')[2].partition("</ol>")[0]


@pytest.mark.parametrize(
    ("code", "told", "leads_to"),
    [
        (Code.RECOVERY_USED, "shut that device out, and then make new words", "/recovery/renew"),
        (Code.FORKED, "Compare the six words on your devices", "/devices/standing"),
        (Code.WITHHELD, "The relay has not handed over everything", "/devices/relay"),
        (Code.BAD_SIGNATURE, "nothing of it was merged", "/devices/aside"),
    ],
)
async def test_an_alarm_says_what_it_means_and_leads_on(tmp_path: Path, code: Code, told: str, leads_to: str) -> None:
    async with window_at(tmp_path / "home") as window:
        async with log_of(window.journal).store.turn() as turn:
            await turn.raise_alarm(code, b"", 1_800_000_000_000)

        shown = await window.get("/devices")

        alarm = shown.html.partition('class="card alarm"')[2].partition("</section>")[0]
        assert told in alarm
        assert code.value in alarm
        assert f'href="{leads_to}"' in alarm
        assert "`" not in alarm


async def test_a_relay_is_named_kept_and_synced_with(tmp_path: Path) -> None:
    config = RelayConfig(port=0, data=str(tmp_path / "relay.sqlite3"))
    async with running_relay(config) as relay, window_at(tmp_path / "home") as window:
        assert "This journal has no relay" in (await window.post("/devices/sync")).text
        for address in ("", "relay", "http://relay.example"):
            refused = await window.post("/devices/relay", {"relay": address})
            assert 'data-refused-field="relay"' in refused.html
        await window.journal.record(AddValue(name="Rest"))

        named = await window.post("/devices/relay", {"relay": relay.at.url})

        assert "This device is in step with that relay" in named.text
        assert "It has kept everything that was recorded here" in named.text
        assert "In step with the relay: 0 sent, 0 received." in (await window.post("/devices/sync")).text
        assert "all of them" in (await window.get("/devices/standing")).text


async def test_a_relay_out_of_reach_is_kept_and_said(tmp_path: Path) -> None:
    with nobody() as url:
        async with window_at(tmp_path / "home") as window:
            named = await window.post("/devices/relay", {"relay": url})

            assert "The address is kept. For now: the relay is out of reach." in named.text
            assert (await window.journal.status()).relay == url
            assert "The relay is out of reach." in (await window.post("/devices/sync")).text


async def test_an_invite_is_handed_to_the_relay(tmp_path: Path) -> None:
    config = RelayConfig(port=0, data=str(tmp_path / "relay.sqlite3"), admission="invite")
    token = invite_token(bytes(32))
    add_invite(Path(config.invites_path), token)
    async with running_relay(config) as relay, window_at(tmp_path / "home") as window:
        without = await window.post("/devices/relay", {"relay": relay.at.url})
        assert "by invite only" in without.text

        invited = await window.post("/devices/relay", {"relay": relay.at.url, "invite": f" {token} "})

        assert "This device is in step with that relay" in invited.text


async def test_what_came_too_late_is_looked_at_and_taken_over(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        number = await _late(two)

        listed = await two.first.get("/devices/aside")
        assert "recorded after the device was shut out; you can take it over" in listed.text
        looked = await two.first.get(f"/devices/aside?look={number}")
        assert "Late but kind" in looked.text
        assert "Late but kind" not in (await two.first.get("/values")).text

        taken = await two.first.post("/devices/aside/take", {"device": number})

        assert "taken over. All your devices get" in taken.text
        assert "Nothing is set aside" in taken.text
        assert "Late but kind" in (await two.first.get("/values")).text
        again = await two.first.post("/devices/aside/take", {"device": number})
        assert "Nothing of that device waits to be looked at" in again.text


async def test_whose_devices_read_something_stands_on_the_page(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        assert "Who else reads something" not in (await pair.owner.get("/devices")).text
        await pair.met()
        await pair.granted()

        shown = await pair.owner.get("/devices")

        assert "Who else reads something" in shown.text
        assert f'href="/share/{pair.share}"' in shown.html


async def _late(two: Two) -> str:
    """Let the second device record what comes after its removal, in a copy that a third party hands over."""
    number = await two.linked()
    await two.level()
    first, second = two.first.journal, two.second.journal
    watch = two.second.app.desk.watch
    assert watch is not None
    await watch.stop()
    await second.record(AddValue(name="Late but kind"))
    cut = log_of(first).pages.heads[second.device_id]
    stored = await log_of(second).store.page(second.device_id, cut.n + 1, segments_max=9)
    await two.first.post(f"/devices/{number}/remove", {"typed": "phone"})
    log = log_of(first)
    async with log.store.turn() as turn:
        run = [item.segment for item in stored]
        assert await take_late(turn, second.device_id, run, log.control, log.world.crypto.check)
    return number
