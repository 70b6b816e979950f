"""A sort of cards from the first card to values, as a person types it; left on one device and ended on another."""

from pathlib import Path

from tests.support.cli_process import Device, new_device, pair
from tests.support.cli_relay import RelayHere


def test_a_sort_goes_from_cards_to_values(device: Device) -> None:
    begun = device.do("sort", "start", "--piles", "3")
    coming = device.ask("sort", "next")
    passed = device.ask("sort", "next", "--after", coming["next"]["id"])
    placed = device.do("sort", "place", "Inner peace", "3")
    device.do("sort", "add", "Dancing", "--meaning", "With the radio on")
    device.do("sort", "place", "dancing", "3")
    device.do("sort", "reword", "courage", "--meaning", "Going there anyway")
    chosen = device.do("sort", "shortlist", "Inner peace", "dancing", "kindness", "courage")
    ranked = device.do("sort", "rank", "dancing,courage", "Inner peace")
    device.do("sort", "answer", "inner-peace", "1", "A quiet kitchen in the morning.")
    shown = device.do("sort", "show")
    ended = device.do("sort", "finish", "inner peace", "dancing", "Kindness")

    assert begun.out.startswith("28 cards, in piles: 1 Not now, 2 Matters, 3 Matters most.")
    assert (coming["left"], coming["stage"], len(coming["cards"])) == (28, "placing", 28)
    assert passed["next"]["id"] == coming["cards"][1]["id"]
    assert placed.out.startswith("Placed Inner peace in Matters most. 27 left.")
    assert chosen.out.startswith("Chosen: Inner peace, Dancing, Kindness, Courage.")
    assert ranked.out.startswith("Your order now: Dancing and Courage, Inner peace, Kindness.")
    assert "A quiet kitchen in the morning." in shown.out
    assert "whyward value place 'Inner peace' spirituality not-yet" in ended.out
    assert "From now on you carry Dancing, Inner peace and Kindness." in ended.out
    values = device.ask("value", "list")
    assert [value["name"] for value in values] == ["Dancing", "Inner peace", "Kindness", "Authenticity"]
    assert [value["own_words"] for value in values][:2] == ["With the radio on", "A quiet kitchen in the morning."]
    assert device.ask("sort", "list")[0]["state"] == "finished"
    assert "Sort: A card sort" in device.do("why", "dancing").out


def test_what_a_sort_refuses_it_says_plainly(device: Device) -> None:
    assert "28 cards take about 5 minutes" in device.do("sort").out
    for arguments, says in (
        (("next",), "no sort is under way"),
        (("place", "kindness", "2"), "no sort is under way"),
        (("finish",), "no sort is under way"),
    ):
        refused = device.run("sort", *arguments)
        assert refused.status == 1
        assert says in refused.err
    device.do("sort", "start", "--full")
    assert len(device.ask("sort", "show")["cards"]) == 120
    assert "there are 5 piles" in device.run("sort", "place", "kindness", "7").err.casefold()
    assert "no card" in device.run("sort", "place", "no-such-card", "2").err
    device.do("sort", "set-aside")
    assert device.ask("sort", "list")[0]["state"] == "set_aside"
    assert "120 left." in device.do("sort", "resume").out
    device.do("sort", "place", "kindness", "5")
    device.do("undo")
    assert device.ask("sort", "show")["left"] == 120


def test_a_sort_left_on_one_device_is_ended_on_another(relay: RelayHere, tmp_path: Path) -> None:
    laptop = new_device(tmp_path / "laptop", "--relay", relay.url)
    laptop.do("sort", "start")
    first = laptop.ask("sort", "next")["next"]["id"]
    laptop.do("sort", "place", first, "5")
    phone = pair(laptop, tmp_path / "phone", relay.url)
    for device in (laptop, phone):
        device.do("sync")

    there, here = phone.ask("sort", "resume"), laptop.ask("sort", "resume")
    assert there == here
    assert there["left"] == 27
    phone.do("sort", "shortlist", first)
    phone.do("sort", "finish")
    laptop.do("sort", "shortlist", first, there["next"]["id"])
    laptop.do("sort", "finish", first)
    for device in (phone, laptop, phone):
        device.do("sync")
    assert len(laptop.ask("value", "list")) == 1
    assert phone.ask("status")["state_hash"] == laptop.ask("status")["state_hash"]


def test_parts_of_life_are_added_named_and_written_about(device: Device) -> None:
    device.do("domain", "add", "grow")
    device.do("domain", "add", "The garden")
    device.do("domain", "vision", "the garden", "Patient, and muddy.")
    device.do("domain", "order", "the garden", "grow")
    device.do("value", "place", "kindness", "the garden", "some")
    found = device.ask("domain", "list")

    assert [one["name"] for one in found][:3] == ["The garden", "Growth and learning", "Relationships"]
    assert found[0]["visions"][0]["text"] == "Patient, and muddy."
    assert found[0]["values"][0]["value"] == "Kindness"
    assert "Patient, and muddy." in device.do("domain").out
    assert device.run("domain", "add", "Health").status == 1


def test_values_are_asked_about_placed_and_put_side_by_side(device: Device) -> None:
    asked = device.do("value", "own", "Kindness", "--mine", "8", "--pressure", "3", "--voice", "My own")
    device.do("value", "place", "Kindness", "health", "some")
    taken_out = device.do("value", "unplace", "Kindness", "health")
    noted = device.do("value", "tension", "Kindness", "Authenticity", "-m", "The meeting on Monday")
    compared = device.ask("value", "then-and-now", "--then", "2020-01-01")

    assert asked.out.startswith("Noted, for Kindness.")
    assert taken_out.out.startswith("Kindness is not placed there any longer.")
    assert noted.out.startswith("Noted. Both of them stay.")
    assert [(one["name"], one["moved"]) for one in compared] == [("Authenticity", "new"), ("Kindness", "new")]
    assert "where it was" in device.do("value", "then-and-now").out
    shown = device.ask("value", "show", "Kindness")["value"]
    assert (shown["ownership"]["mine"], shown["domains"]) == (8, [])
    assert device.run("value", "own", "Kindness", "--mine", "11", "--pressure", "3").status == 2
