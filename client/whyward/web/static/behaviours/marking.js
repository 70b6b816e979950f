// Marking a phrase: what is selected in one's own text is put into the field for it, ready to be named.

export default function (element, { announce }) {
  const field = document.getElementById(element.dataset.mark);
  if (!field) return;
  const take = () => {
    const chosen = document.getSelection();
    const text = chosen?.toString().trim();
    if (!text || !element.contains(chosen.anchorNode) || !element.contains(chosen.focusNode)) return;
    if (field.value === text) return;
    field.value = text;
    announce(text);
  };
  element.addEventListener("pointerup", take);
  element.addEventListener("keyup", take);
}
