// The account page: a small client of the public API.
import { $, begin, call, guarded, row, tell } from "./session.js";

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
