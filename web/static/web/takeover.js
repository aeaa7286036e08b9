// A page that was handed to a person: its masked picture, live, and what they want done on it.
// The token is the last part of this page's address; it travels in a header and is stored nowhere.
const $ = (id) => document.getElementById(id);
const token = decodeURIComponent(location.pathname.split("/").filter(Boolean).pop());
const WHY = {
  captcha: (name) => `${name} wants to see that you are human. Do on the picture what it asks for.`,
  passkey: (name) => `${name} wants a passkey. Choose another way to sign in on the picture, if there is one.`,
  email_link: (name) => `${name} has sent you an e-mail. Copy the link in it, without opening it, and paste it below.`,
};
const TITLES = { done: "Thank you", closed: "This is over", expired: "The time is over" };
const ENDED = {
  done: "I go on by myself now, and write to you as soon as there is news.",
  closed: "It was given up, called off, or the work has ended. I write to you with what comes next.",
  expired: "Write “status” to the bot to see where things are.",
};
const KINDS = { click: "Press", type: "Text", key: "Key", scroll: "Scroll", open_link: "Link" };
const TAP_PIXELS = 10, TAP_MS = 900, DOUBLE_MS = 400, SIZES = [1, 1.5, 2.2, 3.2];
let sight = { changes: 0, frame: 0, inputs: [] };
let drawn = 0, cross = { x: 500, y: 500 }, size = 0, over = false, told = 0, endsAt = 0;

class Refused extends Error {
  constructor(status, message) { super(message); this.status = status; }
}

async function ask(path, options = {}) {
  const answer = await fetch(`/api/takeover${path}`, {
    cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", ...options,
    headers: { Authorization: `Takeover ${token}`, ...(options.body && { "Content-Type": "application/json" }) },
  });
  if (answer.ok) return answer;
  const data = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, data.message || `The server answered ${answer.status}. Try again.`);
}

const post = (path, body) => ask(path, { method: "POST", body: JSON.stringify(body) }).then((a) => a.json());
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

function notice(text) {
  $("notice").textContent = text;
  $("notice").hidden = !text;
  $("notice").classList.toggle("bad", Boolean(text));
}

function news(text, bad = false) {
  $("news").textContent = text;
  $("news").classList.toggle("bad", bad);
}

// --- looking ---------------------------------------------------------------------------------

async function follow() {
  let patience = 0;
  while (!over) {
    try {
      show(await (await ask(`?seen=${sight.changes}&wait_seconds=${patience}`)).json());
      patience = 20;
      if (!over && sight.frame !== drawn) await draw();
      notice("");
    } catch (error) {
      if (error.status === 401) return end(error.message);
      notice(error.status ? error.message : "No connection to the server. I keep trying.");
      await pause(error.status === 410 ? 500 : 2000);
    }
    await pause(120);
  }
}

function show(found) {
  sight = found;
  $("title").textContent = `${found.service_name} needs you`;
  $("why").textContent = WHY[found.reason](found.service_name);
  $("link-form").hidden = found.reason !== "email_link";
  endsAt = Date.now() + found.seconds_left * 1000;
  clock();
  happened(found.inputs);
  if (found.status === "open") $("view").hidden = false;
  else end(ENDED[found.status], TITLES[found.status]);
}

async function draw() {
  const answer = await ask("/frame");
  const number = Number(answer.headers.get("X-Frame"));
  const picture = await createImageBitmap(await answer.blob());
  const canvas = $("picture");
  if (canvas.width !== picture.width || canvas.height !== picture.height) {
    canvas.width = picture.width;
    canvas.height = picture.height;
  }
  canvas.getContext("2d").drawImage(picture, 0, 0);
  drawn = number;
  place();
}

