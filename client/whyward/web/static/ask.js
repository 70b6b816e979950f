// Asking this computer for something: every request carries the window's key, which lives in this module alone.

let key = "";

export class Forgotten extends Error {}
export class Gone extends Error {}

/** Change the one-time token of the address for a key; false if it was used or is too old. */
export async function enter(token) {
  const answer = await fetch("/session", { method: "POST", body: new URLSearchParams({ token }) });
  if (!answer.ok) return false;
  key = await answer.text();
  return true;
}

/** Whether this window has a key. */
export function isIn() {
  return key !== "";
}

/** Forget the key. */
export function leave() {
  key = "";
}

/** Ask for a path; with fields, as a form. Throws `Forgotten` when the key is worth nothing, `Gone` when nobody answers. */
export async function ask(path, fields = null, more = {}) {
  const options = { headers: { "Whyward-Session": key }, cache: "no-store", ...more };
  if (fields !== null) {
    options.method = "POST";
    options.body = fields instanceof URLSearchParams ? fields : new URLSearchParams(fields);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Gone();
  }
  if (answer.status === 401) throw new Forgotten();
  return answer;
}
