// Locking by itself: a minute before, it asks; what is typed is kept first.

import { ask } from "./ask.js";
import { flush } from "./drafts.js";
import { fellOut, showAnswer } from "./page.js";

const WARN_S = 60;
const LOOK_MS = 1000;
const dialog = document.getElementById("locking");
let touched = Date.now();

for (const kind of ["pointerdown", "keydown", "input", "scroll", "touchstart"]) {
  document.addEventListener(kind, () => { if (!dialog.open) touched = Date.now(); }, { passive: true, capture: true });
}

document.getElementById("locking-stay").addEventListener("click", () => {
  touched = Date.now();
  dialog.close();
  ask("/awake", {}).catch(() => undefined);
});
document.getElementById("locking-now").addEventListener("click", lock);

window.setInterval(() => {
  const root = document.documentElement.dataset;
  if (root.open !== "yes") return;
  const left = Number(root.lockMinutes) * 60 - (Date.now() - touched) / 1000;
  if (left <= 0) lock();
  else if (left <= Math.min(WARN_S, Number(root.lockMinutes) * 30) && !dialog.open) dialog.showModal();
}, LOOK_MS);

/** Keep what is typed, lock, and show the way back in. */
export async function lock() {
  dialog.close();
  touched = Date.now();
  try {
    await flush();
    await showAnswer(await ask("/lock", {}), "replace");
  } catch (error) {
    fellOut(error);
  }
}
