"""Recording from the command line: wishes in, ids and one calm line out.

It does not sync: recording never waits for a network.
"""

from collections.abc import Callable, Sequence

from whyward.cli.face import Face
from whyward.cli.opening import with_journal
from whyward.cli.shown.recorded import recorded_shown, with_id
from whyward.journal.intentions.any import Intention
from whyward.journal.journal import Journal
from whyward.journal.pages import Pages
from whyward.journal.recording import Done

Sentence = Callable[[Pages, Done], str]
Wishes = Sequence[Intention] | Callable[[Pages], Sequence[Intention]]
"""Wishes, or how they follow from what is there."""


def record(face: Face, wishes: Wishes, sentence: str | Sentence) -> None:
    """Record wishes as one act, then say what they came to."""

    async def work(journal: Journal) -> None:
        done = await journal.record_all(wishes(journal.pages) if callable(wishes) else wishes)
        if face.as_json:
            face.give(recorded_shown(done))
            return
        text = sentence if isinstance(sentence, str) else sentence(journal.pages, done)
        face.show(with_id(text, done))

    with_journal(face, work)
