// Suggestions while typing (a combobox by the WAI-ARIA pattern), and the drawing beside the answer.
import { gettext, plural } from "./common.js";
import { draw, fetchLibrary, page } from "./network.js";

const KINDS = {
  Post: gettext("岗位"), Person: gettext("人员"), OrganizationalUnit: gettext("部门"), Organization: gettext("组织"), Duty: gettext("职责"),
};
const input = document.getElementById("q");
const list = document.getElementById("suggestions");
const heard = document.getElementById("heard");
let chosen = -1;
let composing = false;
let latest = 0;

function close() {
  list.hidden = true;
  chosen = -1;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function mark(index) {
  const options = list.children;
  if (!options.length) return;
  chosen = (index + options.length) % options.length;
  [...options].forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
  input.setAttribute("aria-activedescendant", options[chosen].id);
  options[chosen].scrollIntoView({ block: "nearest" });
}

function take(option) {
  input.value = option.dataset.text;
  close();
  input.form.requestSubmit();
}

function makeOption(suggestion, i) {
  const option = document.createElement("li");
  option.id = "suggestion-" + i;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.text = suggestion.text;
  const kind = document.createElement("span");
  kind.className = "kind " + suggestion.type;
  kind.textContent = KINDS[suggestion.type] || "";
  const label = document.createElement("span");
  label.lang = "zh";
  label.textContent = suggestion.label;
  const hint = document.createElement("small");
  hint.lang = "zh";
  hint.textContent = suggestion.hint;
  option.append(kind, label, hint);
  option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
  return option;
}

async function suggest() {
  const typed = input.value.trim();
  const turn = ++latest;
  if (!typed || composing) return close();
  let found = [];
  try {
    const response = await fetch("/api/suggest?q=" + encodeURIComponent(typed));
    if (response.ok) found = await response.json();
  } catch {
    return close(); // suggestions are a help; without them the question can still be asked
  }
  if (turn !== latest || document.activeElement !== input) return;
  list.replaceChildren(...found.map(makeOption));
  chosen = -1;
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(found.length > 0));
  input.removeAttribute("aria-activedescendant");
  heard.textContent = found.length ? plural("有 %(num)s 条建议，用上下键选择。", found.length) : "";
}

input.addEventListener("compositionstart", () => { composing = true; });
input.addEventListener("compositionend", () => { composing = false; suggest(); });
input.addEventListener("input", suggest);
input.addEventListener("blur", close);
input.addEventListener("focus", () => { if (document.body.classList.contains("asked")) input.select(); });
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (list.hidden) {
    if (event.key === "ArrowDown") suggest();
    return;
  }
  if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen < 0 ? -1 : chosen - 1); }
  else if (event.key === "Escape") { event.preventDefault(); close(); }
  else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
});
input.form.addEventListener("submit", () => { latest += 1; close(); });

// Escape closes the readings of a part again.
for (const readings of document.querySelectorAll(".understood details")) {
  readings.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    readings.open = false;
    readings.firstElementChild.focus();
  });
}

// The drawing comes after everything else.
const data = document.getElementById("excerpt-data");
if (data) {
  fetchLibrary().then(() => {
    const holder = document.getElementById("excerpt");
    const { network } = draw(holder, JSON.parse(data.textContent), { highest: 1000, least: 0.7 });
    network.on("click", ({ nodes }) => { if (nodes.length && page(nodes[0])) location.href = page(nodes[0]); });
    network.on("hoverNode", () => { holder.classList.add("pointing"); });
    network.on("blurNode", () => { holder.classList.remove("pointing"); });
  });
}
