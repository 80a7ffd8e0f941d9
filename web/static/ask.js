// Suggestions while typing: a combobox by the WAI-ARIA pattern, usable by keyboard alone.
"use strict";
const input = document.getElementById("q");
const list = document.getElementById("suggestions");
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
  for (const [i, option] of [...options].entries()) option.setAttribute("aria-selected", String(i === chosen));
  input.setAttribute("aria-activedescendant", options[chosen].id);
  options[chosen].scrollIntoView({ block: "nearest" });
}

function take(option) {
  input.value = option.dataset.text;
  close();
  input.form.submit();
}

async function suggest() {
  const typed = input.value.trim();
  const turn = ++latest;
  if (!typed || composing) return close();
  const response = await fetch("/api/suggest?q=" + encodeURIComponent(typed));
  if (!response.ok || turn !== latest) return;
  const found = await response.json();
  list.replaceChildren(...found.map((s, i) => {
    const option = document.createElement("li");
    option.id = "suggestion-" + i;
    option.role = "option";
    option.dataset.text = s.text;
    option.append(s.label);
    const hint = document.createElement("small");
    hint.textContent = s.hint;
    option.append(hint);
    option.addEventListener("mousedown", (event) => { event.preventDefault(); take(option); });
    return option;
  }));
  chosen = -1;
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(found.length > 0));
}

input.addEventListener("compositionstart", () => { composing = true; });
input.addEventListener("compositionend", () => { composing = false; suggest(); });
input.addEventListener("input", suggest);
input.addEventListener("blur", close);
input.addEventListener("keydown", (event) => {
  if (event.isComposing || list.hidden) return;
  if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen - 1); }
  else if (event.key === "Escape") close();
  else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
});
