"""Case 161: hostile text goes into every field of every form of every page, and every page shows it: nothing runs.

The canary is a function that any of the texts would call, and an address that any of them would load from.
"""

from collections import deque
from typing import Final

from playwright.sync_api import Browser

from tests.support.hostile_texts import HOSTILE
from tests.support.web_browser import Window, watched
from tests.support.web_here import AppHere
from tests.support.web_seed import Seeded, path_of
from whyward.web.routes import ROUTES

ROUNDS: Final = (0, 7)
"""Where in the list of texts each round begins; with the fields of a page, all texts get everywhere in some form."""

PAGES_MAX: Final = 220
_LEFT_OUT: Final = ("/unlock", "/devices", "/recovery", "/welcome", "/parts")
"""Forms that would end or lock the journal, or change what opens it, and the parts; their texts are shown nowhere."""

FORMS: Final = """
() => [...document.querySelectorAll("main form[method=post]")].map((form) =>
  form.querySelectorAll("textarea, input[type=text], input:not([type]), input[type=tel], input[type=url]").length)
"""
SEND: Final = """
async ([place, texts]) => {
  const form = document.querySelectorAll("main form[method=post]")[place];
  let turn = 0;
  for (const field of form.elements) {
    if (field.matches("textarea, input[type=text], input:not([type]), input[type=tel], input[type=url]")) {
      if (!field.matches("[inputmode]") && !/^[0-9.]+$/.test(field.value)) field.value = texts[turn++ % texts.length];
    } else if (field.matches("input[type=number]") && !field.value) field.value = field.min || "3";
    else if (field.matches("input[type=time]") && !field.value) field.value = "09:00";
    else if (field.matches("input[type=checkbox]")) field.checked = true;
    else if (field.matches("select") && !field.value && field.options.length > 1) field.selectedIndex = 1;
  }
  for (const name of new Set([...form.querySelectorAll("input[type=radio]")].map((one) => one.name))) {
    const ways = [...form.querySelectorAll(`input[type=radio][name="${CSS.escape(name)}"]`)];
    if (!ways.some((one) => one.checked)) ways[0].checked = true;
  }
  form.noValidate = true;
  const button = form.querySelector("button[type=submit], button:not([type])");
  const settled = new Promise((wake) => {
    document.addEventListener("whyward:shown", () => wake("taken"), { once: true });
    const looker = new MutationObserver(() => { if (form.querySelector(".refused")) wake("refused"); });
    looker.observe(form, { childList: true, subtree: true });
    window.setTimeout(() => wake("neither"), 20000);
  });
  form.requestSubmit(button);
  return settled;
}
"""
LINKS: Final = """
() => [...document.querySelectorAll('main a[href^="/"]:not([download])')].map((one) => one.getAttribute("href"))
"""


def fill_in(window: Window, seed: Seeded, start: int) -> dict[str, list[str]]:
    """Send each form of each page once with hostile texts; return which were taken, refused, or neither."""
    told: dict[str, list[str]] = {"taken": [], "refused": [], "neither": []}
    turn = start
    for route in ROUTES.all:
        path = path_of(route, seed.ids) if route.method == "GET" else ""
        if not path or route.pattern.startswith(_LEFT_OUT) or route.pattern.endswith(("/file", "/sent")):
            continue
        window.visit(path)
        for place, fields in enumerate(window.page.evaluate(FORMS)):
            if not fields:
                continue
            texts = [HOSTILE[(turn + more) % len(HOSTILE)] for more in range(fields)]
            turn += fields
            window.visit(path)
            if place < len(window.page.evaluate(FORMS)):
                told[window.page.evaluate(SEND, [place, texts])].append(f"{path} {place}")
    return told


def crawl(window: Window, seed: Seeded) -> list[str]:
    """Visit every page, and whatever they lead to; return the paths."""
    waiting = deque(path_of(route, seed.ids) for route in ROUTES.all if route.method == "GET")
    seen: list[str] = []
    while waiting and len(seen) < PAGES_MAX:
        path = waiting.popleft()
        if path in seen or path.endswith(("/file", "/sent")):
            continue
        seen.append(path)
        window.visit(path)
        waiting.extend(path.partition("#")[0] for path in window.page.evaluate(LINKS))
    return seen


def test_hostile_text_in_every_field_of_every_page_runs_nothing(
    browser: Browser, grown: AppHere, grown_home: Seeded
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("window.canary = (number) => console.error(`the canary sang: ${number}`);")
    window = watched(context, grown.origin)
    window.page.goto(grown.launch_url())
    window.page.locator("#page:has(header.top)").wait_for()
    taken: set[str] = set()
    for start in ROUNDS:
        told = fill_in(window, grown_home, start)
        assert not told["neither"], f"no answer came: {told['neither']}"
        taken |= set(told["taken"])
    seen = crawl(window, grown_home)
    context.close()

    assert window.notes == {}
    assert len(taken) > 40, sorted(taken)
    assert len(seen) > 150, len(seen)
