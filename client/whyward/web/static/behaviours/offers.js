// Soft offers beside a goal that is being put into words: asked for when the typing rests, and in nobody's way.

const RESTS_MS = 1200;

export default function offers(form, { ask, onLeaving }) {
  const box = form.querySelector(".offers");
  const list = form.querySelector("[data-offers]");
  let timer = 0;
  let shown = [...list.children].map((one) => one.textContent).join("\n");

  const look = async () => {
    if (!form.elements.statement.value.trim()) return;
    const fields = new URLSearchParams();
    for (const name of ["statement", "tiny_version"]) fields.append(name, form.elements[name].value);
    for (const input of form.querySelectorAll('[name="value"]:checked, [name="confidence"]:checked')) fields.append(input.name, input.value);
    let found;
    try {
      const answer = await ask("/goals/new/offers", fields);
      if (!answer.ok) return;
      found = await answer.json();
    } catch {
      return; // What is typed stays; the next page that is asked for says what is wrong.
    }
    if (!form.isConnected) return;
    const lines = found.map((one) => `${one.question} ${one.offer}`).join("\n");
    if (lines === shown) return;
    shown = lines;
    list.replaceChildren(...found.map((one) => {
      const line = document.createElement("li");
      const question = document.createElement("strong");
      question.textContent = one.question;
      line.append(question, ` ${one.offer}`);
      if (one.quiet) line.className = "quiet";
      return line;
    }));
    box.hidden = found.length === 0;
  };

  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, RESTS_MS);
  };
  form.addEventListener("input", later);
  onLeaving(() => window.clearTimeout(timer));
}
