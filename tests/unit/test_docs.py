"""What documents promise: links lead somewhere, and every command line shown is one that the program takes.

Nothing shown is run here; each line is parsed by the real commands, which are kept from doing anything.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from whyward.cli.main import main
from whyward.relay.__main__ import parse as parse_relay

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "deploy").glob("*.md")])
WITH_COMMANDS = [ROOT / "README.md", *sorted(DOCS.glob("tutorial/*.md")), *sorted(DOCS.glob("how-to/*.md"))]

LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (?P<title>.+)$", re.MULTILINE)
ENDS_A_COMMAND = {"|", "||", "&&", ";", "&", ">", ">>", "<"}


def text_of(page: Path) -> str:
    """Read a page."""
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    """Name a page in the list of tests."""
    return str(page.relative_to(ROOT))


def anchors_of(page: Path) -> set[str]:
    """Return what a link may name in a page: its headings, small, without marks, with dashes for spaces."""
    titles = (heading["title"].lower() for heading in HEADING.finditer(FENCED.sub("", text_of(page))))
    return {re.sub(r"[^\w\- ]", "", title).strip().replace(" ", "-") for title in titles}


def broken(page: Path) -> Iterator[str]:
    """List the links of a page that lead nowhere in the checkout."""
    for link in LINK.finditer(FENCED.sub("", text_of(page))):
        target = link["target"]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        is_there = there.is_relative_to(ROOT) and there.exists()
        if not is_there or (anchor and anchor not in anchors_of(there)):
            yield target


def command_lines(text: str) -> Iterator[list[str]]:
    """List the words of each command in the `sh` blocks of a page: quotes read, comments and variables left out."""
    for block in FENCED.finditer(text):
        if block["language"] != "sh":
            continue
        for line in block["text"].replace("\\\n", " ").splitlines():
            yield from _commands(line)


def _commands(line: str) -> Iterator[list[str]]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    lexer.commenters = "#"
    command: list[str] = []
    for word in [*lexer, ";"]:
        if word in ENDS_A_COMMAND:
            if command:
                yield command
            command = []
        elif command or not re.match(r"[A-Z_]+=", word):
            command.append(word)


def refusal(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Return why the program would not take a command line, or nothing."""
    passed_on: list[tuple[str, ...]] = []

    def invoke(_: click.Command, context: click.Context) -> None:
        passed_on.extend([context.params["options"]] if context.command_path == "whyward relay" else [])

    if words[1:3] == ["-m", "whyward.relay"]:
        passed_on.append(tuple(words[3:]))
    elif words[0] == "whyward":
        monkeypatch.setattr(click.Command, "invoke", invoke)
        if main(words[1:]):
            return capsys.readouterr().err
    for options in passed_on:
        try:
            parse_relay(options)
        except SystemExit:
            return capsys.readouterr().err
    return ""


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_a_file_or_a_heading_that_is_there(page: Path) -> None:
    assert not list(broken(page))


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_every_command_shown_is_one_that_the_program_takes(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = list(command_lines(text_of(page)))
    refused = {" ".join(words): refusal(words, monkeypatch, capsys) for words in lines}

    assert any(words[0] == "whyward" for words in lines), "a page here shows what to do"
    assert not {line: why for line, why in refused.items() if why}


@pytest.mark.parametrize(
    "line",
    [
        "whyward value add Kindness --colour blue",
        "WHYWARD_HOME=x whyward vlaue list",
        "echo words | whyward write --title",
        "whyward step --on 2026-02-30",
        "whyward join CODE",
        "whyward relay --prot 8787",
        "python -m whyward.relay --prot 8787",
    ],
)
def test_a_command_that_is_not_there_is_noticed(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [refusal(words, monkeypatch, capsys) for words in command_lines(f"```sh\n{line}   # why\n```")]

    assert any(found)


def test_a_link_that_leads_nowhere_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("# A page\n\n[here](#a-page) [gone](gone.md) [no heading](page.md#b) [out](../out.md)\n")

    assert list(broken(page)) == ["gone.md", "page.md#b", "../out.md"]


def test_every_page_for_readers_stands_in_the_list_of_documents() -> None:
    folders = ("tutorial", "how-to", "reference", "explanation")
    pages = {str(page.relative_to(DOCS)) for folder in folders for page in (DOCS / folder).glob("*.md")}
    listed = {link["target"] for link in LINK.finditer(text_of(DOCS / "README.md"))}

    assert pages <= listed
