"""Every text of ours on the pages of sharing can be translated: in a made-up language, none stands there in English."""

import re
from html import unescape
from pathlib import Path

from tests.support.web_desk import Shown
from tests.support.web_shares import DUTIES, FROM, GOAL, NOTE, WHO, two_desks
from whyward.journal.sharing.consent import consent_text
from whyward.web.texts import PSEUDO

OWN = {WHO, FROM, GOAL, NOTE, DUTIES, "Dr Rossi", "Friendship", "I have been hiding.", "I am glad.", "Say no once."}
SENTENCES = {point.text for point in consent_text(DUTIES).points}
ENGLISH = re.compile(r"[a-z]{3,}")
NAMES = re.compile(r"[0-9a-f]+|https?:\S+|\w+, \w+ \d+, \d{4}")
"""The start of an id, a link, and a day as the language writes it."""


def left_in_english(shown: Shown) -> list[str]:
    """Return the texts between the tags of a page's main part that are neither a person's nor in brackets."""
    main = shown.html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    pieces = {unescape(piece).strip() for piece in re.split(r"<[^>]*>", main)}
    bare = {re.sub(r"⟦.*?⟧|^\w{3} \d+, \d{4}: ", "", piece, flags=re.DOTALL) for piece in pieces - SENTENCES}
    return sorted(piece for piece in bare - OWN if ENGLISH.search(piece) and not NAMES.fullmatch(piece))


async def test_no_text_of_ours_is_left_in_english(tmp_path: Path) -> None:
    async with two_desks(tmp_path, spoken=PSEUDO) as pair:
        link = await pair.invited()
        path = f"/share/{pair.share}"
        found = {path: left_in_english(await pair.owner.get(path)) for path in (f"{path}/link", "/share", path)}
        eight = await pair.accepted(link)
        found["words"] = left_in_english(await pair.owner.post(f"{path}/look"))
        await pair.confirmed(eight)
        await pair.granted("why", "step_notes", may=("comment", "propose"))
        practice = f"/practice/{pair.client}"
        await pair.guest.post(f"{practice}/comment", {"text": "I am glad."})
        await pair.guest.post(f"{practice}/propose", {"statement": "Say no once."})
        await pair.owner.post(f"{path}/deletion", {"note": "I am glad."})
        await pair.guest.post("/share/send")
        await pair.carried()
        own = ["/share", "/share/new", "/share/accept", "/share/audit", "/share/handover", "/inbox", "/session", path]
        own += [f"{path}/{step}" for step in ("what", "may", "renew", "receipt", "deletion", "sent")]
        for one in (*own, f"/share/preview/{pair.share}"):
            found[one] = left_in_english(await pair.owner.get(one))
        for one in ("/practice", practice):
            found[one] = left_in_english(await pair.guest.get(one))

        assert {one: left for one, left in found.items() if left} == {}
