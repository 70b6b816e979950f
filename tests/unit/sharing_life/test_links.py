"""Links: what stands in them comes back, and a link that suffered on its way says so without repeating itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyward.journal.errors import BadInput
from whyward.journal.sharing.links import InviteLink, read_link, relay_of
from whyward.protocol.ids import SpaceId

LINK = InviteLink("https://relay.example", SpaceId(b"s" * 32), b"r" * 32, b"x" * 16)
SHOWN = LINK.shown()


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32), st.binary(min_size=16, max_size=16))
def test_a_link_says_what_was_put_into_it(space_id: bytes, relay_pk: bytes, secret: bytes) -> None:
    link = InviteLink("http://127.0.0.1:8787", SpaceId(space_id), relay_pk, secret)

    assert read_link(link.shown()) == link


def test_the_secret_stands_behind_the_mark_that_no_relay_gets() -> None:
    before, _, after = SHOWN.partition("#")

    assert before == "https://relay.example/s"
    assert "=" not in after
    assert LINK.secret.hex() not in repr(LINK)


def test_blanks_and_line_breaks_of_mail_are_forgiven() -> None:
    assert read_link(f"  {SHOWN[:60]}\r\n {SHOWN[60:]}\n") == LINK


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (SHOWN[:-1], "not whole"),
        (SHOWN[:-4], "not whole"),
        (SHOWN + "A", "not whole"),
        (SHOWN + "=", "not whole"),
        (SHOWN.partition("#")[0], "before its secret part"),
        (SHOWN.replace("#AX", "#Ag"), "newer Whyward"),
        (SHOWN.replace("/s#", "/t#"), "not a link to share by"),
        (SHOWN.replace("https://", "ftp://"), "not a link to share by"),
        (SHOWN.replace("https://", "https://somebody@"), "not a link to share by"),
        (SHOWN.replace("/s#", "/s?x=1#"), "not a link to share by"),
        ("https://[", "not a link to share by"),
        ("https://relay.example/s#" + "A" * 3000, "not a link to share by"),
        ("", "not a link to share by"),
        ("hello", "not a link to share by"),
        (SHOWN.replace("relay", "rélay"), "not a link to share by"),
    ],
)
def test_a_link_that_suffered_is_refused_without_being_repeated(typed: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        read_link(typed)

    assert SHOWN[40:60] not in f"{refused.value.text} {refused.value.hint}"


def test_every_single_changed_character_of_the_secret_part_is_another_link_or_none() -> None:
    start = SHOWN.index("#") + 1
    for place in range(start, len(SHOWN)):
        changed = SHOWN[:place] + ("A" if SHOWN[place] != "A" else "B") + SHOWN[place + 1 :]
        try:
            assert read_link(changed) != LINK
        except BadInput:
            continue


def test_a_relay_is_spelt_in_one_way() -> None:
    assert relay_of(" HTTPS://Relay.Example/ ") == "https://relay.example"
    for typed in ("relay.example", "https://relay.example/path", "ws://relay.example", "https://["):
        with pytest.raises(BadInput):
            relay_of(typed)
