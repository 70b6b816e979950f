"""The first session of the README, command by command, as a stranger types it."""

from itertools import pairwise
from pathlib import Path

from tests.support.cli_process import Device, new_device

VALUE = "Authenticity"
WORDS = "I go quiet to keep the peace, and then I am not there."
GOAL = "Say one honest thing this week."


def test_a_stranger_can_follow_the_readme(tmp_path: Path) -> None:
    device = Device(tmp_path / "home")

    founded = device.do("init", "--unlock", "file")
    named = device.do("value", "add", VALUE, "--why", WORDS)
    chosen = device.do("goal", "add", GOAL, "--value", VALUE, "--tiny", "Say it to one person.")
    stepped = device.do("step", GOAL, "--tiny", "-m", "I told Sam that I was tired.")
    why = device.do("why", GOAL)
    today = device.do("today")
    undone = device.do("undo")

    assert founded.out.count("\n") > 10
    assert "24" in founded.out
    assert named.out.startswith("Authenticity is one of your values now. (")
    assert chosen.out.startswith("That is a goal of yours now. (")
    assert stepped.out.startswith("That was a step toward Authenticity. (")
    assert [line.strip() for line in why.out.splitlines()] == [
        f"Goal: {GOAL}",
        "because of",
        f"Value: {VALUE}",
        f"“{WORDS}”",
    ]
    assert today.out.count("\n  - ") <= 3
    assert undone.out.startswith("Taken back: A tiny step")
    assert device.ask("goal", "list")[0]["steps"] == 0


def test_init_prints_the_words_once_and_keeps_them_nowhere(tmp_path: Path) -> None:
    device = Device(tmp_path / "home")

    document = device.ask("init", "--unlock", "file")

    words = document["recovery_words"]
    assert len(words) == 24
    assert set(document) >= {"recovery_words", "space_id", "device_id"}
    for path in device.home.rglob("*"):
        content = path.read_bytes()
        assert not [pair for pair in pairwise(words) if " ".join(pair).encode() in content]
    assert device.run("init", "--unlock", "file").status == 1


def test_every_listing_speaks_json_with_the_fields_of_the_contract(device: Device) -> None:
    values, goals, status = device.ask("value", "list"), device.ask("goal", "list"), device.ask("status")

    assert [value["name"] for value in values] == ["Authenticity", "Kindness"]
    assert all({"id", "name", "status"} <= set(value) for value in values)
    assert all({"id", "statement", "status"} <= set(goal) for goal in goals)
    assert {"state_hash", "device_id", "last_kept", "pending", "alarms"} <= set(status)
    assert status["last_kept"] == 0
    assert status["pending"] == status["recorded"]
    for verb in ("entry", "barrier", "domain", "device", "conflicts"):
        assert isinstance(device.ask(verb, "list"), list)
    assert isinstance(device.ask("timeline"), list)


def test_recording_prints_the_ids_it_made(device: Device) -> None:
    recorded = device.ask("step", "--value", "Kindness", "-m", "I listened.")

    assert len(recorded["id"]) == 32
    assert recorded["events"][0]["kind"] == "step-taken.1"
    assert recorded["events"][0]["about"] == f"step:{recorded['id']}"
    assert device.ask("why", recorded["id"])["ref"] == f"step:{recorded['id']}"


def test_values_can_be_seen_as_they_were(device: Device) -> None:
    assert device.ask("values", "--as-of", "2020-01-01") == []
    assert len(device.ask("values", "--as-of", "2099-01-01")) == 2


def test_a_text_may_come_through_a_pipe(device: Device) -> None:
    recorded = device.do("--json", "write", "-", "--title", "Tea", typed="Zwei Zeilen\nüber Güte\n".encode()).document

    shown = device.ask("entry", "show", recorded["id"])
    assert shown["body"] == "Zwei Zeilen\nüber Güte"


def test_a_passphrase_comes_from_a_file_where_nobody_types(tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text("tea on the steps with noor\n", encoding="utf-8")
    device = Device(tmp_path / "home", {"WHYWARD_PASSPHRASE_FILE": str(secret)})

    device.do("init")
    device.do("value", "add", "Courage")
    secret.write_text("tea on the steps with nora\n", encoding="utf-8")
    wrong = device.run("value", "list")
    alone = Device(device.home).run("value", "list")

    assert (wrong.status, alone.status) == (3, 3)
    assert "that passphrase does not open this journal" in wrong.err
    assert "Your records are safe" in wrong.err
    assert "WHYWARD_PASSPHRASE_FILE" in alone.err
    assert b"tea on the steps" not in b"".join(path.read_bytes() for path in device.home.rglob("*"))


def test_init_without_anybody_there_asks_for_a_choice(tmp_path: Path) -> None:
    ended = Device(tmp_path / "home").run("init")

    assert ended.status == 2
    assert all(choice in ended.err for choice in ("keyring", "file", "passphrase"))
    assert not (tmp_path / "home").exists()


def test_a_system_without_a_keyring_is_told_so(tmp_path: Path) -> None:
    variables = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    ended = Device(tmp_path / "home", variables).run("init", "--unlock", "keyring")

    assert ended.status == 1
    assert "no keyring that works" in ended.err
    assert new_device(tmp_path / "home").ask("status")["recorded"] == 0
