"""The shares as one request needs them: opened, and the one that its path names.

It decides nothing.
"""

from dataclasses import dataclass

import msgspec

from whyward.journal.names import find_share
from whyward.journal.projections.shares import Share
from whyward.journal.sharing.verbs import Shares
from whyward.web.pages.sharing.wording import SharingWords
from whyward.web.request import Request


@dataclass(frozen=True, slots=True)
class Opened:
    """What this person shows to others, and the share that a path names."""

    shares: Shares
    share: Share
    words: SharingWords

    @property
    def who(self) -> str:
        """The share as wishes name it."""
        return self.share.share_id.hex()

    @property
    def path(self) -> str:
        """Where the share's own page is."""
        return f"/share/{self.who}"


async def opened(request: Request) -> Opened:
    """Open the share that the path names; raise `NotFound` if there is none."""
    shares = await request.journal.shares()
    share_id = find_share(request.pages, request.args["share"]).share_id
    share = next(share for share in shares.all() if share.share_id == share_id)
    named = msgspec.structs.replace(share, name=request.texts.told(share.name))
    return Opened(shares, named, SharingWords(request.texts))
