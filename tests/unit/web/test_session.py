"""Windows that are let in: a launch token is good once and for a minute, a key until its window goes."""

from tests.support.world import SeededEntropy
from whyward.web.session import LAUNCH_S, Said, Session, Sessions


class _Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        """Start somewhere."""
        self.now_s = 1000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now_s


def sessions() -> tuple[Sessions, _Watch]:
    """Return a door with nobody in, and its clock."""
    watch = _Watch()
    return Sessions(SeededEntropy("sessions"), watch), watch


def test_a_launch_token_is_good_once() -> None:
    door, _ = sessions()
    token = door.launch()

    session = door.admit(token)

    assert session is not None
    assert door.of(session.key) is session
    assert door.admit(token) is None


def test_a_launch_token_is_good_for_a_minute() -> None:
    door, watch = sessions()
    early, late = door.launch(), door.launch()

    watch.now_s += LAUNCH_S - 1
    assert door.admit(early) is not None
    watch.now_s += 1
    assert door.admit(late) is None


def test_nothing_but_a_token_that_was_given_out_lets_anybody_in() -> None:
    door, _ = sessions()
    token = door.launch()

    for other in ("", "0", token[:-1], token.upper(), f"{token}0", "é", "\x00"):
        assert door.admit(other) is None
    assert door.admit(token) is not None


def test_a_key_is_no_token_and_a_token_no_key() -> None:
    door, _ = sessions()
    token = door.launch()
    assert door.of(token) is None
    session = door.admit(token)
    assert session is not None

    assert door.of(token) is None
    assert door.admit(session.key) is None
    assert door.of("") is None


def test_each_window_has_a_key_of_its_own_and_it_ends_with_the_window() -> None:
    door, _ = sessions()
    one, other = door.admit(door.launch()), door.admit(door.launch())
    assert one is not None
    assert other is not None
    assert one.key != other.key
    assert len(one.key) == 64

    door.end(one)
    assert door.of(one.key) is None
    assert door.of(other.key) is other
    door.end_all()
    assert door.of(other.key) is None


def test_sentences_wait_for_the_next_page_and_are_told_once() -> None:
    session = Session("key")
    for number in range(7):
        session.say(Said(str(number)))

    assert [one.text for one in session.take_said()] == ["2", "3", "4", "5", "6"]
    assert session.take_said() == ()


def test_a_session_does_not_show_its_key() -> None:
    assert "secret" not in repr(Session("secret"))
