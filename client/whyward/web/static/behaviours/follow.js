// A page that goes on by itself: what it has come to is said once to those who listen rather than look.

let last = "";

export default function follow(element, { announce }) {
  const text = element.dataset.told;
  if (text !== last) announce(text);
  last = text;
}
