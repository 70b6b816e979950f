"""What a share is called on a page: who somebody is, how it stands, which parts of a goal are meant, what they may do.

Words only; what they mean is the journal's.
"""

from collections.abc import Container, Iterable
from typing import Final

from whyward.journal.events.people import Role
from whyward.journal.events.shares import Field, May
from whyward.journal.projections.shares import Share
from whyward.journal.sharing.effective import ShareState
from whyward.web.texts import Texts


def _(text: str) -> str:
    """Mark a text for translation; it is looked up when it is shown."""
    return text


_FIELDS: Final = {
    Field.STATEMENT: _("its words"),
    Field.VALUE: _("the value it serves"),
    Field.PROGRESS: _("how many steps"),
    Field.STEP_NOTES: _("your notes on steps"),
    Field.BARRIERS_MET: _("that something was in the way, not what"),
    Field.BARRIERS: _("what was in the way"),
    Field.WHY: _("why it matters to you"),
    Field.ENTRIES: _("what you wrote about it"),
    Field.HISTORY: _("its story from the beginning"),
}
_RIGHTS: Final = {May.READ: _("read it"), May.COMMENT: _("comment on it"), May.PROPOSE: _("propose a goal")}
_ROLES: Final = {
    Role.THERAPIST: _("Therapist"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.DOCTOR: _("Doctor"),
    Role.PEER: _("Friend or peer"),
    Role.OTHER: _("Somebody else"),
}
_STATES: Final = {
    ShareState.INVITED: _("has a link, and sees nothing yet"),
    ShareState.UNVERIFIED: _("sees nothing before you two have compared the words"),
    ShareState.VERIFIED: _("is the right person, and sees nothing yet"),
    ShareState.PAUSED: _("keeps what they have; nothing goes out at the moment"),
    ShareState.STOPPED: _("sees nothing more; it is stopped"),
    ShareState.KEYS_CHANGED: _("gets nothing before you two have compared words again"),
}
USUAL: Final = (Field.STATEMENT, Field.VALUE, Field.PROGRESS)
"""What of a goal is ticked before a person changes it; all else is theirs to add."""


class SharingWords:
    """The words of one language for shares."""

    def __init__(self, texts: Texts) -> None:
        """Speak this language."""
        self._texts = texts
        self._of = texts.gettext

    def field(self, name: str) -> str:
        """Return what a part of a goal is called."""
        return self._of(_FIELDS[Field(name)])

    def fields(self, names: Container[str]) -> str:
        """Return parts of a goal as people list them."""
        return self.listed(self._of(text) for field, text in _FIELDS.items() if field in names)

    def field_options(self) -> list[tuple[str, str]]:
        """Return every part of a goal, to choose from."""
        return [(field.value, self._of(text)) for field, text in _FIELDS.items()]

    def rights(self, names: Container[str]) -> str:
        """Return what somebody may do, as people list it; to read is part of every share."""
        return self.listed(self._of(text) for right, text in _RIGHTS.items() if right is May.READ or right in names)

    def right(self, name: str) -> str:
        """Return what one right is called."""
        return self._of(_RIGHTS[May(name)])

    def role(self, name: str) -> str:
        """Return what somebody is to the person."""
        return self._of(_ROLES.get(Role(name), _ROLES[Role.OTHER]))

    def role_options(self) -> list[tuple[str, str]]:
        """Return what somebody may be to the person."""
        return [(role.value, self._of(text)) for role, text in _ROLES.items()]

    def standing(self, share: Share) -> str:
        """Return how it stands with a share, after the name of whom it is with."""
        day = "" if share.ends is None else self._texts.day(share.ends)
        if share.state is ShareState.ACTIVE:
            count = len(share.items)
            one, many = _("sees %(num)s goal of yours until %(day)s"), _("sees %(num)s goals of yours until %(day)s")
            return self._texts.ngettext(one, many, count) % {"num": count, "day": day}
        if share.state is ShareState.EXPIRED:
            return self._of(_("is shown nothing new: it ended by itself on %(day)s")) % {"day": day}
        if share.state is ShareState.PAUSED and share.paused_until is not None:
            until = self._texts.day(share.paused_until)
            return self._of(_("keeps what they have; nothing goes out before %(day)s")) % {"day": until}
        return self._of(_STATES[share.state])

    def listed(self, names: Iterable[str]) -> str:
        """Join names with commas and an "and"."""
        *before, last = [self._texts.told(name) for name in names] or [""]
        return self._of(_("%(names)s and %(last)s")) % {"names": ", ".join(before), "last": last} if before else last
