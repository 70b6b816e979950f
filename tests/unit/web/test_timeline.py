"""The timeline on a page: narrowed, taken back, brought back; nothing of it is recorded by looking."""

from datetime import timedelta
from pathlib import Path

from tests.support.web_desk import Window, window_at
from whyward.journal.folding.nouns import VALUES
from whyward.journal.intentions.checkins import Marked, MarkTarget
from whyward.journal.intentions.domains import HideDomain
from whyward.journal.intentions.entries import WriteEntry
from whyward.journal.intentions.plumbing import Undo
from whyward.journal.intentions.steps import NoticeWin, TakeStep
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.targets import targets
from whyward.journal.projections.timeline import kinds_named
from whyward.web.pages.noticing.telling import kind_words
from whyward.web.texts import texts_of

HOSTILE = "<script>alert(1)</script> \"'&"


async def lived(window: Window) -> str:
    """Record a few things; return the id of the one value in hex."""
    today = window.app.desk.today()
    await window.journal.record(AddValue(name="Calm", own_words=HOSTILE))
    await window.journal.record(TakeStep(values=("calm",), on=today - timedelta(days=3)))
    await window.journal.record(NoticeWin(text="I slept."))
    await window.journal.record(HideDomain(domain="career"))
    return window.journal.pages.all(VALUES)[0].value_id.hex()


def the_undo_of(html: str, words: str) -> str:
    """Return the act that the first button after some words would take back."""
    return html.partition(words)[2].partition('name="act" value="')[2][:32]


async def test_everything_is_there_with_its_words_and_nothing_of_them_is_markup(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        assert "Nothing here. That is fine." in (await window.get("/timeline")).text
        value = await lived(window)
        count = window.journal.pages.count()
        shown = await window.get("/timeline")

        assert "Calm : Named as a value" in shown.text
        assert f'href="/values/{value}"' in shown.html
        assert "I slept." in shown.text
        assert "<script>alert" not in shown.html
        assert window.journal.pages.count() == count


async def test_it_is_narrowed_by_kind_value_part_of_life_and_day(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        value = await lived(window)
        today = window.app.desk.today()
        wins = (await window.get("/timeline?kind=win")).text
        of_value = (await window.get(f"/timeline?value={value}&kind=")).text
        of_domain = (await window.get("/timeline?domain=career")).text
        earlier = (await window.get(f"/timeline?to={(today - timedelta(days=1)).isoformat()}")).text

        assert "I slept." in wins
        assert "A step toward Calm" not in wins
        assert "A step toward Calm" in of_value
        assert "I slept." not in of_value
        assert "Career left out for now" in of_domain
        assert "A step toward Calm" not in of_domain
        assert "A step toward Calm" in earlier
        assert "Named as a value" not in earlier
        assert "Nothing here" in (await window.get("/timeline?kind=moon")).text
        assert (await window.get("/timeline?from=soon")).status == 422


async def test_it_shows_a_hundred_at_first_and_more_when_asked(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([NoticeWin(text=f"Win {number}") for number in range(120)])
        first = await window.get("/timeline?kind=win")
        assert first.text.count("A win noticed") == 100
        assert 'href="/timeline?limit=200&amp;kind=win"' in first.html
        more = await window.get("/timeline?limit=200&kind=win")
        assert more.text.count("A win noticed") == 120
        assert "Show earlier days" not in more.text


async def test_an_act_is_taken_back_from_here_and_brought_back(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await lived(window)
        shown = await window.get("/timeline?kind=win")
        await window.post("/undo", {"act": the_undo_of(shown.html, "I slept.")})
        taken = await window.get("/timeline?kind=win")
        assert '<details class="grow taken-back">' in taken.html
        assert "Bring it back" in taken.text

        await window.post("/undo", {"act": the_undo_of(taken.html, "I slept.")})
        again = await window.get("/timeline?kind=win")
        assert "taken-back" not in again.html
        assert "Undo" in again.text


async def test_an_act_of_several_is_one_line_to_bring_back(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record_all([AddValue(name="Calm"), AddValue(name="Brave")])
        await window.journal.record(Undo())
        shown = await window.get("/timeline")

        assert shown.html.count('class="grow taken-back"') == 1
        assert shown.text.count("Bring it back") == 1


async def test_a_mark_on_a_target_leads_to_the_target(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(MarkTarget(marks=(Marked(on="health", ring=6),)))
        (target,) = targets(window.journal.pages)
        path = f"/check/{target.id.hex()}"

        assert f'href="{path}"' in (await window.get("/timeline")).html
        assert (await window.get(path)).path == "/check/target"
        assert (await window.get(f"{path}/edit")).status in {404, 422}
        await window.post(f"{path}/take-back")
        assert targets(window.journal.pages) == []


async def test_on_this_day_is_shown_to_whoever_turned_it_on(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        today = window.app.desk.today()
        then = today.replace(year=today.year - 4)  # Four years ago there was a 29 February, too.
        await window.journal.record(WriteEntry(body="Long ago.", on=then))
        assert "It is off, for not every memory is welcome." in (await window.get("/timeline?kind=step")).text

        shown = await window.post("/timeline/on-this-day", {"on": "yes"})
        assert "On this day Long ago." in shown.text
        off = await window.post("/timeline/on-this-day", {"on": "no"})
        assert "It is off" in off.text


def test_each_word_to_choose_from_stands_for_something_that_can_happen() -> None:
    words = kind_words(texts_of("en"))

    assert len(words) == len({kind for kind, _ in words}) == len({word for _, word in words})
    assert not [kind for kind, _ in words if not kinds_named(kind)]
