// A card in the hand: arrows go back and on, a drag puts it on a pile; the pile's own button does the placing.

export default function (element, { announce, onLeaving }) {
  const card = element.querySelector("[data-card]");
  const piles = [...element.querySelectorAll("[data-pile]")];
  const said = document.querySelector(".said p");
  if (said) {
    // The last card was placed: say so, and let the next one be what is under the hand.
    const heading = card.querySelector("h1");
    heading.focus({ preventScroll: true });
    announce(`${said.textContent} ${heading.textContent}`);
  }

  const onKey = (event) => {
    const way = { ArrowLeft: "back", ArrowRight: "next" }[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (document.documentElement.dataset.shortcuts === "off" || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input, textarea, select")) return;
    const turned = document.documentElement.dir === "rtl" ? { back: "next", next: "back" }[way] : way;
    event.preventDefault();
    element.querySelector(`[data-arrow="${turned}"]`)?.click();
  };
  document.addEventListener("keydown", onKey);
  onLeaving(() => document.removeEventListener("keydown", onKey));

  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    element.setAttribute("data-still", "");
    element.classList.add("is-dragged");
  });
  card.addEventListener("dragend", () => {
    element.removeAttribute("data-still");
    element.classList.remove("is-dragged");
  });
  for (const pile of piles) {
    pile.addEventListener("dragover", (event) => {
      event.preventDefault();
      pile.classList.add("is-over");
    });
    pile.addEventListener("dragleave", () => pile.classList.remove("is-over"));
    pile.addEventListener("drop", (event) => {
      event.preventDefault();
      pile.click();
    });
  }
}
