"""What is said of values on more than one page: how much one shows up somewhere, and whose it is.

Words come first; a number is never a mark.
"""

from collections.abc import Sequence

from whyward.journal.folding.values import Ownership
from whyward.web.texts import Texts


def shows_up(texts: Texts) -> Sequence[tuple[str, str]]:
    """Return how much a value may show up in a part of life, each choice with its words."""
    _ = texts.gettext
    return (
        ("a_lot", _("a lot")),
        ("some", _("some")),
        ("a_little", _("a little")),
        ("not_yet", _("not yet")),
        ("not_relevant", _("does not belong here")),
    )


def shown_word(texts: Texts, choice: str) -> str:
    """Return the words of one choice; one of a newer version is told without it."""
    return dict(shows_up(texts)).get(choice, texts.gettext("in another way"))


def whose(texts: Texts, ownership: Ownership) -> str:
    """Return in words whose a value is, as the person said when they asked themselves."""
    _ = texts.gettext
    if ownership.mine > ownership.pressure:
        return _("More yours than expected of you.")
    if ownership.mine == ownership.pressure:
        return _("As much yours as expected of you.")
    return _("Expected of you more than it feels yours. That is worth a look, and nothing has to change.")
