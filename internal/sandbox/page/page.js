"use strict";

// The page draws what GET /console says: lists of objects, and beside each object the routes that name it. Everything that comes
// from the sandbox is text for it, and never markup.

const at = (id) => document.getElementById(id);
let index, vendor, last = 0;

function element(name, text, ...inside) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  made.append(...inside);
  return made;
}

function button(text, about, press) {
  const made = element("button", text);
  made.type = "button";
  made.title = about;
  made.addEventListener("click", press);
  return made;
}

function tell(text, wrong) {
  at("message").textContent = text;
  at("message").classList.toggle("wrong", Boolean(wrong));
}

async function call(method, path, body) {
  const answer = await fetch(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  const value = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(value && value.error ? value.error : answer.status + " " + answer.statusText);
  return value;
}

// change calls the console, says what came of it, and draws the room anew.
async function change(method, path, body) {
  try {
    const value = await call(method, path, body);
    tell(method + " " + path + (value ? "\n" + JSON.stringify(value, null, 2) : ""));
  } catch (error) {
    tell(error.message, true);
  }
  await draw();
}

// example is the JSON that a route's description shows, to begin from.
function example(about) {
  const shown = about.match(/\{.*\}/);
  try {
    return shown ? JSON.stringify(JSON.parse(shown[0]), null, 2) : "{}";
  } catch {
    return "{}";
  }
}

// ask lets the person write the body of a call.
function ask(route, path) {
  at("about").textContent = route.method + " " + path + ": " + route.about;
  at("body").value = example(route.about);
  const dialog = at("dialog");
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue !== "send") return;
    try {
      change(route.method, path, JSON.parse(at("body").value || "{}"));
    } catch (error) {
      tell("This is no JSON: " + error.message, true);
    }
  };
  dialog.showModal();
}

// act is the button of a route. A route whose description speaks of values asks for them first.
function act(route, path, text) {
  const asks = route.method !== "DELETE" && /[{:]|optional/.test(route.about);
  return button(text, route.about, () => (asks ? ask(route, path) : change(route.method, path, route.method === "DELETE" ? undefined : {})));
}

const own = (route) => route.path.startsWith("/console/" + vendor + "/") && !route.path.endsWith("/switches");
const named = /\/\{(?:id|name)\}/;

async function drawList(route) {
  const items = Object.values(await call("GET", route.path)).find(Array.isArray);
  if (!items) return [];
  const title = route.path.split("/").pop().replaceAll("-", " ");
  const heading = element("h2", title + " ");
  for (const create of index.routes.filter((r) => r.path === route.path && r.method === "POST")) heading.append(act(create, create.path, "Create"));
  const body = element("tbody");
  for (const item of items) {
    const id = String(Object.values(item)[0]);
    const actions = element("td");
    for (const r of index.routes.filter((r) => r.method !== "GET" && r.path.startsWith(route.path + "/{"))) {
      const rest = r.path.slice(route.path.length).replace(named, "").slice(1);
      actions.append(act(r, r.path.replace(named, "/" + encodeURIComponent(id)), rest.replaceAll("-", " ") || r.method.toLowerCase()));
    }
    const values = element("td");
    values.className = "value";
    for (const [name, value] of Object.entries(item).slice(1)) values.append(element("div", name + ": " + JSON.stringify(value)));
    const row = element("tr", null, element("td", id), values, actions);
    row.dataset.id = id;
    body.append(row);
  }
  return [heading, items.length ? element("table", null, body) : element("p", "There is none yet.")];
}

async function drawSwitches() {
  const panel = index.routes.find((r) => r.path === "/console/" + vendor + "/switches" && r.method === "POST");
  if (!panel) return [];
  const [declared, values] = await Promise.all([call("GET", "/console/switches"), call("GET", panel.path)]);
  const body = element("tbody");
  for (const one of declared[vendor]) {
    const choice = element("select");
    choice.setAttribute("aria-label", one.name);
    const options = [one.default, ...one.try].map((value) => JSON.stringify(value));
    if (!options.includes(JSON.stringify(values[one.name]))) options.push(JSON.stringify(values[one.name]));
    for (const option of new Set(options)) choice.append(new Option(option, option, false, option === JSON.stringify(values[one.name])));
    choice.addEventListener("change", () => change("POST", panel.path, { [one.name]: JSON.parse(choice.value) }));
    body.append(element("tr", null, element("td", one.name), element("td", null, choice), element("td", one.about)));
  }
  return [element("h2", "Switches"), element("table", null, body)];
}

async function drawFaults() {
  const { faults } = await call("GET", "/console/faults");
  at("faults").replaceChildren(...faults.map((fault) => element("li", [fault.vendor, fault.kind, fault.status, fault.times ? fault.times + " times" : "", "met " + (fault.hit || 0)].filter(Boolean).join(", ") + " ",
    button("Remove", "Remove this rule", () => change("DELETE", "/console/faults?id=" + fault.id)))));
}

async function draw() {
  const lists = index.routes.filter((r) => own(r) && r.method === "GET" && !r.path.includes("{") && index.routes.some((other) => other.path.startsWith(r.path + "/{")));
  const drawn = await Promise.all([...lists.map(drawList), drawSwitches()]);
  at("room").replaceChildren(...drawn.flat());
  for (const each of at("vendors").children) each.setAttribute("aria-pressed", String(each.textContent === vendor));
  await drawFaults();
}

async function watch() {
  try {
    const [clock, journal] = await Promise.all([call("GET", "/console/clock"), call("GET", "/console/journal?after=" + last)]);
    at("clock").textContent = clock.now.slice(0, 19).replace("T", " ") + " UTC" + (clock.offset === "0s" ? "" : " (" + clock.offset + " off)");
    for (const entry of journal.entries) {
      last = Math.max(last, entry.number);
      const row = element("tr", null, element("td", entry.number), element("td", entry.method + " " + entry.path), element("td", entry.status));
      row.classList.toggle("bad", entry.status >= 400 || !entry.status);
      at("journal").prepend(row);
    }
    while (at("journal").children.length > 200) at("journal").lastChild.remove();
  } catch (error) {
    tell("The sandbox does not answer: " + error.message, true);
  }
  setTimeout(watch, 1000);
}

async function begin() {
  index = await call("GET", "/console");
  vendor = index.vendors[0].name;
  at("vendors").replaceChildren(...index.vendors.map((each) => button(each.name, each.prefixes.join(" "), () => { vendor = each.name; tell(""); draw(); })));
  at("setting").append("Use it with ", element("code", "export STOREAUTH_SANDBOX_URL=" + location.origin));
  for (const [text, advance] of [["+1 h", "1h"], ["+1 day", "24h"]]) at("time").append(button(text, "Move the sandbox's clock", () => change("POST", "/console/clock", { advance })));
  at("reset").addEventListener("click", async () => { last = 0; at("journal").replaceChildren(); await change("POST", "/console/reset", {}); });
  for (const [text, rule] of [["503 once", { kind: "status", status: 503, times: 1 }], ["429 once", { kind: "status", status: 429, retry_after: 1, times: 1 }],
    ["login page", { kind: "html", status: 200 }], ["connection broken", { kind: "reset" }]]) {
    at("spoil").append(button(text, JSON.stringify(rule), () => change("POST", "/console/faults", { vendor, ...rule })));
  }
  await draw();
  await watch();
}

begin().catch((error) => tell(error.message, true));
