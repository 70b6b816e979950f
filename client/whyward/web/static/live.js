// Live: a stream that says that something changed, never what; a page that is being typed in is left alone.

import { ask, Forgotten, Gone } from "./ask.js";
import { flush, isDirty } from "./drafts.js";
import { announce, fellOut, refresh } from "./page.js";

const AGAIN_MS = 3000;

/** Listen until this window has no key any more. */
export async function listen() {
  for (;;) {
    try {
      const answer = await ask("/live");
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        if (value.includes("changed")) changed();
      }
    } catch (error) {
      if (error instanceof Forgotten || error instanceof Gone) {
        fellOut(error);
        return;
      }
    }
    await new Promise((wake) => { window.setTimeout(wake, AGAIN_MS); });
  }
}

function changed() {
  const page = document.getElementById("page");
  const isTyped = isDirty() || page.querySelector("[data-draft] :focus, form :focus:not(button)") !== null;
  const isFilled = [...page.querySelectorAll("main textarea, main input[type=text]")].some((one) => one.value !== one.defaultValue);
  if (!isTyped && !isFilled && !page.querySelector("[data-still]") && !document.querySelector("dialog[open]")) {
    refresh();
    return;
  }
  if (page.querySelector(".news")) return;
  const bar = document.createElement("div");
  bar.className = "news";
  const text = document.createElement("p");
  text.textContent = document.documentElement.dataset.news;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "second";
  button.textContent = document.documentElement.dataset.newsShow;
  button.addEventListener("click", () => flush().then(refresh));
  bar.append(text, button);
  page.querySelector("main")?.append(bar);
  announce(text.textContent);
}
