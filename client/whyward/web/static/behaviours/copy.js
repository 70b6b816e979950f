// A text to hand over: a press copies it, and what a clipboard is gets said. Without this, it can be marked and copied.

export default function copy(element, { announce }) {
  const button = element.querySelector("[data-copy]");
  const told = element.querySelector("[data-copy-told]");
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.focus();
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = button.dataset.copied;
      announce(button.dataset.copied);
    } catch {
      document.execCommand("copy");
    }
  });
}
