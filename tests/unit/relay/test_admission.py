"""Who may found a space, and what is kept of an invite."""

from pathlib import Path

import msgspec
import pytest

from tests.support.relay_peer import PretendSpace
from tests.support.relay_running import running_relay
from tests.unit.relay.conftest import StartRelay
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import Create, Refused
from whyward.relay.admission import Admission, add_invite, invite_hash, invite_token
from whyward.relay.config import RelayConfig

TOKEN = invite_token(bytes(range(32)))


async def test_an_open_relay_asks_for_nothing(tmp_path: Path) -> None:
    assert await Admission("open", tmp_path / "none", set()).take("") is None


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "A", TOKEN.lower(), "\N{SNOWMAN}" * 40])
async def test_without_the_right_token_nobody_gets_in(tmp_path: Path, token: str) -> None:
    add_invite(tmp_path / "invites", TOKEN)

    with pytest.raises(TheirFault) as caught:
        await Admission("invite", tmp_path / "invites", set()).take(token)
    assert caught.value.code is Code.INVITE_NEEDED


async def test_a_token_works_once_unless_it_is_given_back(tmp_path: Path) -> None:
    add_invite(tmp_path / "invites", TOKEN)
    admission = Admission("invite", tmp_path / "invites", set())
    taken = await admission.take(TOKEN)
    with pytest.raises(TheirFault):
        await admission.take(TOKEN)

    admission.give_back(taken)

    assert await admission.take(TOKEN) == taken


async def test_a_token_that_the_store_knows_as_spent_is_spent(tmp_path: Path) -> None:
    add_invite(tmp_path / "invites", TOKEN)

    with pytest.raises(TheirFault):
        await Admission("invite", tmp_path / "invites", {invite_hash(TOKEN)}).take(TOKEN)


async def test_lines_that_are_no_hashes_invite_nobody(tmp_path: Path) -> None:
    file = tmp_path / "invites"
    file.write_bytes(b"# a note\n\n" + b"z" * 64 + b"\n" + TOKEN.encode() + b"\n\xff\n")

    with pytest.raises(TheirFault):
        await Admission("invite", file, set()).take(TOKEN)


def test_the_file_holds_hashes_that_only_its_owner_reads(tmp_path: Path) -> None:
    add_invite(tmp_path / "invites", TOKEN)

    assert TOKEN not in (tmp_path / "invites").read_text(encoding="ascii")
    assert (tmp_path / "invites").stat().st_mode & 0o777 == 0o600


async def test_an_invite_founds_one_space_even_over_a_restart(config: RelayConfig, start_relay: StartRelay) -> None:
    config = msgspec.structs.replace(config, admission="invite")
    one, two = PretendSpace("invited"), PretendSpace("not invited")
    async with running_relay(config) as relay:
        peer = await relay.greeted()
        await peer.send(Create(one.control[0], TOKEN))
        assert (await peer.receive(Refused)).code == Code.INVITE_NEEDED
        add_invite(Path(config.invites_path), TOKEN)  # While the relay runs.
        await peer.found(one, invite=TOKEN)
        await peer.send(Create(two.control[0], TOKEN))
        assert (await peer.receive(Refused)).code == Code.INVITE_NEEDED

    peer = await (await start_relay(config)).greeted()
    await peer.send(Create(two.control[0], TOKEN))

    assert (await peer.receive(Refused)).code == Code.INVITE_NEEDED
    assert (await peer.prove(one)).control_index == 0
