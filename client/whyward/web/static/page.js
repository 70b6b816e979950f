// Showing a page: what the server made is put into this document; its texts are escaped there, its scripts never run.

import { ask, Forgotten, Gone } from "./ask.js";

const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy("whyward", { createHTML: (text) => text })
  : { createHTML: (text) => text };

const live = document.getElementById("live");
const leavers = new Set();
const SENT_WAIT_MS = 700;
let here = "/";
let visits = 0;
let going = 0;
let sent = Promise.resolve();

/** The path of the page that is shown, with its query. */
export function currentPath() {
  return here;
}

/** Say something to those who listen to a page rather than look at it. */
export function announce(text) {
  live.textContent = "";
  window.setTimeout(() => { live.textContent = text; }, 60);
}

/** Run something once, when the page that is shown now goes. */
export function onLeaving(leaver) {
  leavers.add(leaver);
}

/** Parse a page without running anything of it. */
export function parsed(text) {
  return new DOMParser().parseFromString(policy.createHTML(text), "text/html");
}

/**
 * Ask for a page and show it. `how`: "push" (a new place), "replace", or "stay" (the same place, made anew).
 * What was sent just before is answered first, within reason: what it recorded is on the page, and a refusal is seen.
 */
export async function visit(path, how = "push") {
  const turn = ++visits;
  going += 1;
  try {
    await Promise.race([sent, new Promise((wake) => { window.setTimeout(wake, SENT_WAIT_MS); })]);
    if (turn !== visits) return; // Another page is on its way, or this one stays because something was refused.
    await showAnswer(await ask(path), how, turn);
  } catch (error) {
    fellOut(error);
  } finally {
    going -= 1;
  }
}

/** Send something, and show the answer unless the person went on; `refused` is told of an answer that refuses. */
export async function send(sending, refused) {
  const turn = ++visits;
  going += 1;
  sent = (async () => {
    try {
      const answer = await sending();
      if (answer.ok) await showAnswer(answer, "push", turn);
      else refused(parsed(await answer.text()));
    } catch (error) {
      fellOut(error);
    } finally {
      going -= 1;
    }
  })();
  await sent;
}

/** Stay on the page that is shown, whatever other one is on its way. */
export function stay() {
  visits += 1;
  if (location.pathname + location.search !== here) history.pushState({}, "", here); // The way back was not gone.
}

/** Make the page that is shown anew, because something changed elsewhere; what was said on it stays. */
export async function refresh() {
  if (going) return; // Somebody is on the way to another page, which will be fresh.
  const said = [...document.querySelectorAll("#main > .said")];
  const turn = visits;
  try {
    await showAnswer(await ask(here), "stay", turn); // Not if another page is shown by now, or on its way.
  } catch (error) {
    fellOut(error);
  }
  if (turn === visits && !document.querySelector("#main > .said")) document.getElementById("main")?.prepend(...said);
}

/** Show an answer of the server, if its turn has not passed. A file is handed to the person; a page is put in place. */
export async function showAnswer(answer, how, turn = ++visits) {
  if (answer.status === 204) return; // Noted, and nothing to show for it.
  const disposition = answer.headers.get("Content-Disposition");
  if (disposition) {
    keepFile(await answer.blob(), /filename="([^"]*)"/.exec(disposition)?.[1] ?? "whyward");
    return;
  }
  const text = await answer.text();
  if (turn !== visits) return;
  const landed = new URL(answer.url);
  const path = landed.pathname + landed.search;
  const stays = how === "stay" || path === here;
  const place = stays ? remembered() : null;
  put(parsed(text));
  if (how === "push" && path !== here) history.pushState({}, "", path);
  else history.replaceState({}, "", path);
  here = path;
  if (place) restore(place);
  else if (landed.hash && document.getElementById(landed.hash.slice(1))) document.getElementById(landed.hash.slice(1)).focus();
  else begin();
  document.dispatchEvent(new CustomEvent("whyward:shown"));
}

/** Put a parsed page into this document. */
export function put(fresh) {
  for (const leaver of leavers) leaver();
  leavers.clear();
  const root = document.documentElement;
  for (const { name } of [...root.attributes]) {
    if (!fresh.documentElement.hasAttribute(name)) root.removeAttribute(name);
  }
  for (const { name, value } of fresh.documentElement.attributes) root.setAttribute(name, value);
  document.title = fresh.title;
  const page = fresh.getElementById("page");
  document.getElementById("page").replaceWith(document.adoptNode(page));
  wake(page);
}

/** Show one of the shell's own messages. */
export function showTemplate(id) {
  for (const leaver of leavers) leaver();
  leavers.clear();
  const page = document.createElement("div");
  page.id = "page";
  page.append(document.getElementById(id).content.cloneNode(true));
  document.getElementById("page").replaceWith(page);
  page.querySelector("h1").focus();
}

/** Say why nothing comes any more. */
export function fellOut(error) {
  if (error instanceof Forgotten) showTemplate("forgotten");
  else if (error instanceof Gone) showTemplate("gone");
  else if (error.name !== "AbortError") throw error;
}

/** Start the behaviours of a page: each `data-behaviour` names a module below `behaviours/`. */
function wake(page) {
  for (const element of page.querySelectorAll("[data-behaviour]")) {
    const name = element.dataset.behaviour;
    if (!/^[a-z-]+$/.test(name)) continue;
    import(`/static/behaviours/${name}.js`).then((module) => {
      if (element.isConnected) module.default(element, { ask, visit, announce, onLeaving, currentPath });
    });
  }
}

function begin() {
  window.scrollTo(0, 0);
  (document.querySelector("[data-focus]") ?? document.querySelector("h1"))?.focus({ preventScroll: true });
  announce(document.querySelector("h1")?.textContent ?? "");
}

function remembered() {
  const focused = document.activeElement;
  const path = [];
  for (let one = focused; one && one.id !== "page" && one !== document.body; one = one.parentElement) {
    path.unshift([...(one.parentElement?.children ?? [])].indexOf(one));
  }
  const open = [...document.querySelectorAll("#page details")].map((one) => one.open);
  return { id: focused?.id, path, open, top: window.scrollY };
}

function restore(place) {
  const details = [...document.querySelectorAll("#page details")];
  if (details.length === place.open.length) details.forEach((one, index) => { one.open = place.open[index]; });
  const said = document.querySelector(".said p");
  let target = place.id ? document.getElementById(place.id) : null;
  if (!target) {
    target = document.getElementById("page");
    for (const index of place.path) target = target?.children[index] ?? target;
    if (!target.matches("a, button, input, select, textarea, summary, [tabindex]")) target = null;
  }
  (target ?? document.querySelector("h1"))?.focus({ preventScroll: true });
  window.scrollTo(0, place.top);
  if (said) announce(said.textContent);
}

function keepFile(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
