// Ways out: quickly, to a page that says nothing; or by a link, after it was shown where it leads.

import { ask, leave } from "./ask.js";

/** Empty the page, lock the journal, and go to a neutral page that takes this one's place in the history. */
export function quickExit() {
  document.getElementById("page").replaceChildren();
  document.title = "Notes";
  ask("/lock", {}, { keepalive: true }).catch(() => undefined); // It goes on when this page is gone.
  leave();
  location.replace("/static/away.html");
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-quick-exit]")) quickExit();
  const out = event.target.closest("[data-link]");
  if (out) askToLeave(out.dataset.link);
});

document.addEventListener("keydown", (event) => {
  const out = event.target.closest?.("[data-link]");
  if (!out || event.key !== "Enter") return;
  event.preventDefault(); // Or the same key would press the button that has the focus then.
  askToLeave(out.dataset.link);
});

const dialog = document.getElementById("leaving");
let wanted = "";

function askToLeave(address) {
  wanted = address;
  document.getElementById("leaving-address").textContent = address;
  dialog.showModal();
  document.getElementById("leaving-stay").focus();
}

document.getElementById("leaving-stay").addEventListener("click", () => dialog.close());
document.getElementById("leaving-go").addEventListener("click", () => {
  dialog.close();
  const address = new URL(wanted);
  if (["http:", "https:", "mailto:"].includes(address.protocol)) window.open(address.href, "_blank", "noopener,noreferrer");
});
