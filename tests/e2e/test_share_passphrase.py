"""Case 155: ten minutes at an open laptop. What widens access asks for the passphrase, and every device shows it."""

from pathlib import Path

import pytest

from tests.support.cli_process import LOCKED, Device, new_device
from tests.support.cli_process import pair as pair_devices
from tests.support.cli_relay import RelayHere
from tests.support.cli_shares import ALL_SIX, GOAL, WHO, Pair, accept, meet

PHRASE = "an old grey stone in the garden"
WIDENING = (
    ("link",),
    ("share", "invite", "Somebody else"),
    ("share", "confirm", WHO),
    ("share", "grant", WHO, "--goal", GOAL, *ALL_SIX),
    ("share", "widen", WHO, "--goal", GOAL, "--also", "entries", *ALL_SIX),
    ("share", "renew", WHO, "--days", "300", *ALL_SIX),
    ("share", "resume", WHO),
    ("share", "handover", "--goal", GOAL, "--as", "pdf", "--file", "stolen.pdf"),
    ("practice", "sheet", "Mira", "--file", "stolen.html"),
    ("recovery", "renew"),
    ("recovery", "print", "stolen-kit.pdf", "--with-words"),
    ("device", "remove", "phone"),
    ("timeline",),
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, relay: RelayHere) -> Pair:
    """Start two people, of whom one keeps the key by a passphrase; the first goal is shared by now."""
    folder = tmp_path_factory.mktemp("pair")
    (folder / "phrase").write_text(PHRASE)
    owner = Device(folder / "owner", {"WHYWARD_PASSPHRASE_FILE": str(folder / "phrase")})
    owner.do("init", "--unlock", "passphrase", "--relay", relay.url, "--device", "laptop")
    owner.do("goal", "add", GOAL)
    both = Pair(owner, new_device(folder / "guest", "--device", "practice"), relay.url)
    meet(both)
    both.grant()
    return both


@pytest.mark.parametrize("act", WIDENING, ids=" ".join)
def test_what_widens_access_asks_for_the_passphrase_each_time(act: tuple[str, ...], pair: Pair) -> None:
    """The program keeps nothing unlocked between two commands: an open laptop alone opens nothing."""
    ended = Device(pair.owner.home).run(*act)

    assert ended.status == LOCKED
    assert ended.out == ""
    assert "asks for its passphrase" in ended.err
    assert not list(Path.cwd().glob("stolen*"))


def test_a_guess_opens_nothing_and_records_nothing(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "guess").write_text("letmein")
    recorded = pair.owner.ask("status")["recorded"]

    ended = Device(pair.owner.home, {"WHYWARD_PASSPHRASE_FILE": str(tmp_path / "guess")}).run("share", "invite", "Nosy")

    assert (ended.status, ended.out) == (LOCKED, "")
    assert pair.owner.ask("status")["recorded"] == recorded


def test_each_of_them_is_seen_on_the_other_devices_and_cannot_be_wiped_away(pair: Pair, tmp_path: Path) -> None:
    phone = Device(tmp_path / "phone")
    pair_devices(pair.owner, phone.home, pair.url, "--device", "phone")
    pair_devices(pair.owner, tmp_path / "nosy", pair.url, "--device", "nosy")
    accept(new_device(tmp_path / "stranger"), pair.owner.ask("share", "invite", "Somebody else")["link"])
    pair.owner.do("share", "widen", WHO, "--may", "propose", *ALL_SIX)
    pair.owner.do("share", "handover", "--goal", GOAL, "--to", "Nosy")
    # Whoever did it tries to leave no trace: undo as often as there is something to undo.
    for _ in range(6):
        pair.owner.run("undo")
    pair.owner.do("sync")
    phone.do("sync")

    told = phone.do("timeline").out
    for trace in (
        "Somebody else: Invited to share",
        f"{WHO}: Allowed more",
        "to be read to Nosy",
        f"{WHO}: Began to be shown",
    ):
        assert trace in told, told
    news = " ".join(one["text"] for one in phone.ask("status")["news"])
    assert "was let in by “laptop”" in news
    listed = phone.do("share", "list").out
    assert "Somebody else" in listed
