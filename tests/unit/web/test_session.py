"""Windows: a launch token is good once and for a minute; a key is worth something until the window is let go."""

from tests.support.world import SeededEntropy
from whyward.web.session import LAUNCH_S, Said, Session, Sessions


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def test_a_token_is_good_once() -> None:
    sessions = Sessions(SeededEntropy("web"), Clock())
    token = sessions.launch()
    session = sessions.admit(token)

    assert session is not None
    assert sessions.admit(token) is None
    assert sessions.of(session.key) is session


def test_a_token_is_good_for_a_minute() -> None:
    clock = Clock()
    sessions = Sessions(SeededEntropy("web"), clock)
    early, late = sessions.launch(), sessions.launch()
    clock.now += LAUNCH_S - 1
    assert sessions.admit(early) is not None
    clock.now += 1
    assert sessions.admit(late) is None


def test_nothing_else_is_a_token_or_a_key() -> None:
    sessions = Sessions(SeededEntropy("web"), Clock())
    token = sessions.launch()
    for wrong in ("", token[:-1], token + "0", token.upper() + "x", "é"):
        assert sessions.admit(wrong) is None
        assert sessions.of(wrong) is None
    assert sessions.of(token) is None
    session = sessions.admit(token)
    assert session is not None
    assert session.key != token


def test_a_window_that_is_let_go_has_a_key_to_nothing() -> None:
    sessions = Sessions(SeededEntropy("web"), Clock())
    one, other = sessions.admit(sessions.launch()), sessions.admit(sessions.launch())
    assert one is not None
    assert other is not None
    sessions.end(one)
    assert sessions.of(one.key) is None
    assert sessions.of(other.key) is other
    sessions.end_all()
    assert sessions.of(other.key) is None


def test_a_sentence_is_said_once_and_few_are_kept() -> None:
    session = Session("key")
    for number in range(9):
        session.say(Said(str(number)))

    assert [said.text for said in session.take_said()] == ["4", "5", "6", "7", "8"]
    assert session.take_said() == ()


def test_a_key_is_not_told_by_what_prints_a_session() -> None:
    assert "secret" not in repr(Session("secret"))
