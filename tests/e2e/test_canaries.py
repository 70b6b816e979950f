"""No word of any recorded text stands readable in any file, log line or frame, in any of the usual encodings.

Every text field that the command line knows gets a canary of its own.
"""

from pathlib import Path

from tests.support.cli_canaries import files_below, heard
from tests.support.cli_process import TIMEOUT_S, Device, new_device, next_line, type_line
from tests.support.cli_relay import relay_process
from tests.support.cli_wire import wire

FIELDS = (
    *("device", "value", "value-why", "reworded", "place-how", "rest-why", "retire-note", "domain"),
    *("goal", "goal-why", "tiny", "unit", "adjusted", "adjust-note", "pause-why", "meaning", "learned"),
    *("step-note", "entry", "title", "tag", "edited", "barrier", "situation", "thought", "feeling", "barrier-learned"),
)
CANARY = {field: f"Zqxv{place:02}-{field}-kanarienvogel" for place, field in enumerate(FIELDS)}


def record_everything(device: Device) -> None:
    """Give every text field its canary."""
    c = CANARY
    device.do("device", "rename", "this", c["device"])
    value = device.ask("value", "add", c["value"], "--why", c["value-why"])["id"]
    device.do("value", "reword", value, "--why", c["reworded"])
    device.do("value", "place", value, "health", "some", "--how", c["place-how"])
    device.do("value", "rest", value, "--why", c["rest-why"])
    device.do("value", "retire", value, "-m", c["retire-note"])
    device.do("domain", "rename", "career", c["domain"])
    target = ("--target", "1", "--unit", c["unit"])
    goal = device.ask("goal", "add", c["goal"], "--why", c["goal-why"], "--tiny", c["tiny"], *target)["id"]
    device.do("goal", "adjust", goal, "--statement", c["adjusted"], "-m", c["adjust-note"])
    device.do("goal", "pause", goal, "--why", c["pause-why"])
    device.do("goal", "resume", goal)
    device.do("step", goal, "-m", c["step-note"])
    device.do("goal", "complete", goal, "--meaning", c["meaning"])
    device.do("goal", "reopen", goal)
    device.do("goal", "let-go", goal, "--learned", c["learned"])
    entry = device.ask("write", c["entry"], "--title", c["title"], "--tag", c["tag"])["id"]
    device.do("entry", "edit", entry, c["edited"])
    barrier = device.ask(
        *("barrier", c["barrier"], "--situation", c["situation"]),
        *("--thought", c["thought"], "--feeling", c["feeling"]),
    )["id"]
    device.do("barrier", "answer", barrier, "rested", "--learned", c["barrier-learned"])


def test_no_canary_is_heard_outside(tmp_path: Path) -> None:
    with wire() as up, relay_process(tmp_path / "relay", "--public-hosts", up.host) as relay:
        up.target_port = relay.port
        url = f"http://{up.host}"
        laptop = new_device(tmp_path / "laptop", "--relay", url)
        record_everything(laptop)
        phone = Device(tmp_path / "phone")
        with laptop.start("--json", "link") as link:
            code = next_line(link)["code"]
            joining = ("--json", "join", code, "--relay", url, "--unlock", "file", "--device", CANARY["device"])
            with phone.start(*joining) as join:
                words = next_line(join)["words"]
                type_line(link, " ".join(words))
                _, join_err = join.communicate(timeout=TIMEOUT_S)
            _, link_err = link.communicate(timeout=TIMEOUT_S)
        talk = [phone.do("sync").err, laptop.do("sync").err, laptop.do("check", "--read-data").err]
        assert heard([CANARY["title"]], [phone.do("--json", "timeline").out.encode()])
    secrets = [*CANARY.values(), code.replace("-", ""), code, " ".join(words)]
    lines = [join_err, link_err, *(text.encode() for text in talk)]

    assert heard(secrets, up.streams()) == set()
    assert heard(secrets, [*files_below(tmp_path), *lines]) == set()
    assert sum(map(len, up.streams())) > 20_000


def test_the_search_would_hear_a_canary(tmp_path: Path) -> None:
    """The negative control: a search that finds nothing must be able to find something."""
    (tmp_path / "leak").write_bytes(b"..." + CANARY["entry"].encode("utf-16-be") + b"...")

    assert heard(CANARY.values(), files_below(tmp_path)) == {CANARY["entry"]}
