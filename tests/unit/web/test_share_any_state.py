"""Every page and every press of a share, in every state that it may be in: a page or a calm refusal, and no fault."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.support.web_shares import Pair, two_desks
from whyward.journal.sharing.consent import POINTS

PAGES = ("", "/link", "/words", "/what", "/long", "/may", "/agree", "/renew", "/receipt", "/deletion", "/sent")
PRESSES: dict[str, dict[str, str | tuple[str, ...]]] = {
    "/look": {},
    "/words": {"word-1": "a", "word-2": "b", "word-3": "c"},
    "/what": {"goal": "ab" * 16, "part-" + "ab" * 16: "statement"},
    "/long": {"length": "30"},
    "/may": {"may": "comment"},
    "/agree": {"tick": POINTS},
    "/renew": {"length": "30", "tick": POINTS},
    "/narrow": {"may": "comment"},
    "/pause": {},
    "/resume": {},
    "/deletion": {"note": "Please."},
    "/put-away": {},
    "/rename": {"name": "Somebody"},
    "/stop": {},
    "/remove": {},
}


async def met(pair: Pair) -> None:
    """Bring the two together, and no further."""
    await pair.met()


async def invited(pair: Pair) -> None:
    """Make a link that nobody has followed."""
    await pair.invited()


async def answered(pair: Pair) -> None:
    """Have the link followed, before any words are compared."""
    await pair.accepted(await pair.invited())
    await pair.owner.post(f"/share/{pair.share}/look")


async def stopped(pair: Pair) -> None:
    """Share something, and stop."""
    await pair.met()
    await pair.granted()
    await pair.owner.post(f"/share/{pair.share}/stop")


async def paused(pair: Pair) -> None:
    """Share something, and let it rest."""
    await pair.met()
    await pair.granted()
    await pair.owner.post(f"/share/{pair.share}/pause")


@pytest.mark.parametrize("state", [invited, answered, met, paused, stopped])
async def test_no_page_and_no_press_of_a_share_breaks(state: Callable[[Pair], Awaitable[None]], tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await state(pair)
        path = f"/share/{pair.share}"
        for page in (*(path + page for page in PAGES), f"/share/preview/{pair.share}", "/share", "/share/audit"):
            assert (await pair.owner.get(page)).status in {200, 422}, page
        for press, fields in PRESSES.items():
            assert (await pair.owner.post(path + press, fields)).status in {200, 422}, press
        for page in ("/share", "/inbox", "/session", "/share/audit", path):
            assert (await pair.owner.get(page)).status == 200, page


async def test_a_share_that_there_is_not_is_refused_kindly(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        refused = await pair.owner.get("/share/" + "ab" * 16)

        assert refused.status == 422
        assert "No share goes by the name" in refused.text
