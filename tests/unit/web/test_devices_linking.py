"""Letting a device in by pages: a code there, words here, and nothing shared before they fit."""

from pathlib import Path

from tests.support.web_desk import app_at, window_at, window_of
from tests.support.web_devices import PASSPHRASE, UNLOCKED, code_on, two_devices, until
from whyward.journal.intentions.values import AddValue
from whyward.web.errand import Stage


async def test_a_second_device_comes_in_by_code_and_words_and_gets_the_journal(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        await two.first.journal.record(AddValue(name="Kindness"))

        number = await two.linked()
        await two.level()

        assert "Kindness" in (await two.second.get("/values")).text
        assert two.second.journal.pages.state_hash() == two.first.journal.pages.state_hash()
        listed = await two.first.get("/devices")
        assert "phone" in listed.text
        assert "laptop this device" in listed.text
        assert f"/devices/{number}/remove" in listed.html
        assert "“phone” was let in by “laptop”" in (await two.first.get("/devices/standing")).text


async def test_the_passphrase_is_asked_before_a_code_is_shown(tmp_path: Path) -> None:
    async with two_devices(tmp_path, passphrase=PASSPHRASE) as two:
        asked = await two.first.get("/devices/link")
        assert 'name="passphrase"' in asked.html

        for passphrase in ("", "another one"):
            refused = await two.first.post("/devices/link", {"passphrase": passphrase})
            assert refused.status == 422
            assert 'data-refused-field="passphrase"' in refused.html
        assert two.first.app.desk.linking.stage is Stage.IDLE

        assert code_on(await two.first.post("/devices/link", {"passphrase": PASSPHRASE}))


async def test_wrong_words_let_nobody_in_and_end_it_after_three_tries(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        await two.words(await two.code())
        await until(two.first, "/devices/link", "The four words")
        assert (await two.first.post("/devices/link/words", {"words": " "})).status == 422

        for _ in range(2):
            again = await two.first.post("/devices/link/words", {"words": "one two three four"})
            assert "Those were other words" in again.text
        ended = await two.first.post("/devices/link/words", {"words": "one two three four"})

        assert "did not match three times" in ended.text
        assert "Nothing was shared" in ended.text
        told = await until(two.second, "/welcome/join", "This device is not in yet")
        assert two.url in told.html
        assert not two.second.app.desk.exists
        assert len([one for one in two.first.journal.devices() if not one.is_recovery]) == 1


async def test_a_wrong_code_may_be_typed_again(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        code = await two.code()
        wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
        fields = {"code": wrong, "relay": two.url, **UNLOCKED}
        assert "That code does not fit" in (await two.second.post("/welcome/join", fields)).text
        assert (await two.second.post("/welcome/join/code", {"code": "too short"})).status == 422

        shown = await two.second.post("/welcome/join/code", {"code": code})

        assert "Type these words on the other device" in shown.text


async def test_ending_it_on_either_side_shares_nothing(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        code = await two.code()
        assert "Nothing was shared" in (await two.first.post("/devices/link/stop")).text
        assert code not in (await two.first.get("/devices/link")).html
        fields = {"code": code, "relay": two.url, **UNLOCKED}
        assert "This device is not in yet" in (await two.second.post("/welcome/join", fields)).text

        await two.words(await two.code())
        assert "Nothing was written here" in (await two.second.post("/welcome/join/stop")).text
        assert two.second.app.desk.joining.words == ()
        assert not two.second.app.desk.exists


async def test_a_lock_ends_a_linking_and_forgets_its_code(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        await two.code()

        await two.first.post("/lock")

        linking = two.first.app.desk.linking
        assert (linking.stage, linking.code, linking.goes_on) == (Stage.IDLE, "", False)


async def test_every_step_is_told_to_the_windows(tmp_path: Path) -> None:
    async with two_devices(tmp_path) as two:
        listener = two.first.app.desk.changes.listen(object())
        code = await two.code()
        assert listener.told.is_set()
        listener.told.clear()

        await two.words(code)
        await until(two.first, "/devices/link", "The four words")

        assert listener.told.is_set()


async def test_without_a_relay_linking_leads_to_naming_one(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shown = await window.get("/devices/link")
        assert 'href="/devices/relay"' in shown.html
        assert "This journal has no relay" in (await window.post("/devices/link")).text


async def test_joining_checks_what_was_typed_before_it_begins(tmp_path: Path) -> None:
    async with app_at(tmp_path / "home") as app:
        window = window_of(app)
        assert "Come in from another device" in (await window.get("/welcome?step=join")).text
        good = {"code": "0123-4567-89AB-CDEF-GHJK", "relay": "http://127.0.0.1:1", **UNLOCKED}
        off = {"code": "0123", "relay": "ftp://relay.example", "unlock": "magic"}
        for field, text in off.items():
            refused = await window.post("/welcome/join", good | {field: text})
            assert (refused.status, f'data-refused-field="{field}"' in refused.html) == (422, True), refused.text
        differing = good | {"unlock": "passphrase", "passphrase": "one", "again": "two"}
        assert "The two passphrases differ" in (await window.post("/welcome/join", differing)).text
        assert app.desk.joining.stage is Stage.IDLE

        unreached = await window.post("/welcome/join", good)

        assert "This device is not in yet" in unreached.text
        assert not app.desk.exists


async def test_where_a_journal_is_nobody_joins_another(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert (await window.get("/welcome/join")).path == "/"
        refused = await window.post("/welcome/join", {"code": "", "relay": "", **UNLOCKED})
        assert "There is a journal here already" in refused.text