function clock() {
  if (over) return;
  const left = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
  $("time").textContent = `Time left: ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

function line(row) {
  const what = [KINDS[row.kind], row.word].filter(Boolean).join(" ") + (row.by_operator ? " (operator)" : "");
  const came = { queued: "on its way…", applied: "done", refused: row.rule || "not done" };
  return `${what}: ${came[row.status]}`;
}

function happened(rows) {
  if (!rows.length) return;
  $("happened").replaceChildren(...rows.toReversed().map((row) => {
    const item = document.createElement("li");
    item.textContent = line(row);
    item.classList.toggle("bad", row.status === "refused");
    return item;
  }));
  const settled = rows.filter((row) => row.status !== "queued").at(-1);
  if (settled && settled.seq > told) {
    told = settled.seq;
    news(line(settled), settled.status === "refused");
  }
}

function end(text, title = "This link is over") {
  over = true;
  $("view").hidden = true;
  $("why").textContent = text;
  $("title").textContent = title;
  $("title").focus();
  $("picture").width = 16; // forgets the picture
  $("text").value = $("link").value = "";
}

// --- doing -----------------------------------------------------------------------------------

async function wish(kind, given = {}) {
  const body = JSON.stringify({ key: crypto.randomUUID(), kind, frame: drawn, ...given });
  news("On its way…");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await ask("/inputs", { method: "POST", body }); // the same key: counts once
      return true;
    } catch (error) {
      if (error.status || attempt === 2) {
        news(error.status ? error.message : "No connection: that was not sent. Try again.", true);
        return false;
      }
      await pause(700);
    }
  }
  return false;
}

let lastPress = { at: 0, x: 0, y: 0 };
function press(x = cross.x, y = cross.y) {
  const near = Math.abs(x - lastPress.x) < 40 && Math.abs(y - lastPress.y) < 40;
  if (!drawn || (near && Date.now() - lastPress.at < DOUBLE_MS)) return; // a double click is one
  moveTo(x, y);
  lastPress = { at: Date.now(), ...cross };
  wish("click", { ...cross });
}

function place() {
  const canvas = $("picture");
  $("cross").style.left = `${(cross.x / 1000) * canvas.clientWidth}px`;
  $("cross").style.top = `${(cross.y / 1000) * canvas.clientHeight}px`;
}

function moveTo(x, y) {
  const within = (value) => Math.min(1000, Math.max(0, Math.round(value)));
  cross = { x: within(x), y: within(y) };
  place();
}

// A tap presses; a drag, a pinch and a long touch move the picture and press nothing.
const fingers = new Map();
let spoiled = false;
$("picture").addEventListener("pointerdown", (event) => {
  if (!fingers.size) spoiled = false;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, at: Date.now() });
  spoiled ||= fingers.size > 1 || event.button !== 0;
});
$("picture").addEventListener("pointermove", (event) => {
  const began = fingers.get(event.pointerId);
  if (began && Math.hypot(event.clientX - began.x, event.clientY - began.y) > TAP_PIXELS) spoiled = true;
});
for (const kind of ["pointercancel", "pointerleave"]) {
  $("picture").addEventListener(kind, (event) => { if (fingers.delete(event.pointerId)) spoiled = true; });
}
$("picture").addEventListener("pointerup", (event) => {
  const began = fingers.get(event.pointerId);
  fingers.delete(event.pointerId);
  if (!began || spoiled || fingers.size || Date.now() - began.at > TAP_MS) return;
  const box = $("picture").getBoundingClientRect();
  press(((event.clientX - box.left) / box.width) * 1000, ((event.clientY - box.top) / box.height) * 1000);
});

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let saying = 0;
$("picture").addEventListener("keydown", (event) => {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (!event.repeat) press();
    return;
  }
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const far = event.shiftKey ? 50 : 5;
  moveTo(cross.x + step[0] * far, cross.y + step[1] * far);
  $("cross").scrollIntoView({ block: "nearest", inline: "nearest" });
  clearTimeout(saying);
  saying = setTimeout(() => {
    $("place").textContent = `Cross at ${cross.x / 10} % from the left, ${cross.y / 10} % from the top`;
  }, 400);
});

$("type-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("text").value;
  if (!text) return news("Write something to type first.", true);
  if (await wish("type", { ...cross, text })) $("text").value = "";
});
$("link-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("link").value.trim();
  if (!/^https?:\/\/\S+$/.test(text)) return news("Paste the whole link, from https:// on.", true);
  if (await wish("open_link", { text })) $("link").value = "";
});
for (const button of document.querySelectorAll("[data-key]")) {
  button.addEventListener("click", () => wish("key", { word: button.dataset.key }));
}
for (const button of document.querySelectorAll("[data-scroll]")) {
  button.addEventListener("click", () => wish("scroll", { ...cross, word: button.dataset.scroll }));
}
const resize = (by) => {
  size = Math.min(SIZES.length - 1, Math.max(0, size + by));
  $("sheet").style.width = `${SIZES[size] * 100}%`;
  place();
  $("stage").scrollTo({
    left: (cross.x / 1000) * $("picture").clientWidth - $("stage").clientWidth / 2,
    top: (cross.y / 1000) * $("picture").clientHeight - $("stage").clientHeight / 2,
  });
};
$("larger").addEventListener("click", () => resize(1));
$("smaller").addEventListener("click", () => resize(-1));
addEventListener("resize", place);

async function finish(status) {
  const until = Date.now() + 8000; // what is on its way is done first
  while (status === "done" && !over && Date.now() < until && sight.inputs.some((row) => row.status === "queued")) {
    news("One moment: the last ones are being done.");
    await pause(200);
  }
  if (over) return;
  try {
    const how = (await post("/end", { status })).status;
    end(ENDED[how], TITLES[how]);
  } catch (error) {
    news(error.status ? error.message : "No connection. Press it again.", true);
  }
}
$("done").addEventListener("click", () => finish("done"));
$("give-up").addEventListener("click", () => finish("closed"));

setInterval(clock, 1000);
follow();
