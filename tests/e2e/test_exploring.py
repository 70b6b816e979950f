"""Exploring from the command line, as a person types it: a question, a phrase, a value; worksheets and pieces."""

from pathlib import Path

from tests.support.cli_process import MISUSE, REFUSED, Device, new_device, pair
from tests.support.cli_relay import RelayHere


def test_a_question_leads_to_a_phrase_and_the_phrase_to_a_value(device: Device) -> None:
    asked = device.ask("reflect")
    kept = device.ask("reflect", asked["id"], "In the garden with Sam, saying little.", "--feeling", "calm")
    marked = device.ask("reflect", "glimpse", kept["id"], "--quote", "with Sam", "--as", "Belonging")
    named = device.ask("reflect", "keep", marked["id"], "--why", "Being with people I like.")

    assert asked["words"] == "When do you feel most like yourself?"
    assert [one["kind"] for one in kept["events"]] == ["reflection-started.1", "reflection-written.1"]
    assert device.ask("reflect")["id"] != asked["id"]
    trail = device.ask("why", named["id"])
    (glimpse,) = trail["because"]
    (reflection,) = glimpse["because"]
    assert (trail["title"], glimpse["words"], reflection["title"]) == ("Belonging", "with Sam", asked["words"])
    assert device.ask("reflect", "glimpses")[0]["value_id"] == named["id"]
    shown = device.do("reflect", "show", kept["id"][:8]).out
    assert "calm" in shown
    assert "Belonging: “with Sam”" in shown


def test_looking_at_questions_records_nothing(device: Device) -> None:
    before = device.ask("status")["recorded"]
    tender = device.do("reflect", "ninety").out
    device.do("reflect")
    device.do("reflect", "questions")

    assert "A gentler one: whyward reflect p.ninety.soft" in tender
    assert device.ask("status")["recorded"] == before


def test_a_question_that_is_too_much_is_not_offered(device: Device) -> None:
    device.do("reflect", "p.self", "--too-much")
    device.do("reflect", "fear", "--not-now")

    offered = [one["id"] for one in device.ask("reflect", "questions")]
    assert "p.self" not in offered
    assert "p.fear" in offered
    assert device.do("reflect", "list").out.count("Set aside.") == 2
    assert device.run("reflect", "--too-much").status == MISUSE
    assert device.run("reflect", "p.nothing").status == REFUSED


def test_words_are_changed_set_aside_and_taken_back(device: Device) -> None:
    kept = device.ask("reflect", "p.small", "Tea.")["id"]
    device.do("reflect", "revise", kept, "-", typed=b"Tea,\nand a wave.\n")
    device.do("reflect", "set-aside", kept)

    (shown,) = device.ask("reflect", "list")
    assert (shown["text"], shown["aside"]) == ("Tea,\nand a wave.", True)
    device.do("undo")
    device.do("undo")
    (shown,) = device.ask("reflect", "list")
    assert (shown["text"], shown["aside"]) == ("Tea.", False)


def test_a_glimpse_may_be_let_go(device: Device) -> None:
    kept = device.ask("reflect", "p.small", "Tea.")["id"]
    marked = device.ask("reflect", "glimpse", kept, "--as", "Kindness")["id"]
    device.do("reflect", "let-go", marked)

    assert device.ask("reflect", "glimpses") == []
    assert device.run("reflect", "let-go", marked).status == REFUSED


def test_a_worksheet_is_printed_filled_and_changed(device: Device) -> None:
    blank = device.do("worksheet", "print", "w3").out
    filled = device.ask(
        "worksheet", "fill", "w3", "--answer", "value=Kindness", "--answer", "step=Call Sam", "--answer", "confidence=7"
    )["id"]
    device.do("worksheet", "revise", filled, "--answer", "step=Call Sam on Sunday", "--answer", "confidence=")

    assert "Its two-minute version  (tiny)" in blank
    shown = device.ask("worksheet", "show", filled)
    assert [(one["field"], one["said"]) for one in shown["answers"]] == [
        ("value", "Kindness"),
        ("step", "Call Sam on Sunday"),
    ]
    assert "Call Sam on Sunday" in device.do("worksheet", "print", filled[:8]).out
    assert len(device.ask("worksheet", "list")) == 10
    assert [one["id"] for one in device.ask("worksheet", "list", "--filled")] == [filled]


