"""Sharing as two people do it, by commands, over a real relay: from the link to the last word."""

import json
from pathlib import Path

import pytest

from tests.support.cli_process import DONE, MISUSE, REFUSED
from tests.support.cli_relay import RelayHere
from tests.support.cli_shares import ALL_SIX, FROM, GOAL, WHO, accept, asked, confirm, invite, meet, sharing, two_people


def test_what_the_preview_shows_is_what_arrives_and_follows_the_person(relay: RelayHere, tmp_path: Path) -> None:
    pair = two_people(tmp_path, relay.url)
    meet(pair)
    preview = pair.owner.ask("share", "preview", WHO, "--goal", GOAL)
    assert preview["goals"][0]["goal"]["statement"] == GOAL
    assert [one["key"] for one in preview["sentences"]] == ["choice", "preview", "pace", "copies", "law", "stop"]
    assert "Kept for ten years." in preview["sentences"][3]["text"]

    pair.grant()

    page = pair.page()
    assert [one["goal"] for one in page["goals"]] == [one["goal"] for one in preview["goals"]]
    assert page["may"] == preview["may"] == ["read", "comment"]
    assert page["ends"] == preview["ends"]
    pair.owner.do("step", GOAL, "--all", "-m", "Ada called back.")
    pair.sync()
    later = pair.page()["goals"][0]
    assert later["goal"]["progress"]["steps"] == 2
    assert "Ada" not in json.dumps(later)
    assert [change["text"] for line in later["story"] for change in line["changes"]] == ["First shown", "1 more step"]


def test_nothing_is_shown_before_the_words_were_right_and_the_six_were_ticked(relay: RelayHere, tmp_path: Path) -> None:
    pair = two_people(tmp_path, relay.url)
    words = accept(pair.guest, invite(pair))
    early = pair.owner.run("share", "grant", WHO, "--goal", GOAL, *ALL_SIX)
    assert early.status == REFUSED
    assert "made sure of each other" in early.err
    assert confirm(pair.owner, words).status == DONE

    for agreed in ((), ("--i-agree", "1,2,3,4,5"), ("--i-agree", "all"), ("--i-agree", "1,2,3,4,5,5")):
        ended = pair.owner.run("share", "grant", WHO, "--goal", GOAL, *agreed)
        assert ended.status == MISUSE, agreed
    pair.sync()

    (client,) = pair.guest.ask("practice", "list")
    assert client["state"] == "waiting"
    assert pair.guest.ask("practice", "show", client["space_id"][:8])["goals"] == []
    assert pair.owner.ask("share", "list")[0]["state"] == "verified"


def test_a_comment_a_reply_and_an_idea_that_becomes_a_goal_in_own_words(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url, "--may", "comment", "--may", "propose")
    pair.guest.do("practice", "comment", FROM, "I am glad.", "--about", "Call a")
    pair.guest.do("practice", "propose", FROM, "Say no once.", "--value", "Courage", "--step", "to Sam")
    pair.sync(pair.guest, pair.owner)

    inbox = pair.owner.ask("inbox")
    comment, idea = inbox["comments"][0], inbox["proposals"][0]["proposal"]
    assert (comment["name"], comment["comment"]["text"], comment["about"]) == (WHO, "I am glad.", GOAL)
    assert (idea["statement"], idea["value"], idea["steps"]) == ("Say no once.", "Courage", ["to Sam"])
    assert "Say no once." not in pair.owner.do("--json", "goal", "list").out
    pair.owner.do("inbox", "reply", comment["comment"]["id"][:8], "So am I.")
    pair.owner.do("inbox", "accept", idea["id"][:8], "--statement", "Say no to one thing.")
    pair.owner.do("inbox", "put-away", comment["comment"]["id"][:8])
    pair.sync()

    written = pair.page()["written"]
    assert [reply["text"] for reply in written["comments"][0]["replies"]] == ["So am I."]
    assert written["proposals"][0]["answer"] == "changed"
    assert {goal["statement"] for goal in pair.owner.ask("goal", "list")} == {GOAL, "Say no to one thing."}
    left = pair.owner.ask("inbox")
    assert (left["comments"], left["proposals"]) == ([], [])


