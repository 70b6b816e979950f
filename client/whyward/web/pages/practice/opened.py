"""What others show, as one request needs it: opened, and the one share that its path names.

It decides nothing.
"""

from dataclasses import dataclass

import msgspec

from whyward.journal.errors import NotFound
from whyward.journal.guesting.verbs import Practice
from whyward.journal.projections.guesting import Client, ClientPage, ClientState
from whyward.web.request import Request


@dataclass(frozen=True, slots=True)
class Practising:
    """What others show to this person, and whoever a path names."""

    practice: Practice
    client: Client

    @property
    def who(self) -> str:
        """The share as the journal's verbs name it."""
        return self.client.space_id.hex()

    @property
    def path(self) -> str:
        """Where the page of this share is."""
        return f"/practice/{self.who}"

    @property
    def is_there(self) -> bool:
        """Whether there is anything of it on this device."""
        return self.client.state is not ClientState.DELETED and self.client.space_id in self.practice.readers()

    def page(self) -> ClientPage | None:
        """Return all that is shown; None where nothing of it is on this device."""
        return self.practice.client(self.who) if self.is_there else None


async def practising(request: Request) -> Practising:
    """Open what the path names; raise `NotFound` if there is no such share."""
    practice = await request.journal.practice()
    wanted = request.args["client"]
    found = next((client for client in practice.clients() if client.space_id.hex() == wanted), None)
    if found is None:
        _ = request.texts.gettext
        raise NotFound(_("Nobody shows you that here"), hint=_("Look at the list of people who show you something."))
    return Practising(practice, msgspec.structs.replace(found, name=request.texts.told(found.name)))
