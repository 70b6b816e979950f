"""A share that has ended by itself asks calmly; a month after the last agreement, a look round is offered."""

from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.share_scene import SHARE, Owner
from tests.support.web_desk import Window, window_at
from tests.support.web_shares import two_desks
from whyward.adapters.relay_way import RelayWay
from whyward.journal.errors import Unreachable
from whyward.journal.intentions.goals import SetGoal

GOAL = "Call a friend"
PATH = f"/share/{SHARE.hex()}"


def shows(window: Window, ends: date) -> None:
    """Put a share on the pages that was agreed to on the notebook's own day, long past."""
    owner = Owner()
    owner.wish(SetGoal(statement=GOAL))
    owner.meet()
    owner.grant((owner.goal_ref(GOAL), ["statement"]), ends=ends)
    window.journal.pages.merge(owner.recorded)


async def test_what_has_ended_by_itself_is_a_card_and_nothing_more(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shows(window, window.app.desk.today() - timedelta(days=1))

        page = await window.get("/share")

        assert "Renew?" in page.text
        assert "You can let it go on, or leave it as it is." in page.text
        assert f'href="{PATH}/renew"' in page.html
        assert "A look round" not in page.text
        person = await window.get(PATH)
        assert "it ended by itself on" in person.text
        assert GOAL not in person.text
        assert "overdue" not in page.text.lower()


async def test_a_month_after_the_last_agreement_a_look_round_is_offered(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        shows(window, window.app.desk.today() + timedelta(days=30))

        page = await window.get("/share")

        assert "A look round" in page.text
        assert "there is nothing to do" in page.text
        assert "Renew?" not in page.text


async def test_a_stop_counts_with_the_relay_out_of_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()

        async def nobody(_self: RelayWay, _url: str) -> NoReturn:
            raise Unreachable("the relay is out of reach", hint="What you recorded is safe on this device.")

        monkeypatch.setattr(RelayWay, "connect", nobody)
        stopped = await pair.owner.post(f"/share/{pair.share}/stop")

        assert stopped.status == 200
        assert "You show Dr R nothing any more." in stopped.text
        assert "The relay is out of reach and is told later." in stopped.text
        assert "Nothing is shared." in (await pair.owner.get("/share")).text
        sent = await pair.owner.post("/share/send")
        assert sent.status == 422
        assert "What you recorded is safe on this device." in sent.text
        refused = await pair.owner.post("/share/new", {"name": "Somebody else"})
        assert (refused.status, "out of reach" in refused.text) == (422, True)
