"""Hard times and reminders from the command line, as real processes: what is there before unlock, and what never is."""

import json
from pathlib import Path

from icalendar import Calendar

from tests.support.cli_process import LOCKED, MISUSE, REFUSED, Device

PERSON, NUMBER = "Anna Blume", "0123 456789"


def test_help_now_needs_no_journal_no_secret_and_leaves_no_trace(tmp_path: Path) -> None:
    device = Device(tmp_path / "home")
    shown = device.do("help-now")
    one = device.ask("help-now", "GB")

    assert shown.err == ""
    assert shown.out.index("danger") < shown.out.index("Helplines") < shown.out.index("findahelpline.com")
    assert "988" in shown.out
    assert "116 123" in shown.out
    assert [region["region"] for region in one["emergency"]] == ["gb"]
    assert {line["region"] for line in one["lines"]} == {"gb"}
    assert not (tmp_path / "home").exists()


def test_help_now_records_nothing_and_writes_nothing(device: Device) -> None:
    before = device.ask("status")
    files = {path: path.stat().st_mtime_ns for path in device.home.rglob("*")}
    device.do("help-now")
    device.do("--json", "help-now")

    assert {path: path.stat().st_mtime_ns for path in device.home.rglob("*")} == files
    assert device.ask("status")["state_hash"] == before["state_hash"]


def test_a_plan_is_shown_before_unlock_only_if_wanted_and_no_longer_when_not(device: Device) -> None:
    device.do("support", "edit", "people-to-ask", f"{PERSON}: {NUMBER}")
    device.do("support", "edit", "reasons", typed=b"The sea\nand the dog\n")
    device.do("support", "region", "ie")
    assert PERSON not in device.do("help-now").out
    asked = device.run("support", "show-before-unlock", "on")
    assert asked.status == REFUSED
    assert "readable" in asked.err or "can then read" in asked.err
    assert not (device.home / "help.json").exists()

    device.do("support", "show-before-unlock", "on", "--agree")
    locked = Device(device.home, {"WHYWARD_PASSPHRASE_FILE": "/dev/null"})
    found = locked.do("help-now").out
    assert found.index("danger") < found.index(PERSON) < found.index("Samaritans")
    assert NUMBER in found
    assert "988" not in found
    assert "The sea" not in (device.home / "help.json").read_text()
    device.do("support", "edit", "people-to-ask", "Ben")
    assert PERSON not in device.do("help-now").out
    device.do("undo")
    assert PERSON in device.do("help-now").out
    device.do("support", "edit", "people-to-ask", "Ben")
    assert device.ask("support", "consents")[0]["withdrawn_on"] is None

    device.do("support", "show-before-unlock", "off")
    assert not (device.home / "help.json").exists()
    assert device.ask("support", "consents")[0]["withdrawn_on"] is not None
    assert device.run("support", "show-before-unlock", "off").status == REFUSED
    plan = device.ask("support", "show")
    assert plan["plan"]["reasons"] == "The sea\nand the dog"
    assert (plan["region"], plan["shown_before_unlock"]) == ("ie", False)


def test_a_plan_has_its_parts_and_lines_of_ones_own(device: Device) -> None:
    assert device.run("support", "edit", "mood", "x").status == MISUSE
    device.do("support", "edit", "early-signs", "I stop answering", "I sleep by day")
    line = device.ask("support", "line", "add", "Night line", "--phone", "123", "--hours", "from ten")
    assert [one["name"] for one in device.ask("support", "line", "list")] == ["Night line"]
    shown = device.do("support").out
    assert "  I stop answering\n  I sleep by day" in shown
    assert "[what-helps-me]" in shown

    device.do("support", "line", "remove", line["id"][:8])
    assert device.ask("support", "line", "list") == []
    device.do("support", "edit", "early-signs", "")
    assert device.ask("support", "show")["plan"]["early_signs"] == []
    assert {"code": "nz", "name": "New Zealand", "chosen": False} in device.ask("support", "region")


def test_reminders_are_set_listed_rested_and_written_for_a_calendar(device: Device, tmp_path: Path) -> None:
    assert "off unless you want one" in device.do("remind").out
    reminder = device.ask("remind", "add", "23:59", "Breathe, Anna", "--every", "day", "--about", "Authenticity")["id"]
    (shown,) = device.ask("remind", "list")
    assert (shown["text"], shown["shown"], shown["about_name"]) == ("Breathe, Anna", "A moment for you", "Authenticity")
    assert isinstance(device.ask("remind", "due"), list)

    file = tmp_path / "mine.ics"
    device.do("remind", "ics", str(file))
    (event,) = Calendar.from_ical(file.read_bytes()).events
    assert str(event["summary"]) == "A moment for you"
    assert b"Anna" not in file.read_bytes()
    assert device.run("remind", "ics", str(file)).status == REFUSED
    assert device.do("remind", "ics", "-").out.startswith("BEGIN:VCALENDAR")

    device.do("remind", "change", reminder[:8], "--at", "23:58", "--every", "mon,thu", "--show-text")
    assert device.ask("remind", "list")[0]["rhythm"] == "every Monday and Thursday"
    device.do("remind", "pause")
    assert "at rest" in device.do("remind", "list").out
    assert device.run("remind", "ics", "-").status == REFUSED
    device.do("remind", "resume")
    device.do("remind", "remove", reminder)
    assert device.ask("remind", "list") == []
    device.do("undo")
    assert len(device.ask("remind", "list")) == 1


def test_an_entry_is_linked_and_given_a_star(device: Device) -> None:
    entry = device.ask("entry", "list")[0]["id"]
    device.do("entry", "link", entry, "Authenticity")
    device.do("entry", "link", entry, "domain:health")
    device.do("entry", "star", entry)
    (shown,) = device.ask("entry", "list", "--starred")
    assert set(shown["values"]) == {"Kindness", "Authenticity"}
    assert (shown["about"], shown["starred"]) == (["Health"], True)

    device.do("entry", "unlink", entry, "Kindness")
    device.do("entry", "star", entry, "--off")
    assert device.ask("entry", "list", "--starred") == []
    assert device.ask("entry", "show", entry)["values"] == ["Authenticity"]
    assert device.run("entry", "unlink", entry, "Kindness").status == REFUSED


def test_what_a_plan_says_is_nowhere_in_the_folder_unless_it_is_shown_before_unlock(device: Device) -> None:
    device.do("support", "edit", "instructions", "Ring the clinic by the harbour")
    device.do("remind", "add", "23:59", "the harbour", "--every", "day")

    for path in device.home.rglob("*"):
        if path.is_file():
            assert b"harbour" not in path.read_bytes()
    wrong = Device(device.home.parent / "none")
    assert wrong.run("support", "show").status in {REFUSED, LOCKED}
    assert json.loads(wrong.run("--json", "support", "show").err)["exit_status"] in {REFUSED, LOCKED}
