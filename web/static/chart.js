// The org chart: opens and closes parts, finds, shows details; what is seen is always in the address.
import { gettext, inLanguage, plural } from "./common.js";
import { lead } from "./keyboard.js";
import { draw } from "./network.js";

const holder = document.getElementById("network");
const panel = document.getElementById("panel");
const told = document.getElementById("told");
const chart = document.getElementById("chart");
const start = new URLSearchParams(chart.dataset.query);
let wish = new URLSearchParams(start);
let shown;

const keys = (name) => new Set((wish.get(name) || "").split(",").filter(Boolean));

function put(name, found) {
  if (found.size) wish.set(name, [...found].join(","));
  else wish.delete(name);
}

let loads = 0;

async function load(focus) {
  const turn = ++loads;
  const asked = new URLSearchParams(wish);
  asked.set("width", Math.round(holder.clientWidth - 44));
  asked.set("height", Math.round(Math.max(420, Math.min(700, innerHeight - 250))));
  const response = await fetch("/api/graph?" + asked + inLanguage).catch(() => undefined);
  if (turn !== loads) return; // something else is wanted by now
  if (!response?.ok) {
    told.textContent = gettext("没有取到图，请稍后再试。");
    return;
  }
  const data = await response.json();
  if (turn !== loads) return;
  shown?.end();
  shown = draw(holder, data, { folds: true, lowest: 300, least: 0.82, highest: Math.max(480, Math.min(900, innerHeight - 200)) });
  shown.network.on("click", click);
  steps.show(data);
  document.getElementById("scope").hidden = !data.scope;
  document.getElementById("extent").textContent = data.scope;
  const unbound = new URLSearchParams(wish);
  unbound.delete("depth");
  document.getElementById("unbound").href = "/graph?" + unbound;
  if (data.scope && !data.hidden) told.textContent = ""; // the line above the chart has said it
  else if (data.hidden && data.nodes.length >= data.most) told.textContent = plural("图上最多画 %(num)s 个，还有 %(hidden)s 个没有画出；导出的文件里有全部", data.most, { hidden: data.hidden });
  else told.textContent = data.hidden ? plural("画出 %(num)s 个，还有 %(hidden)s 个没有展开", data.nodes.length, { hidden: data.hidden }) : plural("共 %(num)s 个，已全部画出", data.nodes.length);
  history.replaceState(null, "", "/graph?" + wish);
  for (const link of document.querySelectorAll(".takeaway a")) {
    link.href = link.pathname + "?" + wish + (link.search.includes("download=1") ? "&download=1" : "");
  }
  if (focus && shown.known.has(focus)) shown.show(focus);
  const marked = data.nodes.find((node) => node.marked);
  document.getElementById("marked-key").hidden = !marked;
  if (!focus && marked) shown.show(marked.id);
  dropSheet();
  if (data.nodes.length + data.hidden <= MOST_PREPARED) prepared = setTimeout(prepareSheet, 600);
  return data;
}

// What the browser prints of this page is the whole chart on a sheet of its own size, as /graph/print has it. A chart of
// usual size waits on the page, so that the browser's menu prints it as well; a large one is fetched at Ctrl+P.
const MOST_PREPARED = 400;
let prepared;
let coming; // the sheet that is being fetched, or was
let sheet = [];

function dropSheet() {
  clearTimeout(prepared);
  coming = undefined;
  for (const part of sheet.splice(0)) part.remove();
  document.body.classList.remove("sheet-page");
}

// Fetches the sheet once; where it cannot be had, the page is printed as it is.
function prepareSheet() {
  coming ||= fetchSheet().catch(() => { coming = undefined; });
  return coming;
}

