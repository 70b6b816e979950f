"""What a handler is given: what was asked, by whom, and the desk with the open journal.

It is made by the app once a request was let in; a handler trusts it and reaches nothing else.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from whyward.journal.journal import Journal
from whyward.journal.pages import Pages
from whyward.journal.recording import Done
from whyward.web.desk import Desk
from whyward.web.form import Form
from whyward.web.response import Response
from whyward.web.session import Said, Session
from whyward.web.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request that was let in. `args` are the named parts of the path."""

    method: str
    path: str
    desk: Desk
    session: Session
    texts: Texts
    args: Mapping[str, str] = field(default_factory=dict[str, str])
    query: Form = field(default_factory=Form)
    form: Form = field(default_factory=Form)

    @property
    def journal(self) -> Journal:
        """The open journal; a route that is for an open one is never reached without it."""
        return self.desk.journal

    @property
    def pages(self) -> Pages:
        """The journal's pages."""
        return self.desk.journal.pages

    @property
    def today(self) -> date:
        """The life day of now, for this person."""
        return self.desk.today()

    def say(self, text: str, done: Done | None = None) -> None:
        """Say one calm sentence on the next page; with what was recorded, it can be taken back from there."""
        act = None if done is None or not done.events else done.events[0].act
        self.session.say(Said(text, act))


Handler: TypeAlias = Callable[[Request], Awaitable[Response]]
