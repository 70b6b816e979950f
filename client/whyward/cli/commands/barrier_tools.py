"""`whyward barrier tools`, `try`, `rate`: small things to try, and what they did.

What helped before is offered first; the choice is the person's.
"""

import click

from whyward.cli.commands.barrier_group import barrier
from whyward.cli.face import Face
from whyward.cli.recording import record
from whyward.cli.shown.tools import show_tool, show_tools
from whyward.content.toolkits import Tool, tool
from whyward.journal.errors import BadInput, NotFound
from whyward.journal.intentions.tools import RateTool, Said, TryTool


@barrier.command()
@click.argument("kind_or_tool", metavar="[KIND|TOOL]", required=False)
@click.pass_obj
def tools(face: Face, kind_or_tool: str | None) -> None:
    """List the tools, or those for one KIND with what helped before, or read one TOOL such as fear.name."""
    one = None if kind_or_tool is None else tool(kind_or_tool.strip().casefold())
    if one is not None:
        show_tool(face, one)
    else:
        show_tools(face, kind_or_tool)


@barrier.command("try")
@click.argument("tool_id", metavar="TOOL")
@click.option("--barrier", "called", metavar="REF", help="What it is for; what you met last, unless you say.")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="QUESTION=TEXT",
    help="What you wrote at one of its questions; may be repeated.",
)
@click.option("--minutes", type=int, metavar="N", help="How long it took.")
@click.pass_obj
def try_(face: Face, tool_id: str, *, called: str | None, answers: tuple[str, ...], minutes: int | None) -> None:
    """Note that you tried a tool."""
    one = tool(tool_id.strip().casefold())
    if one is None:
        raise NotFound("No tool goes by that id", hint="`whyward barrier tools` shows what there is.")
    said = tuple(_said(answer, one) for answer in answers)
    wish = TryTool(tool_id=one.id, tool_version=one.version, barrier=called, answers=said, minutes=minutes)
    record(face, [wish], f"{one.closing} How was it? whyward barrier rate --after 0..10 --helped WORD")


def _said(answer: str, one: Tool) -> Said:
    question_id, is_said, text = answer.partition("=")
    known = [step.question_id for step in one.steps if step.question_id is not None]
    if not is_said or question_id.strip() not in known:
        listed = ", ".join(known) or "none"
        raise BadInput("an answer stands at one of the tool's questions", hint=f"QUESTION=TEXT, of: {listed}.")
    return Said(question_id.strip(), text)


@barrier.command()
@click.argument("called", metavar="[TRY]", required=False)
@click.option("--after", type=int, metavar="0..10", help="How strong it is now.")
@click.option("--helped", metavar="WORD", help="a-lot, a-bit, not-really or made-it-harder.")
@click.option("-m", "--note", metavar="NOTE", help="Anything you want to say about it.")
@click.pass_obj
def rate(face: Face, called: str | None, *, after: int | None, helped: str | None, note: str | None) -> None:
    """Say how it is now and what the tool did; about what you tried last, unless you name it."""
    wish = RateTool(attempt=called, after_strength=after, helped=helped, note=note)
    record(face, [wish], "Noted. What helped is offered first next time.")
