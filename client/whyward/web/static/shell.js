// The entry: takes the one-time token out of the address, changes it for a key, and shows the first page.

import { enter, isIn } from "./ask.js";
import { fellOut, showTemplate, visit } from "./page.js";
import { listen } from "./live.js";
import "./forms.js";
import "./keys.js";
import "./leaving.js";
import "./locking.js";

async function start() {
  const token = location.hash.slice(1);
  const path = location.pathname + location.search;
  history.replaceState({}, "", path);
  try {
    if (!token || !(await enter(token))) {
      showTemplate("forgotten");
      return;
    }
  } catch (error) {
    fellOut(error);
    return;
  }
  await visit(path, "replace");
  listen();
}

window.addEventListener("popstate", () => {
  if (isIn()) visit(location.pathname + location.search, "replace");
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // A page that the browser kept by itself must not come back.
});

start();
