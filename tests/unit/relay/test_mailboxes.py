"""Where two devices meet for a pairing: once, in time, and not by sweeping names."""

from dataclasses import dataclass, field

import pytest

from tests.support.relay_peer import PretendSpace
from tests.support.relay_running import RunningRelay
from whyward.protocol.errors import Code, TheirFault
from whyward.protocol.frames import JoinMailbox, Mail, Mailbox, OpenMailbox, Refused, ToDevice
from whyward.relay.config import RelayConfig
from whyward.relay.mailboxes import MAILS_MAX, TOMBSTONE_S, Mailboxes


@dataclass(eq=False)
class PretendSide:
    """One end of a pairing that keeps what it is sent."""

    address: str = "192.0.2.1"
    got: list[ToDevice] = field(default_factory=list[ToDevice])

    def send(self, frame: ToDevice) -> None:
        """Keep the frame."""
        self.got.append(frame)


@dataclass
class PretendClock:
    """Time that moves when a test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> PretendClock:
    """A clock of this test's own."""
    return PretendClock()


@pytest.fixture
def mailboxes(clock: PretendClock) -> Mailboxes:
    """Mailboxes with default settings."""
    return Mailboxes(clock, RelayConfig(mailboxes_max=3))


def refused_with(code: Code, text: str = ".") -> "pytest.RaisesExc[TheirFault]":
    """Expect a fault of this code, with this in its sentence."""
    return pytest.RaisesExc(TheirFault, match=text, check=lambda fault: fault.code is code)


def test_two_devices_meet_and_letters_go_across(mailboxes: Mailboxes) -> None:
    trusted, new = PretendSide(), PretendSide()
    mailboxes.open("ABCD", trusted)
    mailboxes.join("ABCD", new)
    mailboxes.mail(b"one", new)
    mailboxes.mail(b"two", trusted)

    assert trusted.got == [Mailbox(1), Mailbox(2), Mail(b"one")]
    assert new.got == [Mailbox(2), Mail(b"two")]


def test_a_code_nobody_waits_under_is_unknown(mailboxes: Mailboxes) -> None:
    with refused_with(Code.CODE_UNKNOWN, "check what you typed"):
        mailboxes.join("ABCD", PretendSide())


def test_a_code_is_joined_once(mailboxes: Mailboxes) -> None:
    mailboxes.open("ABCD", PretendSide())
    mailboxes.join("ABCD", PretendSide())

    with refused_with(Code.CODE_USED, "used already"):
        mailboxes.join("ABCD", PretendSide())


def test_a_used_code_says_so_after_its_pairing_is_over(mailboxes: Mailboxes) -> None:
    trusted = PretendSide()
    mailboxes.open("ABCD", trusted)
    mailboxes.join("ABCD", PretendSide())
    mailboxes.left(trusted)

    with refused_with(Code.CODE_USED, "used already"):
        mailboxes.join("ABCD", PretendSide())


def test_an_expired_code_says_so_and_its_device_is_told(mailboxes: Mailboxes, clock: PretendClock) -> None:
    trusted = PretendSide()
    mailboxes.open("ABCD", trusted)
    clock.now += 120

    with refused_with(Code.CODE_USED, "too old"):
        mailboxes.join("ABCD", PretendSide())
    assert isinstance(trusted.got[-1], Refused)
    assert trusted.got[-1].code == Code.MAILBOX_CLOSED


def test_just_before_its_end_a_code_works_and_the_pairing_gets_its_own_time(
    mailboxes: Mailboxes, clock: PretendClock
) -> None:
    """A person has words to type, after the code was in time."""
    trusted, new = PretendSide(), PretendSide()
    mailboxes.open("ABCD", trusted)
    clock.now += 119.9
    mailboxes.join("ABCD", new)
    clock.now += 119.9
    mailboxes.mail(b"in time", trusted)
    assert new.got[-1] == Mail(b"in time")

    clock.now += 0.1

    with refused_with(Code.MAILBOX_CLOSED):
        mailboxes.mail(b"too late", trusted)
    assert isinstance(new.got[-1], Refused)


def test_a_tombstone_is_forgotten_after_ten_minutes(mailboxes: Mailboxes, clock: PretendClock) -> None:
    side = PretendSide()
    mailboxes.open("ABCD", side)
    mailboxes.left(side)
    with refused_with(Code.CODE_TAKEN):
        mailboxes.open("ABCD", PretendSide())
    clock.now += TOMBSTONE_S

    mailboxes.open("ABCD", PretendSide())


