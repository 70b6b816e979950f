// Drafts: what is typed in a form with `data-draft` is kept every two seconds, sealed by this computer.

import { ask } from "./ask.js";

const EVERY_MS = 2000;
const dirty = new Map();
let timer = 0;

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form || event.target.hasAttribute("data-secret")) return;
  dirty.set(form.dataset.draft, form);
  if (!timer) timer = window.setTimeout(flush, EVERY_MS);
});

/** Whether something is typed that is not kept yet. */
export function isDirty() {
  return dirty.size > 0;
}

/** Keep all that is typed, now. */
export async function flush() {
  window.clearTimeout(timer);
  timer = 0;
  const waiting = [...dirty];
  dirty.clear();
  for (const [place, form] of waiting) {
    if (!form.hasAttribute("data-draft")) continue;
    const fields = new URLSearchParams();
    for (const element of form.elements) {
      if (!element.name || element.name === "draft-place" || element.hasAttribute("data-secret")) continue;
      if (["radio", "checkbox"].includes(element.type) && !element.checked) continue;
      if (element.tagName !== "BUTTON") fields.append(element.name, element.value);
    }
    fields.append("place", place);
    try {
      await ask("/draft", fields);
    } catch {
      return; // What is on the page stays there; the next page that is asked for says what is wrong.
    }
  }
}
