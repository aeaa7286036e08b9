// The balance page: a small client of the public API, told of changes by a stream.
import { $, ask, begin, call, guarded, row, tell } from "./session.js";

const POLL_MS = 5000;
const REFERRER = "unsalted.referrer";
let quote = null;
let oldest = null;
let known = null;

const sats = (msats) => `${(msats / 1000).toLocaleString("en", { maximumFractionDigits: 3 })} sats`;
const amount = (msats) => (msats / 1000).toLocaleString("en", { maximumFractionDigits: 3 });

// --- What there is -------------------------------------------------------------------------------
function show(balance) {
  $("sats").textContent = balance.balance_sats.toLocaleString("en");
  for (const name of ["available", "held", "promo", "withdrawable"]) {
    $(name).textContent = sats(balance[`${name}_msats`]);
  }
  const now = JSON.stringify([balance.balance_msats, balance.held_msats]);
  if (known !== null && now !== known) changed();
  known = now;
}

// Something moved: the history, the open quote and withdrawals may say something new. Once a second.
let waiting = null;
function changed() {
  waiting ??= setTimeout(() => {
    waiting = null;
    Promise.all([history(), withdrawals(), look()]).catch((error) => tell(error.message, true));
  }, 1000);
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = ""; ;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts;
  }
}

// The stream while there is one; a look every five seconds while there is none.
async function follow() {
  for (;;) {
    try {
      const answer = await ask("payments/events");
      if (answer.ok) {
        $("live").textContent = "Live: changes appear by themselves.";
        for await (const line of lines(answer.body)) {
          if (line.startsWith("data: ")) show(JSON.parse(line.slice(6)));
        }
      }
    } catch {
      // The line broke; we look ourselves and try again.
    }
    $("live").textContent = "Checked every 5 seconds.";
    await new Promise((wake) => setTimeout(wake, POLL_MS));
    await call("GET", "payments/balance").then(show, (error) => tell(error.message, true));
  }
}

// --- Paying in -----------------------------------------------------------------------------------
function ways() {
  const token = document.querySelector("[name=way]:checked").value === "token";
  $("by-amount").hidden = token;
  $("by-token").hidden = !token;
  $("amount").required = !token;
  $("token").required = token;
  $("deposit-button").textContent = token ? "Pay in this token" : "Get an invoice";
}

