"""The other side by pages: what is shown, what is new, a sheet, how long copies stay; nobody is watched."""

from pathlib import Path

from tests.support.web_desk import window_at
from tests.support.web_shares import DUTIES, FROM, GOAL, NOTE, two_desks

BANNER = "This is not read in real time."


async def test_before_the_first_one_stands_what_one_is_answerable_for(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        page = await window.get("/practice")

        assert "No one has shared anything with you." in page.text
        assert BANNER in page.text
        assert "which law you work under" in page.text
        assert (await window.get("/practice/" + "ab" * 32)).status == 422


async def test_a_link_needs_a_name_and_the_one_tick(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        link = await pair.invited()
        fields = {"link": link, "name": "Dr Rossi", "duties": DUTIES}

        assert "One sentence is not ticked" in (await pair.guest.post("/share/accept", fields)).text
        assert (await pair.guest.post("/share/accept", fields | {"understood": "on", "name": " "})).status == 422
        cut = await pair.guest.post("/share/accept", fields | {"understood": "on", "link": link[:-9]})
        assert "The link is not whole" in cut.text
        assert (await pair.guest.journal.practice()).clients() == []

        await pair.accepted(link)
        waiting = await pair.guest.get(f"/practice/{pair.client}")
        assert "has not chosen yet what you see" in waiting.text
        assert BANNER in waiting.text


async def test_the_page_shows_what_was_granted_and_what_is_new(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted(may=())
        path = f"/practice/{pair.client}"

        page = await pair.guest.get(path)
        assert BANNER in page.text
        assert GOAL in page.text
        assert "1 step on 1 day" in page.text
        assert NOTE not in page.text
        assert "Write to them" not in page.text
        assert "How it came to this" in page.text
        assert "Last shared on" in (await pair.guest.get("/practice")).text

        met = await pair.guest.post(f"{path}/session")
        assert "New since the last session" in met.text
        for form, type_ in (("html", "text/html"), ("pdf", "application/pdf")):
            sheet = await pair.guest.get(f"{path}/sheet?form={form}")
            assert sheet.headers["Content-Disposition"] == f'attachment; filename="sheet.{form}"'
            assert sheet.html[:5] == ("<!doc" if form == "html" else "%PDF-"), type_
        assert GOAL in (await pair.guest.get(f"{path}/sheet")).text


async def test_looking_tells_nobody_unless_they_say_so(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()
        path = f"/practice/{pair.client}"
        await pair.guest.get(path)
        await pair.guest.post("/share/send")
        await pair.owner.post("/share/send")
        assert "they have not said" in (await pair.owner.get("/share/audit")).text

        assert "They hear which versions" in (await pair.guest.post(f"{path}/opened")).text
        await pair.guest.post("/share/send")
        await pair.owner.post("/share/send")

        assert "they have not said" not in (await pair.owner.get("/share/audit")).text.partition("“Opened”")[0]


async def test_how_long_copies_stay_is_said_and_leaving_deletes_them(tmp_path: Path) -> None:
    async with two_desks(tmp_path) as pair:
        await pair.met()
        await pair.granted()
        path = f"/practice/{pair.client}"
        assert "deleted as soon as what they show you ends" in (await pair.guest.get(path)).text

        assert "30 days after it ends" in (await pair.guest.post(f"{path}/keep", {"keep": "days", "days": "30"})).text
        law = {"keep": "law", "until": "2036-01-01", "basis": "§ 12"}
        assert "stay until Jan 1, 2036" in (await pair.guest.post(f"{path}/keep", law)).text
        assert (await pair.guest.post(f"{path}/keep", {"keep": "days", "days": "many"})).status == 422
        assert "Em" in (await pair.guest.post(f"{path}/name", {"name": "Em"})).text

        left = await pair.guest.post(f"{path}/leave")
        assert left.path == "/practice"
        assert "Em: your copies are deleted." in left.text
        assert "There is nothing to see any more." in (await pair.guest.get(path)).text
        assert FROM not in (await pair.guest.get("/practice")).text
