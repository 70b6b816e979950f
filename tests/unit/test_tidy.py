"""The rules of the house as tests, so that nobody has to say them in a review.

A rule that ruff, mypy or import-linter can hold is in pyproject.toml; here are the others.
"""

import ast
import functools
import io
import re
import subprocess
import tokenize
import tomllib
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
PORTIONS = ("client/whyward", "server/whyward", "shared/whyward")
CODE = ("client/", "server/", "shared/", "tests/", "bench/", "tools/")

FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 50
README_LINES_MAX = 110
REASON_CHARACTERS_MIN = 8

# A name that fits anything holds anything: a file is named for the one noun it owns.
NAMES_FOR_NOTHING = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}

# Put together here so that this file does not hold what it looks for.
ADDRESSES = tuple(
    "".join(parts)
    for parts in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("crates", ".io"),
        ("deb.", "debian.org"),
        ("docker", ".io"),
        ("proxy.", "golang.org"),
    )
)
MACHINE_PATHS = tuple("/" + name for name in ("root/", "work/", "opt/wheels", "opt/py" + "pi", "tmp/v/"))

SILENCED = re.compile(
    r"#\s*(?:type:\s*ignore|pyright:\s*ignore|noqa|fmt:\s*(?:off|skip))"
    r"(?:\s*\[[^\]]*\]|:\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?(?P<reason>.*)"
)
SILENCED_WHOLLY = re.compile(r"#\s*(?:ruff:\s*noqa|mypy:|pyright:\s*(?:basic|strict|report)|flake8:\s*noqa)")


@functools.cache
def tracked() -> tuple[PurePosixPath, ...]:
    """List what is, or is about to be, part of the project; ignored files are nobody's business."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    names = sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file())
    return tuple(PurePosixPath(name) for name in names)


def python_files() -> list[PurePosixPath]:
    """List the code: the three portions, the tests, the bench, the tools and run.py."""
    return [
        path for path in tracked() if path.suffix == ".py" and (str(path).startswith(CODE) or path.name == "run.py")
    ]


def text_of(path: PurePosixPath) -> str:
    """Read a tracked file; bytes that are no text are looked through all the same."""
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


each_python_file = pytest.mark.parametrize("path", python_files(), ids=str)


@each_python_file
def test_a_file_is_short_enough_to_have_one_reason_to_change(path: PurePosixPath) -> None:
    """Past the limit there are two nouns in it, and each wants its own file."""
    assert len(text_of(path).splitlines()) <= FILE_LINES_MAX


@each_python_file
def test_a_function_fits_on_a_screen(path: PurePosixPath) -> None:
    """Decorators are not counted: they are about the function, not in it."""
    functions = (
        node for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [node.name for node in functions if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES_MAX]

    assert not long


@each_python_file
def test_a_module_says_its_purpose_in_its_first_sentence(path: PurePosixPath) -> None:
    """A reader decides in five seconds whether this is the file."""
    docstring = ast.get_docstring(ast.parse(text_of(path)))

    assert docstring, "no docstring"
    assert re.fullmatch(r"[A-Z`'\"0-9].*\.", docstring.splitlines()[0]), "the first line is not a sentence"


@each_python_file
def test_a_file_is_named_for_the_noun_it_owns(path: PurePosixPath) -> None:
    """`utils` is a place where things go to have no owner."""
    assert not NAMES_FOR_NOTHING & {word for part in path.with_suffix("").parts for word in part.split("_")}


@each_python_file
def test_a_silenced_checker_is_given_a_reason(path: PurePosixPath) -> None:
    """Written after the code it silences: `# type: ignore[code]  # why this is right all the same`."""
    comments = [
        token
        for token in tokenize.generate_tokens(io.StringIO(text_of(path)).readline)
        if token.type == tokenize.COMMENT
    ]
    for comment in comments:
        where = f"line {comment.start[0]}: {comment.string}"
        assert not SILENCED_WHOLLY.search(comment.string), f"a whole file is silenced, {where}"
        for silenced in SILENCED.finditer(comment.string):
            assert len(silenced["reason"].strip(" #")) >= REASON_CHARACTERS_MIN, f"no reason, {where}"


def test_the_namespace_has_no_init() -> None:
    """One `__init__.py` in a portion hides the other two, while mypy still says success."""
    assert not [path for path in tracked() if str(path.parent) in PORTIONS and path.name == "__init__.py"]


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    """Where someone fetched from is theirs; the locks say which bytes, and that is enough."""
    found = [
        f"{path}: {pattern}"
        for path in tracked()
        for pattern in (*ADDRESSES, *MACHINE_PATHS)
        if re.search(
            rf"(?<![\w.]){re.escape(pattern)}" if pattern in MACHINE_PATHS else re.escape(pattern), text_of(path)
        )
    ]

    assert not found


def test_every_rule_that_ruff_leaves_out_has_a_reason_beside_it() -> None:
    """`select = ["ALL"]` is only as good as the excuses."""
    section = ""
    for line in text_of(PurePosixPath("pyproject.toml")).splitlines():
        if line.startswith("["):
            section = line
        if section.startswith("[tool.ruff.lint") and re.match(r'\s+"[A-Z]+[0-9]+"', line):
            assert re.search(rf",\s+# .{{{REASON_CHARACTERS_MIN},}}\.$", line), line
        assert not re.match(r'.*=\s*\["[A-Z]+[0-9]+"', line), f"one rule a line, each with its reason: {line}"


def pins_of(lock: str) -> dict[str, str]:
    """Read name and version of each package of a lock."""
    return dict(re.findall(r"^([\w.-]+)==([\w.+!-]+)", text_of(PurePosixPath(lock)), re.MULTILINE))


def test_the_locks_hold_all_that_the_project_asks_for_and_agree() -> None:
    """Whoever adds a dependency runs `just lock`."""
    project = tomllib.loads(text_of(PurePosixPath("pyproject.toml")))
    groups = project["dependency-groups"]
    asked = {name: re.split(r"[^\w.-]", name)[0] for name in project["project"]["dependencies"] + groups["install"]}
    run_time, development = pins_of("requirements.lock"), pins_of("requirements-dev.lock")

    assert set(asked.values()) <= run_time.keys()
    assert {re.split(r"[^\w.-]", name)[0] for name in groups["dev"] if isinstance(name, str)} <= development.keys()
    assert run_time.items() <= development.items()


def test_every_run_time_dependency_has_a_decision_record() -> None:
    """What it spares us, and how well it is kept."""
    project = tomllib.loads(text_of(PurePosixPath("pyproject.toml")))
    records = [path.name for path in tracked() if path.parent == PurePosixPath("docs/decisions")]
    asked = [re.split(r"[^\w.-]", name)[0] for name in project["project"]["dependencies"]]

    assert not [name for name in asked if not any(name in record for record in records)]


def test_the_readme_stays_short() -> None:
    """A stranger reads one screen, or nothing."""
    assert len(text_of(PurePosixPath("README.md")).splitlines()) < README_LINES_MAX