async function fetchSheet() {
  const asked = wish.toString();
  const response = await fetch("/graph/print?" + asked + inLanguage, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  if (asked !== wish.toString() || sheet.length) return; // something else is looked at by now
  const paper = document.adoptNode(parsed.querySelector(".paper"));
  paper.classList.add("waiting");
  const size = document.adoptNode(parsed.querySelector('link[href^="/graph.css"]'));
  sheet = [paper, size];
  const loaded = new Promise((done) => { size.addEventListener("load", done); size.addEventListener("error", done); });
  document.head.append(size);
  document.getElementById("main").append(paper);
  await loaded;
  if (sheet.includes(paper)) document.body.classList.add("sheet-page");
}

addEventListener("keydown", async (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return;
  if (document.body.classList.contains("sheet-page")) return;
  event.preventDefault();
  await prepareSheet();
  print();
});

function toggle(node) {
  const opened = keys("open");
  const closed = keys("close");
  if (node.more) {
    closed.delete(node.key);
    opened.add(node.key);
  } else {
    opened.delete(node.key);
    closed.add(node.key);
  }
  put("open", opened);
  put("close", closed);
  return load(node.id);
}

async function detail(iri) {
  const response = await fetch("/graph/panel?iri=" + encodeURIComponent(iri) + inLanguage, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  panel.replaceChildren(...parsed.body.childNodes);
  panel.scrollTop = 0;
}

function click({ nodes, pointer }) {
  const folded = shown.sign(pointer.canvas);
  if (nodes.length) steps.pass(nodes[0]);
  if (folded) toggle(folded);
  else if (nodes.length) detail(nodes[0]);
}

// By keyboard: Enter leads into the details, Escape back.
const tree = document.getElementById("tree");
const steps = lead(tree, {
  async open(iri) {
    await detail(iri);
    panel.querySelector("h2 a")?.focus();
  },
  fold: toggle,
  select(iri) {
    shown.show(iri);
    shown.reveal(iri);
  },
});
panel.addEventListener("keydown", (event) => { if (event.key === "Escape") tree.focus(); });

// The server finds among all things, drawn or not, and opens the way to what it found.
async function find(text, to) {
  wish.delete("mark");
  for (const [name, value] of [["find", text], ["to", to]]) {
    if (value) wish.set(name, value);
    else wish.delete(name);
  }
  const data = await load();
  if (!text || !data) return;
  if (data.told) {
    told.textContent = data.told;
    for (const [name, link] of data.elsewhere) {
      const lead = Object.assign(document.createElement("a"), { href: link, textContent: gettext("在%(name)s里看", { name }) });
      told.append(" ", lead);
    }
  }
  if (data.way) told.textContent = data.way;
  if (!data.found) return;
  if (shown.known.has(data.found)) shown.show(data.found);
  holder.scrollIntoView({ block: "nearest" }); // the chart may reach below the window
  detail(data.thing);
}

document.querySelector(".controls").hidden = false;
document.querySelector(".bar button").hidden = true;
document.getElementById("closer").addEventListener("click", () => shown?.zoom(1.25));
document.getElementById("farther").addEventListener("click", () => shown?.zoom(0.8));
document.getElementById("whole").addEventListener("click", () => shown?.network.fit({ animation: false }));
document.getElementById("reset").addEventListener("click", () => {
  wish = new URLSearchParams(start);
  wish.delete("open");
  wish.delete("close");
  load();
});
document.getElementById("all").addEventListener("click", () => {
  wish.set("open", "all");
  wish.delete("close");
  load();
});
// The server's SVG of the whole chart, painted at twice its size, as far as a canvas reaches.
const LONGEST_SIDE = 16000;
const MOST_PIXELS = 120e6;
const png = document.getElementById("png");
png.hidden = false;
png.addEventListener("click", async () => {
  const picture = new Image();
  picture.src = "/graph.svg?" + wish + "&download=1";
  await picture.decode();
  const canvas = document.createElement("canvas");
  const { naturalWidth: wide, naturalHeight: high } = picture;
  const factor = Math.min(2, LONGEST_SIDE / Math.max(wide, high), Math.sqrt(MOST_PIXELS / (wide * high)));
  canvas.width = Math.round(wide * factor);
  canvas.height = Math.round(high * factor);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = document.querySelector("h1").textContent + ".png";
    link.click();
    URL.revokeObjectURL(link.href);
  });
});
const search = document.getElementById("find");
const goal = document.getElementById("to");
let searched = search.value + "\n" + goal.value;
function look() {
  const wanted = search.value + "\n" + goal.value;
  if (wanted === searched) return;
  searched = wanted;
  for (const said of document.querySelectorAll(".way-found")) said.remove();
  find(search.value.trim(), goal.value.trim());
}
search.addEventListener("change", look);
goal.addEventListener("change", look);
search.form.addEventListener("submit", (event) => {
  event.preventDefault();
  look();
});
for (const select of document.querySelectorAll("#bar select")) select.addEventListener("change", () => {
  if (!["depth", "lines"].includes(select.id)) search.value = goal.value = "";
  select.form.submit();
});
load();
