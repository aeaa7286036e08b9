// The account page: a small client of the public API. The token lives in this tab's memory only.
const $ = (id) => document.getElementById(id);
let access = null;

function tell(text, bad = false) {
  $("notice").textContent = text;
  $("notice").classList.toggle("bad", bad);
  $("notice").hidden = !text;
}

async function call(method, path, body) {
  const headers = { "Content-Type": "application/json" };
  if (access) headers.Authorization = `Bearer ${access}`;
  const answer = await fetch(`/api/${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  const data = text ? JSON.parse(text) : null;
  if (!answer.ok) {
    const fields = data && data.fields ? Object.values(data.fields).flat().join(" ") : "";
    throw new Error(fields || (data && data.message) || `The server answered ${answer.status}.`);
  }
  return data;
}

function guarded(work) {
  return async (event) => {
    event.preventDefault();
    tell("");
    try {
      await work(event);
    } catch (error) {
      tell(error.message, true);
    }
  };
}

function row(text, label, work) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = text;
  item.append(words);
  if (label) {
    const button = document.createElement("button");
    button.className = "quiet";
    button.textContent = label;
    button.addEventListener("click", guarded(work));
    item.append(button);
  }
  return item;
}

async function refresh() {
  const [services, credentials, jobs] = await Promise.all([
    call("GET", "services"), call("GET", "credentials"), call("GET", "jobs"),
  ]);
  for (const id of ["service", "job-service"]) {
    const chosen = $(id).value;
    $(id).replaceChildren(...services.map((s) => new Option(s.name, s.slug, false, s.slug === chosen)));
  }
  const names = Object.fromEntries(services.map((s) => [s.slug, s.name]));
  $("credentials").replaceChildren(...credentials.map((c) =>
    row(`${names[c.service] || c.service}: ${c.fields.join(", ")}`, "Destroy", async () => {
      await call("DELETE", `credentials/${c.service}`);
      tell("Destroyed.");
      await refresh();
    })));
  $("jobs").replaceChildren(...jobs.map((j) => {
    const date = j.effective_date ? `, effective ${j.effective_date}` : "";
    const text = `${j.action} ${names[j.service] || j.service}: ${j.status.replaceAll("_", " ")}${date}`;
    return j.can_abort
      ? row(text, "Abort", async () => { await call("POST", `jobs/${j.id}/abort`); await refresh(); })
      : row(text);
  }));
}

$("login-form").addEventListener("submit", guarded(async () => {
  const told = await call("POST", "auth/token", { npub: $("npub").value.trim(), code: $("code").value.trim() });
  access = told.access;
  $("login").hidden = true;
  $("inside").hidden = false;
  await refresh();
  setInterval(() => access && refresh().catch((error) => tell(error.message, true)), 5000);
}));

$("credential-form").addEventListener("submit", guarded(async (event) => {
  const fields = { email: $("email").value, password: $("password").value };
  if ($("cvv").value) fields.cvv = $("cvv").value;
  await call("PUT", `credentials/${$("service").value}`, { fields });
  event.target.reset();
  tell("Sealed and saved.");
  await refresh();
}));

$("job-form").addEventListener("submit", guarded(async (event) => {
  await call("POST", "jobs", { service: $("job-service").value, action: event.submitter.value });
  tell("Started. The bot keeps you posted by DM.");
  await refresh();
}));

$("logout").addEventListener("click", () => { access = null; location.reload(); });
