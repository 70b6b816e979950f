"""The helplines that we ship: what each row has to say of itself, and what keeps a release back."""

import re
from datetime import date, timedelta

import msgspec
import pytest

from tools.helplines import main
from whyward.content import helplines as h

TODAY = date(2026, 11, 28)
WANTED = {
    *("us", "ca", "gb", "ie", "au", "nz", "de", "fr", "es", "nl", "be", "at", "ch", "it", "br", "in", "jp", "kr"),
    *("za", "eu"),
}


def test_every_region_of_the_design_has_a_line_and_a_number_for_danger() -> None:
    shipped = h.helplines()

    assert {region.code for region in shipped.regions} == {line.region for line in shipped.helplines} == WANTED
    assert len({line.id for line in shipped.helplines}) == len(shipped.helplines)
    assert {number for region in shipped.regions for number in region.emergency} >= {"112", "911", "999", "000"}


@pytest.mark.parametrize("line", h.helplines().helplines, ids=lambda line: line.id)
def test_a_row_says_how_it_is_reached_and_where_it_comes_from(line: h.Helpline) -> None:
    assert line.phone or line.text or line.chat
    assert line.source.startswith("https://")
    assert line.verified_by
    for number in (line.phone or "", line.text or ""):
        assert re.fullmatch(r"[0-9A-Za-z ]*", number)


def test_a_region_shows_its_own_lines_and_no_region_or_an_unknown_one_shows_all() -> None:
    assert [line.id for line in h.lines_in("gb")] == ["gb-samaritans", "gb-shout"]
    assert h.lines_in(None) == h.lines_in("moon") == h.helplines().helplines
    assert h.region_of("moon") is None


def test_a_row_never_claims_to_be_checked_where_nobody_did() -> None:
    line = h.helplines().helplines[0]
    checked = msgspec.structs.replace(line, verified_on=date(2026, 3, 9))

    assert h.checked_words(checked) == "Checked in March 2026. Numbers can change."
    assert "Not yet checked by a call" in h.checked_words(msgspec.structs.replace(line, verified_on=None))
    for row in h.helplines().helplines:
        assert row.verified_on is None or "not yet called" not in row.verified_by


DAYS_AGO = {0: (), 180: (), 181: ("us-988",), -1: ("us-988",), None: ("us-988",)}


@pytest.mark.parametrize("days", DAYS_AGO)
def test_a_row_is_stale_after_a_hundred_and_eighty_days(monkeypatch: pytest.MonkeyPatch, days: int | None) -> None:
    shipped = h.helplines()
    lines = tuple(msgspec.structs.replace(line, verified_on=TODAY) for line in shipped.helplines)
    regions = tuple(msgspec.structs.replace(region, verified_on=TODAY) for region in shipped.regions)
    first = msgspec.structs.replace(lines[0], verified_on=None if days is None else TODAY - timedelta(days=days))
    changed = msgspec.structs.replace(shipped, helplines=(first, *lines[1:]), regions=regions)
    monkeypatch.setattr(h, "helplines", lambda: changed)

    assert h.stale_rows(TODAY) == DAYS_AGO[days]


def test_a_release_is_kept_back_by_a_stale_row_and_nothing_else_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def one_is(_today: date) -> tuple[str, ...]:
        return ("us-988",)

    def none_is(_today: date) -> tuple[str, ...]:
        return ()

    monkeypatch.setattr("tools.helplines.stale_rows", one_is)
    assert main([]) == 0
    assert main(["--release"]) == 1
    assert "us-988" in capsys.readouterr().out

    monkeypatch.setattr("tools.helplines.stale_rows", none_is)
    assert main(["--release"]) == 0
