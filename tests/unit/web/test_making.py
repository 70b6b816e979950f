"""Pages for creative pieces and worksheets: made, filled in, changed, and shown again."""

from pathlib import Path

from tests.support.web_desk import window_at
from whyward.content.exercises import exercises
from whyward.content.worksheets import templates
from whyward.journal.intentions.exploring import RevisePiece
from whyward.journal.intentions.values import AddValue
from whyward.journal.projections.exploring import pieces, worksheets


async def test_every_exercise_can_be_written_to(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        for one in exercises().exercises:
            shown = await window.post(f"/explore/creative/{one.id}", {"text": f"About {one.id}."})
            assert shown.status == 200
            assert f"About {one.id}." in shown.text
        assert len(pieces(window.journal.pages)) == len(exercises().exercises)
        refused = await window.post("/explore/creative/poem", {"text": ""})
        assert refused.status == 422


async def test_a_compass_is_written_down_spoke_by_spoke(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        fields = {"word_1": "honest", "reach_1": "4", "word_3": "playful", "text": "Outward."}
        await window.post("/explore/creative/compass_drawing", fields)
        assert pieces(window.journal.pages)[0].text == "honest — 4\nplayful\nOutward."

        refused = await window.post("/explore/creative/compass_drawing", {"word_1": "honest", "reach_1": "far"})
        assert refused.status == 422
        assert "number did not work" in refused.text


async def test_a_piece_is_put_in_other_words_and_two_versions_are_settled(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.journal.record(AddValue(name="Kindness"))
        await window.post("/explore/creative/letter", {"text": "Dear me.", "title": "To me", "value": "Kindness"})
        (one,) = pieces(window.journal.pages)
        called, seen = one.id.hex(), one.versions[0].event_id.hex()
        assert one.values == ("Kindness",)
        await window.journal.record(RevisePiece(piece=called, text="elsewhere"))
        shown = await window.post(f"/explore/creative/made/{called}/edit", {"text": "here", "base": seen})
        assert "Two versions" in shown.text

        await window.post(f"/explore/creative/made/{called}/settle", {"keep": "2"})
        assert [version.text for version in pieces(window.journal.pages)[0].versions] == ["elsewhere"]
        edit = await window.get(f"/explore/creative/made/{called}/edit")
        assert "elsewhere" in edit.text


async def test_every_worksheet_has_a_field_for_all_that_is_asked(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        for one in templates().templates:
            shown = await window.get(f"/explore/worksheets/{one.id}")
            assert shown.status == 200
            for field in one.fields:
                assert f'name="{field.id}"' in shown.html
                assert field.label in shown.text
            assert (await window.post(f"/explore/worksheets/{one.id}")).status == 422
        assert worksheets(window.journal.pages) == []


async def test_a_worksheet_is_filled_in_shown_and_changed(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        done = await window.journal.record(AddValue(name="Kindness"))
        value = done.events[0]
        assert value.kind == "value-chosen.1"
        page = await window.get("/explore/worksheets/w3")
        ref = page.html.partition('value="value:')[2].partition('"')[0]
        fields = {"value": f"value:{ref}", "place": "health", "step": "Call Sam", "confidence": "7"}
        shown = await window.post("/explore/worksheets/w3", fields)
        assert all(said in shown.text for said in ("Kindness", "Health", "Call Sam", "7 of 10"))

        (sheet,) = worksheets(window.journal.pages)
        path = f"/explore/worksheets/filled/{sheet.id.hex()}/edit"
        edit = await window.get(path)
        assert f'value="value:{ref}" selected' in edit.html
        assert 'value="7" checked' in edit.html
        changed = await window.post(path, {"value": f"value:{ref}", "step": "Call Sam on Sunday"})
        assert "Call Sam on Sunday" in changed.text
        assert "7 of 10" not in changed.text
        assert (await window.post(path, {"value": f"value:{ref}", "step": "Call Sam on Sunday"})).status == 422


async def test_choices_and_lines_of_a_worksheet_come_back_as_they_were_given(tmp_path: Path) -> None:
    async with window_at(tmp_path / "home") as window:
        await window.post("/explore/worksheets/w8", {"since": "A call\n\n A walk ", "need": "to think together"})
        (sheet,) = worksheets(window.journal.pages)
        edit = await window.get(f"/explore/worksheets/filled/{sheet.id.hex()}/edit")

        assert ("A call", "A walk") in [answer.lines for answer in sheet.answers]
        assert 'value="to think together" checked' in edit.html
        assert "A call\nA walk" in edit.html
