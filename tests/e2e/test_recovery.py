"""The recovery words as a person uses them: tried, come back with, replaced, printed; with real processes."""

import json
import stat
from pathlib import Path
from typing import Any

from tests.support.cli_process import DONE, MISUSE, REFUSED, Device
from tests.support.cli_relay import RelayHere


def started(home: Path, relay: RelayHere | None = None) -> tuple[Device, str]:
    """Start a journal with something in it; return its words as one line."""
    device = Device(home)
    options = ("--relay", relay.url) if relay is not None else ()
    words: list[str] = device.ask("init", "--unlock", "file", "--device", "laptop", *options)["recovery_words"]
    device.do("value", "add", "Kindness")
    device.do("write", "Rain, and tea.")
    if relay is not None:
        device.do("sync")
    return device, " ".join(words)


def last(out: str) -> Any:  # noqa: ANN401  # any document: the test looks into it
    """Return the last document of several lines."""
    return json.loads(out.splitlines()[-1])


def test_the_words_and_an_address_bring_a_journal_back(relay: RelayHere, tmp_path: Path) -> None:
    lost, words = started(tmp_path / "lost", relay)
    new = Device(tmp_path / "new")

    back = new.do(
        "--json", "recovery", "use", "--relay", relay.url, "--unlock", "file", typed=f"{words}\nyes\n".encode()
    )

    found, said = (json.loads(line) for line in back.out.splitlines())
    assert (found["entries"], found["records"] >= 2, found["devices"]) == (1, True, 1)
    assert said["recovered"]
    assert said["state_hash"] == lost.ask("status")["state_hash"]
    assert words.split()[0] not in back.out
    new.do("write", "Back again.")
    new.do("sync")
    lost.do("sync")
    assert [alarm["code"] for alarm in lost.ask("status")["alarms"]] == ["recovery-used"]
    assert "let in by the recovery words" in lost.do("status").out


def test_a_no_changes_nothing(relay: RelayHere, tmp_path: Path) -> None:
    lost, words = started(tmp_path / "lost", relay)

    ended = Device(tmp_path / "new").run(
        "recovery", "use", "--relay", relay.url, "--unlock", "file", typed=f"{words}\nno\n".encode()
    )

    assert ended.status == REFUSED
    assert "Traceback" not in ended.err
    assert len(lost.ask("device", "list")) == 2
    assert not (tmp_path / "new" / "journal.db").exists()


def test_a_folder_is_enough_to_come_back_from(tmp_path: Path) -> None:
    """No relay ever existed; a stick holds the journal."""
    stick = tmp_path / "stick"
    stick.mkdir()
    lost, words = started(tmp_path / "lost")
    lost.do("sync", "--folder", str(stick))
    new = Device(tmp_path / "new")

    command = ("--json", "recovery", "use", "--folder", str(stick), "--unlock", "file")
    back = new.do(*command, typed=f"{words}\nyes\n".encode())

    assert last(back.out)["state_hash"] == lost.ask("status")["state_hash"]
    new.do("value", "add", "Rest")
    new.do("sync", "--folder", str(stick))
    lost.do("sync", "--folder", str(stick))
    assert {value["name"] for value in lost.ask("value", "list")} == {"Kindness", "Rest"}


def test_words_are_tried_without_changing_anything(tmp_path: Path) -> None:
    device, words = started(tmp_path / "here")
    before = device.ask("status")["state_hash"]

    tried = device.do("--json", "recovery", "rehearse", typed=f"  {words.upper()} \n".encode()).document

    assert tried["open"]
    assert device.ask("status")["state_hash"] == before
    noted = json.loads((tmp_path / "here" / "rehearsal.json").read_bytes())
    assert noted.keys() == {"words", "on"}
    assert bytes.fromhex(noted["words"]), "a number, and no word"


def test_a_mistyped_word_is_named_by_its_place_with_the_nearest_one(tmp_path: Path) -> None:
    device, words = started(tmp_path / "here")
    spelt = words.split()
    wrong = [*spelt[:4], spelt[4] + "q", *spelt[5:]]

    ended = device.run("recovery", "rehearse", typed=" ".join(wrong).encode() + b"\n")

    assert ended.status == MISUSE
    assert "word 5" in ended.err
    assert spelt[4] in ended.err
    assert not set(spelt[5:]) - {spelt[4]} & set(ended.err.split()) or spelt[0] not in ended.err


def test_new_words_replace_the_old_ones(relay: RelayHere, tmp_path: Path) -> None:
    device, words = started(tmp_path / "here", relay)

    renewed = device.do("--json", "recovery", "renew", typed=b"yes\n")

    fresh = " ".join(json.loads(renewed.out.splitlines()[0])["recovery_words"])
    assert last(renewed.out)["renewed"]
    assert device.run("recovery", "rehearse", typed=f"{words}\n".encode()).status == REFUSED
    assert device.run("recovery", "rehearse", typed=f"{fresh}\n".encode()).status == DONE
    refused = Device(tmp_path / "old").run(
        "recovery", "use", "--relay", relay.url, "--unlock", "file", typed=f"{words}\nyes\n".encode()
    )
    assert refused.status == REFUSED


def test_new_words_that_were_not_written_down_do_not_count(tmp_path: Path) -> None:
    """A person is asked for three of them; a wrong answer leaves the old ones."""
    device, words = started(tmp_path / "here")

    ended = device.run("recovery", "renew", typed=b"zebra\n")

    assert ended.status == REFUSED
    assert device.run("recovery", "rehearse", typed=f"{words}\n".encode()).status == DONE


def test_the_page_to_print_holds_no_word_unless_asked(relay: RelayHere, tmp_path: Path) -> None:
    device, words = started(tmp_path / "here", relay)
    blank, full = tmp_path / "blank.pdf", tmp_path / "full.pdf"

    device.do("recovery", "print", str(blank))
    device.do("recovery", "print", str(full), "--with-words", "--words-as-code", typed=f"{words}\n".encode())

    for page in (blank, full):
        assert page.read_bytes().startswith(b"%PDF")
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert len(full.read_bytes()) > len(blank.read_bytes())
    again = device.run("recovery", "print", str(blank))
    assert again.status == REFUSED
    assert device.run("recovery", "print", str(tmp_path / "x.pdf"), "--words-as-code").status == MISUSE
