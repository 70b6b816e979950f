// Forms and links: each is asked for with the window's key in place of a navigation that could not carry it.

import { ask } from "./ask.js";
import { announce, currentPath, send, stay, visit } from "./page.js";
import { flush } from "./drafts.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || link.hasAttribute("download")) return;
  const address = new URL(link.href);
  if (address.origin !== location.origin) return;
  event.preventDefault();
  if (address.hash && address.pathname + address.search === currentPath()) {
    const target = document.getElementById(address.hash.slice(1));
    target?.focus();
    target?.scrollIntoView();
    return;
  }
  flush();
  visit(address.pathname + address.search + address.hash);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form, event.submitter)) {
    if (typeof value === "string") fields.append(name, value);
  }
  const address = new URL(event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action);
  if (form.method === "get") {
    visit(`${address.pathname}?${fields}`);
    return;
  }
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  fields.append("here", currentPath());
  const sending = async () => {
    await flush(); // What is typed elsewhere on this page is to be on the next one.
    const answer = await ask(address.pathname + address.search, fields);
    if (answer.ok) form.removeAttribute("data-draft");
    return answer;
  };
  await send(sending, (page) => refuse(form, page));
  delete form.dataset.busy;
});

/**
 * Put what was refused on top of the form, or beside its field; all that was typed stays. Whoever was about to go on
 * stays too; to whoever has gone on already, it is said there.
 */
function refuse(form, page) {
  const refusal = page.querySelector("[data-refusal]");
  if (!refusal) return;
  if (form.isConnected) stay();
  form.querySelector(".refused")?.remove();
  for (const marked of form.querySelectorAll("[aria-invalid]")) marked.removeAttribute("aria-invalid");
  const box = document.createElement("div");
  box.className = "refused";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  for (const selector of [".refusal-text", ".refusal-hint"]) {
    const said = refusal.querySelector(selector);
    if (!said) continue;
    const line = document.createElement("p");
    line.textContent = said.textContent;
    box.append(line);
  }
  if (!form.isConnected) {
    document.querySelector("main")?.prepend(box);
    announce(box.textContent);
    return;
  }
  const name = refusal.dataset.refusedField;
  const field = name ? form.querySelector(`[data-field="${CSS.escape(name)}"]`) : null;
  if (field) field.before(box);
  else form.prepend(box);
  for (let one = box.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  for (const input of field?.querySelectorAll("input, select, textarea") ?? []) {
    input.setAttribute("aria-invalid", "true");
    box.id = `refused-${name}`;
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${box.id}`.trim());
  }
  announce(box.textContent);
  (field?.querySelector("input, select, textarea") ?? box).focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.hasAttribute("data-dismiss")) {
    const next = document.querySelector("h1");
    button.closest(".said").remove();
    next?.focus();
  }
  if (button.hasAttribute("data-print")) window.print();
  if (button.hasAttribute("data-way")) {
    button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  }
});

document.addEventListener("change", (event) => {
  const names = event.target.dataset?.show;
  if (!names) return;
  for (const id of names.split(" ")) document.getElementById(id).type = event.target.checked ? "text" : "password";
});
