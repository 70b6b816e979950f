// Keys: one letter presses what carries it as `data-key`; Shift three times leaves quickly. Both can be turned off.

import { flush } from "./drafts.js";
import { quickExit } from "./leaving.js";
import { currentPath, visit } from "./page.js";

const SHIFTS = 3;
const WITHIN_MS = 1500;
let shifts = [];

document.addEventListener("keydown", (event) => {
  const root = document.documentElement.dataset;
  if (event.key === "Shift" && !event.repeat) {
    const now = Date.now();
    shifts = [...shifts.filter((at) => now - at < WITHIN_MS), now];
    if (shifts.length >= SHIFTS && root.exitKeys !== "off") quickExit();
    return;
  }
  shifts = [];
  const reloads = event.key === "F5" || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "r");
  if (reloads) {
    event.preventDefault(); // A reload would forget the key; the page alone is made anew.
    flush().then(() => visit(currentPath(), "stay"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (root.shortcuts === "off" || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const pressed = [...document.querySelectorAll("[data-key]")].find(
    (one) => one.dataset.key === event.key && !one.disabled && one.getClientRects().length > 0,
  );
  if (!pressed) return;
  event.preventDefault();
  pressed.focus();
  pressed.click();
});

function isTyping(target) {
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input") && !["radio", "checkbox", "button", "submit"].includes(target.type);
}
