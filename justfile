# One command for each thing a developer does. `just check` is exactly what CI runs.

set shell := ["bash", "-euo", "pipefail", "-c"]

# List the recipes.
default:
    @just --list --unsorted

# Everything that must hold before a commit: format, lint, types, imports, tests.
check: format-check lint types imports test

format-check:
    ruff format --check

lint:
    ruff check

# Two checkers: each finds what the other lets through. Each keeps to one core, so they run at once.
types:
    mypy & other=$!; verdict=0; pyright --warnings || verdict=1; wait $other || verdict=1; exit $verdict

# lint-imports finds the portions through the installed project; the cache would outlive a moved file.
imports:
    lint-imports --no-cache

# Run the tests, or some of them: `just test tests/unit -k seal`.
test *args:
    pytest --numprocesses auto --maxschedchunk 1 -r s {{ args }}

# Put right what a tool can put right.
fix:
    ruff format
    ruff check --fix

# Write the reference pages anew from the code; with --check, say which are stale.
reference *args:
    python -m tools.reference {{ args }}

# Write the template of all texts to translate anew; with --check, say if it is stale.
texts *args:
    python -m tools.texts {{ args }}

# Take a picture of every page at two widths, into screenshots/.
screenshots *args:
    python -m tests.browser.pictures {{ args }}

# Replay one simulated world from its seed, or play new ones for a while: `just simulate --shares --for 10m`.
simulate *args:
    python -m tests.simulation.replay {{ args }}

# Cut a connection after every single byte, both ways; `just test` cuts after one in twenty-nine.
cut-every-byte:
    WHYWARD_CUT_STRIDE=1 pytest tests/e2e/test_cut_connections.py

# Fuzz every decoder and frame: `just fuzz --for 60m`, `just fuzz 3600`.
fuzz *args:
    python -m tests.fuzz {{ args }}

# Cut the power N times on a client and a relay at work, and print what was lost; needs strace.
powerloss n:
    python -m tests.powerloss.sweep {{ n }}

# Kill a client and a relay at N writes, and see that the next start goes on; needs strace.
kill-sweep n:
    python -m tests.powerloss.kills {{ n }}

# Seed every bug of the list in a scratch copy; each must turn the suite red. About an hour; --named-only for less.
sabotage *args:
    python -m tests.sabotage {{ args }}

# Make every small change of the protocol and the seal in turn, or of the files named; print what nobody noticed.
mutate *args:
    python -m tests.mutation {{ args }}

# Count the branches of protocol and journal that unit tests and properties have run.
coverage:
    rm -f .coverage .coverage.*
    coverage run -m pytest tests/unit tests/property
    coverage combine --quiet
    coverage report

# Measure N events against the floor of this machine.
bench n:
    python -m bench {{ n }}

# Measure the pages of the web app over a journal of N events.
bench-pages n:
    python -m bench.pages {{ n }}

# The main job on embedded defaults.
demo *args:
    whyward demo {{ args }}

# Write both locks again from pyproject.toml; add --upgrade to move to newer releases.
lock *args:
    {{ compile }} --group install --output-file requirements.lock {{ args }}
    {{ compile }} --group dev --constraints requirements.lock --output-file requirements-dev.lock {{ args }}

# No header, no annotations, no index: a lock says what and which bytes, never from where.
compile := "uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes" + \
    " --no-header --no-annotate --no-emit-index-url --no-emit-find-links"