def test_an_idea_that_is_left_is_left_in_silence_unless_the_person_says_so(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url, "--may", "propose")
    for text in ("Say no once.", "Go for a walk."):
        pair.guest.do("practice", "propose", FROM, text)
    pair.sync(pair.guest, pair.owner)
    ideas = {one["proposal"]["statement"]: one["proposal"]["id"] for one in pair.owner.ask("inbox")["proposals"]}

    pair.owner.do("inbox", "decline", ideas["Say no once."])
    pair.owner.do("inbox", "decline", ideas["Go for a walk."], "--tell-them", "-m", "I do that already.")
    pair.sync()

    answers = {one["statement"]: (one["answer"], one["answer_text"]) for one in pair.page()["written"]["proposals"]}
    assert answers == {"Say no once.": (None, None), "Go for a walk.": ("declined", "I do that already.")}


def test_less_takes_one_word_and_more_takes_six(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url, "--also", "step-notes")
    assert pair.page()["goals"][0]["goal"]["steps"][0]["note"] == "Wrote to Ada."

    pair.owner.do("share", "narrow", WHO, "--goal", GOAL, "--part", "step-notes", "--may-not", "comment")
    pair.sync()

    page = pair.page()
    assert "steps" not in page["goals"][0]["goal"]
    assert page["may"] == ["read"]
    assert pair.guest.run("practice", "comment", FROM, "May I?").status == REFUSED
    more = ("share", "widen", WHO, "--goal", GOAL, "--also", "why")
    assert pair.owner.run(*more).status == MISUSE
    pair.owner.do(*more, *ALL_SIX)
    pair.sync()
    assert pair.page()["goals"][0]["goal"]["why"] == "I have been hiding."


def test_a_rest_is_a_rest_until_it_is_over(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    pair.owner.do("share", "pause", WHO)
    pair.owner.do("step", GOAL)
    pair.sync()
    assert pair.page()["goals"][0]["goal"]["progress"]["steps"] == 1
    assert pair.page()["client"]["state"] == "paused"

    pair.owner.do("share", "resume", WHO)
    pair.sync()

    assert pair.page()["goals"][0]["goal"]["progress"]["steps"] == 2


def test_what_was_sent_is_shown_again_as_it_was_sent(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    sent = pair.page()["goals"][0]["goal"]
    pair.guest.do("practice", "show", FROM, "--receipt")
    pair.sync(pair.guest, pair.owner)
    pair.owner.do("goal", "adjust", GOAL, "--statement", "Call Ada")

    audit = pair.owner.ask("share", "audit", WHO)
    line = audit["lines"][0]
    again = pair.owner.ask("share", "audit", WHO, "--on", line["on"])

    assert len(audit["lines"]) == 1
    assert (line["fields"], line["sent"], line["shown_now"]) == (["progress", "statement", "value"], True, True)
    assert line["receipt_on"] is not None
    assert [one["goal"] for one in again] == [sent]


def test_looking_tells_nobody(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    pair.guest.do("practice", "show", FROM)
    pair.guest.do("practice", "sheet", FROM, "--file", str(tmp_path / "sheet.html"))
    pair.sync(pair.guest, pair.owner)

    assert pair.owner.ask("share", "audit", WHO)["lines"][0]["receipt_on"] is None


def test_a_second_device_of_the_person_takes_over(relay: RelayHere, tmp_path: Path) -> None:
    from tests.support.cli_process import pair as pair_devices  # noqa: PLC0415  # `pair` is two people in this file

    people = sharing(tmp_path, relay.url)
    phone = pair_devices(people.owner, tmp_path / "phone", relay.url)
    phone.do("sync")
    phone.do("step", GOAL)
    phone.do("sync")
    people.sync(people.guest)

    assert people.page()["goals"][0]["goal"]["progress"]["steps"] == 2
    people.sync(people.owner)
    assert len(people.owner.ask("share", "audit", WHO)["lines"]) == 2


def test_a_sync_tells_of_each_share_and_one_that_is_away_stops_nothing(relay: RelayHere, tmp_path: Path) -> None:
    pair = sharing(tmp_path, relay.url)
    carried = pair.owner.ask("sync")

    assert [(one["name"], one["own"], one["error"]) for one in carried["shares"]] == [(WHO, True, None)]
    assert asked(pair.owner)["answered"]


@pytest.mark.parametrize("noun", ["share", "inbox", "practice"])
def test_with_nobody_there_each_list_says_so(noun: str, tmp_path: Path, relay: RelayHere) -> None:
    pair = two_people(tmp_path, relay.url)

    assert pair.owner.do(noun).out.strip() in {
        "Nobody sees anything of yours. To show somebody a goal: whyward share invite NAME",
        "There is nothing here.",
        "Nobody shows you anything here. With a link that somebody sent you: whyward share accept",
    }
