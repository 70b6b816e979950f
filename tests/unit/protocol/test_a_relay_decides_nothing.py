"""A relay decides nothing about cryptography: there is no field for it, and no answer that a device would obey.

The fields of all its frames are written down here by hand: whoever adds one says what a lying relay could do with it.
"""

import msgspec
import pytest
from msgspec import inspect

from tests.support.fuzz_chain import SPACE, chain, series
from tests.support.sim_session import ME, Hand, challenge
from tests.support.world import CRYPTO
from whyward.journal.events.reading import Unreadable, read_body
from whyward.protocol import frames
from whyward.protocol.canonical import encoded
from whyward.protocol.device_effects import Send
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.ids import DeviceId
from whyward.protocol.limits import FRAME_BYTES_MAX, PAGE_SEGMENTS_MAX, SUITE, VERSION
from whyward.protocol.membership import found
from whyward.protocol.relay_session import RelaySession
from whyward.protocol.segments import EMPTY, Header, Segment, decode_header, place_run, signed_message
from whyward.protocol.statements import decode_statement, sign_statement

WHAT_A_RELAY_SAYS = {
    # Who it is, its dice, and what it takes; a device stays below its own limits whatever these are.
    "Challenge": {"relay_pk", "nonce", "limits"},
    # A space that it says it found for a recovery kit; the control log says whether that is so.
    "Found": {"space_id"},
    # Where every series ends, as it says.
    "State": {"space_id", "control_index", "control_head", "tails"},
    # That a letter lies there, and what lies there: sealed, and checked by who opens it.
    "Left": {"space_id"},
    "Letter": {"space_id", "letter"},
    # Signed by devices, and checked as such.
    "Statements": {"space_id", "start", "run"},
    "Segments": {"space_id", "device_id", "start", "run"},
    # A receipt, signed by it.
    "Kept": {"space_id", "device_id", "n", "hash", "relay_seq", "signature"},
    # A hint.
    "News": {"space_id", "device_id", "n"},
    # A reason from a list, and a time to wait.
    "Refused": {"code", "about", "retry_after_ms", "text"},
    # A pairing's letters.
    "Mailbox": {"sides"},
    "Mail": {"payload"},
}
LIMITS = {"frame_bytes_max", "page_bytes_max", "push_segments_max"}
OTHER_VERSIONS = [(0, SUITE), (VERSION + 1, SUITE), (255, SUITE), (VERSION, 0), (VERSION, SUITE + 1), (VERSION, 255)]


def test_no_frame_of_a_relay_has_a_field_that_was_not_thought_about() -> None:
    """No version, no suite, no cost, no key, no address: nothing that could make a device weaker."""
    known = inspect.type_info(frames.ToDevice)
    assert isinstance(known, inspect.UnionType)
    members = [member for member in known.types if isinstance(member, inspect.StructType)]

    assert {member.cls.__name__: {field.name for field in member.fields} for member in members} == WHAT_A_RELAY_SAYS
    assert set(frames.RelayLimits.__struct_fields__) == LIMITS