def test_a_worksheet_refuses_what_does_not_fit(device: Device) -> None:
    for answer in ("moon=1", "step", "confidence=11", "confidence=7.5", "confidence=much"):
        assert device.run("worksheet", "fill", "w3", "--answer", answer).status == MISUSE
    assert device.run("worksheet", "fill", "w3", "--answer", "value=Nobody").status == REFUSED
    assert device.run("worksheet", "fill", "w2", "--answer", "career=often").status == MISUSE
    assert device.run("worksheet", "fill", "w11").status == REFUSED
    assert device.run("worksheet", "fill").status == MISUSE
    assert device.ask("worksheet", "list", "--filled") == []


def test_a_piece_is_made_from_an_exercise(device: Device) -> None:
    exercise = device.ask("creative", "exercises", "letter")
    made = device.ask("creative", "make", exercise["exercise"], "Dear me.", "--title", "To me", "--value", "Kindness")
    device.do("creative", "revise", made["id"], "Dear me, rest.")

    (piece,) = device.ask("creative", "list")
    assert (piece["title"], piece["text"], piece["values"]) == ("To me", "Dear me, rest.", ["Kindness"])
    assert "Dear me, rest." in device.do("creative", "show", "To me").out
    assert device.run("creative", "make", "opera", "La").status == MISUSE


def test_words_that_two_devices_changed_apart_wait_until_they_are_settled(relay: RelayHere, tmp_path: Path) -> None:
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    reflection = laptop.ask("reflect", "p.small", "Tea.")["id"]
    piece = laptop.ask("creative", "make", "poem", "Rain.")["id"]
    phone = pair(laptop, tmp_path / "phone", relay.url)
    for device in (laptop, phone):
        device.do("sync")
    for device, words in ((laptop, "with Noor"), (phone, "and rain")):
        device.do("reflect", "revise", reflection, words)
        device.do("creative", "revise", piece, words)
    for device in (laptop, phone, laptop):
        device.do("sync")

    waiting = laptop.ask("conflicts")
    assert [(one["noun"], one["id"]) for one in waiting] == [("reflection", reflection), ("creative", piece)]
    listed = laptop.do("conflicts", "list").out
    assert all(words in listed for words in ("with Noor", "and rain", f"reflection:{reflection[:8]}"))
    assert "Both are kept." in laptop.do("reflect", "show", reflection).out

    laptop.do("conflicts", "settle", f"reflection:{reflection[:8]}", "--text", "with Noor, and rain")
    laptop.do("conflicts", "settle", piece, "--keep", "2")
    for device in (laptop, phone):
        device.do("sync")
    assert phone.ask("conflicts") == []
    assert phone.ask("reflect", "list")[0]["text"] == "with Noor, and rain"
    assert phone.ask("status")["state_hash"] == laptop.ask("status")["state_hash"]


def test_what_was_written_anywhere_is_found_by_a_word_of_it(device: Device) -> None:
    reflection = device.ask("reflect", "p.small", "Tea in the garden.")["id"]
    entry = device.ask("write", "The Garden was wet.")["id"]
    before = device.ask("status")["recorded"]

    hits = device.ask("search", "gard")

    assert [(one["noun"], one["id"]) for one in hits] == [("entry", entry), ("reflection", reflection)]
    assert hits[1]["passage"] == "Tea in the garden."
    assert "Answer to a question" in device.do("search", "tea", "garden").out
    assert "Nothing that you wrote" in device.do("search", "zebra").out
    assert device.ask("search", "zebra") == []
    assert device.ask("status")["recorded"] == before
