"""No word of anything leaves readable, and no word that was not shared is anywhere with the other person.

Every text of the way has a canary: the owner's journal, what is shared, what comes back, words, link and secrets.
"""

from pathlib import Path

from tests.support.cli_canaries import files_below, heard
from tests.support.cli_process import Device, new_device
from tests.support.cli_relay import relay_process
from tests.support.cli_shares import ALL_SIX, WHO, Pair, accept, confirm
from tests.support.cli_wire import wire

PRIVATE = (
    *("device", "value-why", "other-value", "domain", "place-how", "tiny", "unit", "adjust-note", "other-goal"),
    *("other-why", "step-note", "other-step", "entry", "title", "tag", "about-goal", "situation", "thought", "feeling"),
    *("barrier-learned", "barrier-kind", "before", "purpose", "put-away-name", "decline-note"),
)
SHARED = ("goal", "value", "why")
RETURNED = ("comment", "proposal", "proposal-value", "proposal-step", "message", "guest-name", "duties", "basis")
OWNERS_WORDS = ("from-name", "reply", "request")
GUESTS_OWN = ("client-name",)
CANARY = {
    field: f"Zqxv{place:02}-{field}-kanarienvogel"
    for place, field in enumerate((*PRIVATE, *SHARED, *RETURNED, *OWNERS_WORDS, *GUESTS_OWN))
}


def canaries(*fields: str) -> list[str]:
    """Return the words of some fields."""
    return [CANARY[field] for field in fields]


def fill_the_journal(owner: Device) -> None:
    """Record every text there is; a goal, its value and its why are to be shared."""
    c = CANARY
    owner.do("device", "rename", "this", c["device"])
    value = owner.ask("value", "add", c["value"], "--why", c["value-why"])["id"]
    owner.do("value", "add", c["other-value"])
    owner.do("domain", "rename", "career", c["domain"])
    owner.do("value", "place", value, "career", "some", "--how", c["place-how"])
    target = ("--target", "1", "--unit", c["unit"])
    goal = ("--value", c["value"], "--why", c["why"], "--tiny", c["tiny"], "--domain", "career", *target)
    owner.do("goal", "add", c["before"], *goal)
    owner.do("goal", "adjust", c["before"], "--statement", c["goal"], "-m", c["adjust-note"])
    owner.do("goal", "add", c["other-goal"], "--why", c["other-why"])
    owner.do("step", c["goal"], "-m", c["step-note"])
    owner.do("step", c["other-goal"], "-m", c["other-step"])
    owner.do("write", c["entry"], "--title", c["title"], "--tag", c["tag"])
    owner.do("write", c["about-goal"], "--goal", c["goal"])
    felt = ("--situation", c["situation"], "--thought", c["thought"], "--feeling", c["feeling"])
    barrier = owner.ask("barrier", c["barrier-kind"], "--goal", c["goal"], *felt)["id"]
    owner.do("barrier", "answer", barrier, "rested", "--learned", c["barrier-learned"])


def share_and_answer(pair: Pair) -> list[str]:
    """Go the whole way, with a canary in every text; return the secrets of it: the link's last part and the words."""
    c, owner, guest = CANARY, pair.owner, pair.guest
    link = owner.ask("share", "invite", WHO, "--as", c["from-name"])["link"]
    words = accept(guest, link, name=c["guest-name"], duties=c["duties"])
    assert confirm(owner, words).status == 0
    may = ("--also", "why", "--also", "barriers-met", "--may", "comment", "--may", "propose", "--purpose", c["purpose"])
    owner.do("share", "grant", WHO, "--goal", c["goal"], *may, *ALL_SIX)
    pair.sync()
    who = c["from-name"]
    guest.do("practice", "comment", who, c["comment"], "--about", c["goal"])
    steps = ("--value", c["proposal-value"], "--step", c["proposal-step"], "-m", c["message"])
    guest.do("practice", "propose", who, c["proposal"], *steps)
    guest.do("practice", "show", who, "--receipt")
    pair.sync(guest, owner)
    inbox = owner.ask("inbox")
    owner.do("inbox", "reply", inbox["comments"][0]["comment"]["id"], c["reply"])
    owner.do("inbox", "decline", inbox["proposals"][0]["proposal"]["id"], "--tell-them", "-m", c["decline-note"])
    request = owner.ask("share", "ask-deletion", WHO, "-m", c["request"])["request_id"]
    pair.sync()
    guest.do("practice", "answer", who, request, "kept-by-law", "--basis", c["basis"])
    guest.do("practice", "name", who, c["client-name"])
    owner.do("share", "rename", WHO, c["put-away-name"])
    pair.sync(guest, owner)
    return [link.partition("#")[2], *(" ".join(words[start : start + 3]) for start in range(len(words) - 2))]


def printed_by(device: Device, called: str) -> list[bytes]:
    """Return all that a journal can print."""
    listings = (("practice", "show", called), ("practice", "list"), ("timeline",), ("status",), ("share", "list"))
    return [device.do("--json", *listing).out.encode() for listing in listings]


def test_no_canary_of_sharing_is_heard_where_it_does_not_belong(tmp_path: Path) -> None:
    with wire() as up, relay_process(tmp_path / "relay", "--public-hosts", up.host) as relay:
        up.target_port = relay.port
        url = f"http://{up.host}"
        pair = Pair(new_device(tmp_path / "owner", "--relay", url), new_device(tmp_path / "guest"), url)
        fill_the_journal(pair.owner)
        secrets = share_and_answer(pair)
        at_the_guest = printed_by(pair.guest, CANARY["client-name"])

    # In no file of either, of the relay or its log, and in no frame: nothing at all.
    assert heard([*CANARY.values(), *secrets], [*files_below(tmp_path), *up.streams()]) == set()
    # On the other side: what was shared and said, and not a word more.
    unshared = [CANARY[field] for field in PRIVATE if field != "decline-note"]
    assert heard(unshared, at_the_guest) == set()
    assert heard(canaries(*SHARED, "comment", "reply", "request", "decline-note"), at_the_guest) == set(
        canaries(*SHARED, "comment", "reply", "request", "decline-note")
    )
    # On this side: not what the other one calls things among themselves.
    at_the_owner = [
        pair.owner.do("--json", *one).out.encode() for one in (("inbox",), ("timeline",), ("share", "list"))
    ]
    assert heard(canaries(*GUESTS_OWN), at_the_owner) == set()
    assert heard(canaries("comment", "basis"), at_the_owner) == set(canaries("comment", "basis"))
    assert sum(map(len, up.streams())) > 20_000
