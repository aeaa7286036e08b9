// The account page: a small client of the public API.
import { $, ask, begin, call, guarded, row, tell } from "./session.js";

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
    if (j.receipt) return row(text, "Receipt", () => save(j.id));
    if (!j.can_abort) return row(text);
    const item = row(text, "Abort", async () => { await call("POST", `jobs/${j.id}/abort`); await refresh(); });
    if (j.handed_over) item.append(row("", "It needs you: open the page", async () => {
      location.assign((await call("POST", `jobs/${j.id}/takeover`)).url);
    }).querySelector("button"));
    return item;
  }));
}

// The signed receipt as a file. It names nobody; ?holder=1 of the API makes one that does.
async function save(job) {
  const answer = await ask(`jobs/${job}/receipt`);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `receipt-${job.slice(0, 8)}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

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

begin(async () => {
  await refresh();
  setInterval(() => refresh().catch((error) => tell(error.message, true)), 5000);
});