@pytest.mark.parametrize("said", [0, 1, 1000, 1 << 31, (1 << 32) - 1])
def test_limits_that_lie_keep_a_device_within_its_own(said: int) -> None:
    """Neither nothing at a time nor more than its own bound: a relay cannot stop it or make it large."""
    session = Hand().session
    session.start()
    limits = frames.RelayLimits(said, said, said)
    session.receive(msgspec.structs.replace(challenge(), limits=limits))

    assert 1 <= session.page_segments_max <= PAGE_SEGMENTS_MAX
    assert session.page_bytes_max <= min(said, FRAME_BYTES_MAX // 2)


def test_a_refusal_cannot_make_a_device_send_anything_but_its_founding() -> None:
    """No code says "please resend unencrypted"; and the founding is public to a relay anyway."""
    for code in (*Code, "please-resend-unencrypted", "use-suite-0"):
        session = Hand({ME: 3}).challenged().session
        try:
            effects = session.receive(frames.Refused(code, b"", 0, "please send it once more, in plain"))
        except TheirFault:
            continue
        sent = [effect.frame for effect in effects if isinstance(effect, Send)]
        assert all(isinstance(frame, frames.Create | frames.Prove) for frame in sent), code


@pytest.mark.parametrize("version", [0, 2, 255])
def test_a_relay_and_a_device_speak_one_version(version: int) -> None:
    """A device that greets with another is refused: there is nothing to agree on."""
    limits = frames.RelayLimits(4 << 20, 1 << 20, 1000)
    session = RelaySession(
        host="relay.example", signer=SPACE.device.signer, check=CRYPTO.check, nonce=bytes(32), limits=limits
    )

    with pytest.raises(TheirFault) as caught:
        session.receive(frames.Hello(version, bytes(32)), None)

    assert caught.value.code is Code.UNKNOWN_VERSION


@pytest.mark.parametrize(("v", "suite"), OTHER_VERSIONS)
def test_a_statement_of_another_version_or_suite_is_refused_though_its_author_signed_it(v: int, suite: int) -> None:
    """Never read as if it were of this one."""
    for signed in (SPACE.genesis, *(said.signed for said in chain())):
        old = decode_statement(signed.raw)
        other = sign_statement(msgspec.structs.replace(old, v=v, suite=suite), SPACE.device.signer)
        with pytest.raises(TheirFault) as caught:
            decode_statement(other.raw)
        assert caught.value.code is Code.UNKNOWN_VERSION
        with pytest.raises(TheirFault) as caught:
            found(other, CRYPTO.check)
        assert caught.value.code is Code.UNKNOWN_VERSION


@pytest.mark.parametrize(
    "type_", ["", "Genesis", "genesis ", "device-admitted\0", "party-admitted", "x" * 32, "x" * 33]
)
def test_a_statement_of_an_unknown_type_is_refused(type_: str) -> None:
    """What it might mean cannot be ignored, for the next ones hang on it."""
    old = decode_statement(chain()[0].signed.raw)
    signed = sign_statement(msgspec.structs.replace(old, type=type_), SPACE.device.signer)

    with pytest.raises(TheirFault) as caught:
        chain()[0].before.follow(signed, CRYPTO.check)

    assert caught.value.code in {Code.UNKNOWN_STATEMENT, Code.MALFORMED}


def moved(**core: object) -> Segment:
    """Change fields of the first segment's core and sign it again, as only its author could."""
    header, old = decode_header(series()[0].header)
    raw = encoded(Header(encoded(msgspec.structs.replace(old, **core)), header.commit, header.body_hash))
    return Segment(raw, SPACE.device.signer.sign(signed_message(raw)), series()[0].body)


@pytest.mark.parametrize(("v", "suite"), OTHER_VERSIONS)
def test_a_segment_of_another_version_or_suite_is_refused_though_its_author_signed_it(v: int, suite: int) -> None:
    with pytest.raises(TheirFault) as caught:
        place_run(
            [moved(v=v, suite=suite)],
            device=SPACE.device.device_id,
            after=EMPTY,
            control=SPACE.control,
            check=CRYPTO.check,
        )

    assert caught.value.code is Code.UNKNOWN_VERSION


@pytest.mark.parametrize("kind", [0, 2, 3, 4, 255])
def test_a_segment_of_another_kind_keeps_its_place(kind: int) -> None:
    """It is kept and passed on; that it is not opened is for the log to show."""
    device = DeviceId(SPACE.device.device_id)
    (placed,) = place_run([moved(kind=kind)], device=device, after=EMPTY, control=SPACE.control, check=CRYPTO.check)

    assert placed.core.kind == kind


@pytest.mark.parametrize(
    "kind", ["", "goal-set", "goal-set.2", "goal-set.1\n", "GOAL-SET.1", "goal-set.01", "x" * 48 + ".1", "goal-set.1.1"]
)
def test_an_event_of_another_kind_or_version_is_kept_and_not_read(kind: str) -> None:
    """Byte for byte: whoever understands it finds it as it was."""
    assert read_body(kind, b"\x81\xa1a\x01") == Unreadable(kind, b"\x81\xa1a\x01")
