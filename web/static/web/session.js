// Logging in and calling the public API, for every page. The tokens stay in this tab and end with it.
export const $ = (id) => document.getElementById(id);
const KEPT = "unsalted.session";
let session = JSON.parse(sessionStorage.getItem(KEPT) || "null");

function keep(told) {
  session = told;
  if (told) sessionStorage.setItem(KEPT, JSON.stringify(told));
  else sessionStorage.removeItem(KEPT);
}

export function tell(text, bad = false) {
  $("notice").textContent = text;
  $("notice").classList.toggle("bad", bad);
  $("notice").hidden = !text;
}

async function renewed() {
  if (!session) return false;
  const answer = await fetch("/api/auth/refresh", {
    method: "POST", headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refresh: session.refresh }),
  });
  if (answer.ok) keep({ ...session, ...(await answer.json()) });
  else if (answer.status === 401) keep(null);
  return answer.ok;
}

// fetch with the token, renewed once where it has run out.
export async function ask(path, options = {}) {
  const send = () => fetch(`/api/${path}`, {
    ...options,
    headers: { ...options.headers, ...(session && { Authorization: `Bearer ${session.access}` }) },
  });
  const answer = await send();
  return answer.status === 401 && (await renewed()) ? send() : answer;
}

export async function call(method, path, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  const data = text ? JSON.parse(text) : null;
  if (!answer.ok) {
    const fields = data && data.fields ? Object.values(data.fields).flat().join(" ") : "";
    throw new Error(fields || (data && data.message) || `The server answered ${answer.status}.`);
  }
  return data;
}

export function guarded(work) {
  return async (event) => {
    event.preventDefault();
    tell("");
    try {
      await work(event);
    } catch (error) {
      tell(error.message, true);
      $("notice").scrollIntoView({ block: "nearest" });
    }
  };
}

// A list item: words, and a button where there is something to do.
export function row(text, label, work) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = text;
  item.append(words);
  if (label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = label;
    button.addEventListener("click", guarded(work));
    item.append(button);
  }
  return item;
}

// Shows #login or #inside; `enter` runs once somebody is inside.
export function begin(enter) {
  const inside = async () => {
    $("login").hidden = true;
    $("inside").hidden = false;
    await enter();
  };
  $("login-form").addEventListener("submit", guarded(async () => {
    keep(await call("POST", "auth/token", { npub: $("npub").value.trim(), code: $("code").value.trim() }));
    await inside();
  }));
  $("logout").addEventListener("click", () => { keep(null); location.reload(); });
  if (session) {
    inside().catch((error) => {
      if (session) tell(error.message, true);
      else location.reload(); // the session has ended: ask for a new code
    });
  }
}