def test_a_name_is_opened_once(mailboxes: Mailboxes) -> None:
    mailboxes.open("ABCD", PretendSide())

    with refused_with(Code.CODE_TAKEN, "choose another"):
        mailboxes.open("ABCD", PretendSide())


def test_a_connection_has_one_mailbox(mailboxes: Mailboxes) -> None:
    side = PretendSide()
    mailboxes.open("ABCD", side)

    with refused_with(Code.BUSY):
        mailboxes.open("EFGH", side)
    with refused_with(Code.BUSY):
        mailboxes.join("ABCD", side)


def test_a_relay_has_so_many_mailboxes_and_says_when_to_come_again(mailboxes: Mailboxes) -> None:
    for name in ("AAAA", "BBBB", "CCCC"):
        mailboxes.open(name, PretendSide())

    with refused_with(Code.BUSY) as caught:
        mailboxes.open("DDDD", PretendSide())
    assert caught.value.retry_after_ms == 120_000


def test_a_mailbox_takes_so_many_letters(mailboxes: Mailboxes) -> None:
    trusted, new = PretendSide(), PretendSide()
    mailboxes.open("ABCD", trusted)
    mailboxes.join("ABCD", new)
    for _ in range(MAILS_MAX):
        mailboxes.mail(b"letter", trusted)
    assert new.got.count(Mail(b"letter")) == MAILS_MAX

    mailboxes.mail(b"one too many", trusted)

    assert [type(side.got[-1]) for side in (trusted, new)] == [Refused, Refused]
    with refused_with(Code.MAILBOX_CLOSED):
        mailboxes.mail(b"letter", new)


def test_the_other_side_is_told_when_one_leaves(mailboxes: Mailboxes) -> None:
    trusted, new = PretendSide(), PretendSide()
    mailboxes.open("ABCD", trusted)
    mailboxes.join("ABCD", new)

    mailboxes.left(new)

    assert isinstance(trusted.got[-1], Refused)
    assert trusted.got[-1].code == Code.MAILBOX_CLOSED
    assert new.got == [Mailbox(2)]


def test_a_letter_without_another_side_is_refused(mailboxes: Mailboxes) -> None:
    alone = PretendSide()
    with refused_with(Code.MAILBOX_CLOSED):
        mailboxes.mail(b"letter", alone)
    mailboxes.open("ABCD", alone)

    with refused_with(Code.UNEXPECTED):
        mailboxes.mail(b"letter", alone)


def test_a_connection_tries_three_names(mailboxes: Mailboxes) -> None:
    """The right one counts like the wrong ones: a fourth try finds out nothing."""
    mailboxes.open("DDDD", PretendSide())
    guesser = PretendSide(address="198.51.100.1")
    for name in ("AAAA", "BBBB", "CCCC"):
        with refused_with(Code.CODE_UNKNOWN):
            mailboxes.join(name, guesser)

    with refused_with(Code.BUSY):
        mailboxes.join("DDDD", guesser)


def test_an_address_tries_ten_names_a_minute_over_all_its_connections(
    mailboxes: Mailboxes, clock: PretendClock
) -> None:
    mailboxes.open("DDDD", PretendSide())
    for _ in range(10):
        with refused_with(Code.CODE_UNKNOWN):
            mailboxes.join("AAAA", PretendSide(address="198.51.100.1"))

    with refused_with(Code.BUSY) as caught:
        mailboxes.join("DDDD", PretendSide(address="198.51.100.1"))
    assert 0 < caught.value.retry_after_ms <= 60_001
    with refused_with(Code.CODE_UNKNOWN):
        mailboxes.join("AAAA", PretendSide(address="198.51.100.2"))
    clock.now += 60
    mailboxes.join("DDDD", PretendSide(address="198.51.100.1"))


async def test_a_pairing_runs_between_real_connections(relay: RunningRelay) -> None:
    trusted, new = await relay.greeted(), await relay.greeted()
    await trusted.found(PretendSpace("pairing"))

    await trusted.send(OpenMailbox("WXYZ"))
    assert await trusted.receive(Mailbox) == Mailbox(1)
    await new.send(JoinMailbox("WXYZ"))
    assert [await side.receive(Mailbox) for side in (trusted, new)] == [Mailbox(2), Mailbox(2)]
    await new.send(Mail(b"hello"))
    assert await trusted.receive(Mail) == Mail(b"hello")
    await new.socket.close()

    assert (await trusted.receive(Refused)).code == Code.MAILBOX_CLOSED


async def test_only_a_proven_device_opens_a_mailbox(relay: RunningRelay) -> None:
    stranger = await relay.greeted()

    await stranger.send(OpenMailbox("WXYZ"))

    assert (await stranger.receive(Refused)).code == Code.NOT_ADMITTED