function draw() {
  $("quote").hidden = !quote;
  if (!quote) return;
  const bonus = quote.bonus_sats_expected ? `, plus ${quote.bonus_sats_expected.toLocaleString("en")} sats bonus` : "";
  const until = new Date(quote.expires_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const words = {
    pending: quote.invoice ? `Pay ${quote.amount_sats.toLocaleString("en")} sats${bonus}. Good until ${until}.`
      : "The invoice is being made…",
    paid: "Paid. Thank you.", expired: "This invoice has expired.", failed: quote.reason || "This failed.",
  };
  $("quote-text").textContent = words[quote.status];
  const payable = quote.status === "pending" && Boolean(quote.invoice);
  $("quote-link").hidden = $("quote-open").hidden = $("quote-copy").hidden = !payable;
  document.querySelector("#quote details").hidden = !payable;
  if (payable && $("quote-invoice").textContent !== quote.invoice) {
    $("quote-image").src = `/qr.svg?invoice=${encodeURIComponent(quote.invoice)}`;
    $("quote-link").href = $("quote-open").href = `lightning:${quote.invoice}`;
    $("quote-invoice").textContent = quote.invoice;
  }
}

async function look() {
  if (!quote || quote.status !== "pending") return;
  quote = await call("GET", `payments/quote/${quote.quote_id}`);
  draw();
}

async function deposit() {
  if (document.querySelector("[name=way]:checked").value === "token") {
    const paid = await call("POST", "payments/deposit", { method: "cashu", token: $("token").value.trim() });
    $("token").value = "";
    tell(paid.status === "paid" ? `${sats(paid.credited_msats)} are yours.` : "The token is being checked with its mint.");
    quote = null;
  } else {
    quote = await call("POST", "payments/deposit", { amount_sats: Number($("amount").value), method: "lightning" });
  }
  draw();
  if (quote) $("quote").focus();
  else await refresh();
}

// --- Withdrawing ---------------------------------------------------------------------------------
function destinations() {
  const method = $("withdraw-method").value;
  const named = method === "address" || method === "invoice";
  $("by-destination").hidden = !named;
  $("destination").required = named;
  $("destination-label").textContent = method === "invoice" ? "Lightning invoice" : "Lightning address";
  $("destination").placeholder = method === "invoice" ? "lnbc…" : "you@wallet.example";
  $("by-withdraw-amount").hidden = method === "invoice";
}

async function withdraw(event) {
  const method = $("withdraw-method").value;
  const wish = { method, key: crypto.randomUUID() };
  if (!$("by-destination").hidden) wish.destination = $("destination").value.trim();
  if (method !== "invoice" && $("withdraw-amount").value) wish.amount_sats = Number($("withdraw-amount").value);
  await call("POST", "payments/withdraw", wish);
  event.target.reset();
  destinations();
  tell("On its way. The bot tells you when it has arrived.");
  await refresh();
}

const states = { created: "on its way", submitted: "on its way", settled: "paid", failed: "not paid", unknown: "not known yet" };

async function withdrawals() {
  const told = await call("GET", "payments/withdrawals");
  $("withdrawals").replaceChildren(...told.withdrawals.slice(0, 5).map((payout) => {
    const to = payout.destination ? ` to ${payout.destination.slice(0, 40)}` : "";
    const why = payout.reason ? `, ${payout.reason}` : "";
    const text = `${payout.amount_sats.toLocaleString("en")} sats${to}: ${states[payout.status]}${why}`;
    return payout.method === "cashu" && payout.status === "settled"
      ? row(text, "Copy token", () => copyToken(payout.id))
      : row(text);
  }));
}

async function copyToken(id) {
  const { token } = await call("GET", `payments/withdrawals/${id}`);
  if (!token) throw new Error("This token was claimed already.");
  await navigator.clipboard.writeText(token);
  tell("Copied. Whoever has it can spend it.");
}

// --- History and link ----------------------------------------------------------------------------
function line(entry) {
  const item = document.createElement("tr");
  const when = new Date(entry.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  const sign = entry.amount_msats > 0 ? "+" : "";
  const what = entry.type === "spend" ? entry.memo : entry.type;
  for (const [text, number] of [[when], [what], [sign + amount(entry.amount_msats), true], [amount(entry.balance_after_msats), true]]) {
    const cell = document.createElement("td");
    cell.textContent = text;
    if (number) cell.className = "number";
    item.append(cell);
  }
  item.title = entry.memo;
  item.dataset.id = entry.id;
  return item;
}

// The newest page, put before what is shown; or the page after the oldest that is shown.
async function history(cursor) {
  const told = await call("GET", `payments/transactions?limit=20${cursor ? `&cursor=${cursor}` : ""}`);
  const shown = new Set([...$("history").children].map((item) => item.dataset.id));
  const fresh = told.transactions.filter((entry) => !shown.has(String(entry.id))).map(line);
  const joins = fresh.length < told.transactions.length; // otherwise there is a gap, or nothing shown
  if (cursor) $("history").append(...fresh);
  else if (joins) $("history").prepend(...fresh);
  else $("history").replaceChildren(...fresh);
  if (cursor || !joins) oldest = told.next_cursor;
  $("older").hidden = !oldest;
  $("history-empty").hidden = $("history").childElementCount > 0;
}

async function csv() {
  const answer = await ask("payments/transactions?format=csv");
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = "transactions.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

async function referral() {
  const by = sessionStorage.getItem(REFERRER);
  if (by) {
    sessionStorage.removeItem(REFERRER);
    await call("POST", "payments/referral", { referrer: by }).catch(() => null); // not new here: no matter
  }
  const told = await call("GET", "payments/referral");
  $("referral-link").textContent = told.link;
  $("referral-credit").textContent = `${told.credit_sats.toLocaleString("en")} sats`;
  $("referral-count").textContent = told.brought ? `${told.brought} came so far; credit earned: ${sats(told.credited_msats)}.` : "";
}

async function refresh() {
  show(await call("GET", "payments/balance"));
  await Promise.all([history(), withdrawals().catch(() => null)]);
}

const copies = (button, source) => $(button).addEventListener("click", guarded(async () => {
  await navigator.clipboard.writeText($(source).textContent);
  $(button).textContent = "Copied";
}));

const brought = new URLSearchParams(location.search).get("ref");
if (brought) {
  sessionStorage.setItem(REFERRER, brought);
  window.history.replaceState(null, "", location.pathname);
}
document.querySelectorAll("[name=way]").forEach((choice) => choice.addEventListener("change", ways));
$("withdraw-method").addEventListener("change", destinations);
$("deposit-form").addEventListener("submit", guarded(deposit));
$("withdraw-form").addEventListener("submit", guarded(withdraw));
$("older").addEventListener("click", guarded(() => history(oldest)));
$("csv").addEventListener("click", guarded(csv));
$("quote-close").addEventListener("click", () => { quote = null; draw(); });
copies("quote-copy", "quote-invoice");
copies("referral-copy", "referral-link");

begin(async () => {
  await refresh();
  follow();
  setInterval(() => look().catch(() => null), POLL_MS);
  await referral();
});
