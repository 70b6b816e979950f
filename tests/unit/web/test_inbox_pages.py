"""What comes back by pages: comments, ideas, deletion; and whatever the other side wrote stays text on every page."""

import re
from pathlib import Path

from tests.support.web_shares import GOAL, Pair, two_desks
from whyward.journal.intentions.goals import AdjustGoal
from whyward.journal.projections.goals import goals

EVIL = (
    "Kind </style><script>fetch('https://evil.example')</script><img src=x onerror=alert(1)>"
    ' " onfocus=alert(1) x=" {{ 7*7 }} {% include "x" %} \u202egnp.exe'
)
ELEMENT = re.compile(r"<\s*(script|img|iframe|object|svg\s+on)|onerror=[^&]*>|javascript:", re.IGNORECASE)


async def shared(pair: Pair) -> None:
    """Share a goal with every right."""
    await pair.met()
    await pair.granted(may=("comment", "propose"))


async def test_a_comment_is_answered_and_put_away(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await shared(pair)
        page = await pair.guest.get(f"/practice/{pair.client}")
        item = re.findall(r'<option value="([0-9a-f]{32})"', page.html)[0]

        said = await pair.guest.post(f"/practice/{pair.client}/comment", {"text": "I am glad.", "about": item})
        assert "They read it when they look" in said.text
        await pair.guest.post("/share/send")
        await pair.owner.post("/share/send")
        inbox = await pair.owner.get("/inbox")
        assert "I am glad." in inbox.text
        assert f"about “{GOAL}”" in inbox.text
        ref = re.findall(r'action="/inbox/([0-9a-f]{32})/reply"', inbox.html)[0]
        assert (await pair.owner.post(f"/inbox/{ref}/reply", {"text": " "})).status == 422
        assert "So am I." in (await pair.owner.post(f"/inbox/{ref}/reply", {"text": "So am I."})).text
        assert "There is nothing here." in (await pair.owner.post(f"/inbox/{ref}/put-away")).text
        await pair.carried()
        assert "So am I." in (await pair.guest.get(f"/practice/{pair.client}")).text


async def test_an_idea_becomes_a_goal_in_own_words_or_stays_where_it_is(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await shared(pair)
        for text in ("Say no once.", "Go for a walk."):
            fields = {"statement": text, "value": "Courage", "steps": "to Sam\nto Kim", "message": "Perhaps."}
            assert (await pair.guest.post(f"/practice/{pair.client}/propose", fields)).status == 200
        await pair.guest.post("/share/send")
        await pair.owner.post("/share/send")

        inbox = await pair.owner.get("/inbox")
        for told in ("Say no once.", "It could serve: Courage", "to Kim", "They say: Perhaps."):
            assert told in inbox.text
        refs = dict(
            re.findall(
                r"/inbox/([0-9a-f]{32})/accept.*?>(Say no once\.|Go for a walk\.)</textarea>", inbox.html, re.DOTALL
            )
        )
        say, walk = ({text: ref for ref, text in refs.items()}[text] for text in ("Say no once.", "Go for a walk."))
        taken = await pair.owner.post(f"/inbox/{say}/accept", {"statement": "Say no to one thing."})
        assert taken.path.startswith("/goals/")
        assert {goal.statement for goal in goals(pair.owner.journal.pages)} == {GOAL, "Say no to one thing."}
        left = await pair.owner.post(f"/inbox/{walk}/decline", {"note": "I do that already."})
        assert "They are not told." in left.text
        await pair.carried()

        page = (await pair.guest.get(f"/practice/{pair.client}")).text
        assert "They took it, in words of their own." in page
        assert "I do that already." not in page


async def test_a_plea_to_delete_is_answered(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await shared(pair)
        await pair.owner.post(f"/share/{pair.share}/deletion", {"note": "Please, all of it."})
        await pair.carried()
        page = await pair.guest.get(f"/practice/{pair.client}")
        assert "Please, all of it." in page.text
        ref = re.findall(r"/answer/([0-9a-f]{32})", page.html)[0]
        path = f"/practice/{pair.client}/answer/{ref}"
        assert (await pair.guest.post(path, {})).status == 422

        answered = await pair.guest.post(path, {"answer": "kept_by_law", "basis": "§ 12", "until": "2036-01-01"})
        assert "the law has you keep them" in answered.text
        await pair.guest.post("/share/send")
        await pair.owner.post("/share/send")

        inbox = (await pair.owner.get("/inbox")).text
        assert "the law has them keep their copies. Until Jan 1, 2036." in inbox
        assert "§ 12" in inbox


async def test_whatever_they_wrote_is_text_on_every_page_of_both(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        words = await pair.accepted(await pair.invited("Dr </script><script>R"), name=EVIL[:64], duties=EVIL)
        await pair.confirmed(words)
        await pair.owner.journal.record(AdjustGoal(goal=GOAL, statement=EVIL, why=EVIL))
        await pair.granted("why", "step_notes", may=("comment", "propose"))
        practice = f"/practice/{pair.client}"
        await pair.guest.post(f"{practice}/comment", {"text": EVIL})
        fields = {"statement": EVIL, "value": EVIL[:100], "steps": EVIL[:100], "message": EVIL}
        await pair.guest.post(f"{practice}/propose", fields)
        await pair.guest.post(f"{practice}/name", {"name": EVIL[:60]})
        await pair.guest.post("/share/send")
        await pair.owner.post("/share/send")

        path = f"/share/{pair.share}"
        owners = [
            "/share",
            path,
            f"{path}/what",
            f"{path}/receipt",
            f"{path}/deletion",
            f"{path}/renew",
            f"{path}/words",
        ]
        owners += [f"/share/preview/{pair.share}", "/share/audit", "/inbox", "/session", "/share/handover"]
        for page in [await pair.owner.get(one) for one in owners]:
            assert page.status == 200, page.path
            assert not ELEMENT.search(page.html), page.path
        for page in [await pair.guest.get(one) for one in ("/practice", practice, f"{practice}/words")]:
            assert page.status == 200, page.path
            assert not ELEMENT.search(page.html), page.path
        assert "7*7" in (await pair.owner.get("/inbox")).text
