// Runs a query and shows its result as a table; text only, nothing of a result is read as HTML.
"use strict";
const form = document.getElementById("query-form");
const text = document.getElementById("query");
const result = document.getElementById("result");

async function run(accept) {
  return fetch("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: text.value,
  });
}

function say(words) {
  const line = document.createElement("p");
  line.textContent = words;
  result.replaceChildren(line);
}

function cell(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  say("正在查询……");
  const response = await run("application/sparql-results+json, text/turtle;q=0.5");
  if (!response.ok) {
    const error = (await response.json()).error;
    return say(error.message + error.way_out);
  }
  if (!response.headers.get("Content-Type").includes("json")) {
    const block = document.createElement("pre");
    block.textContent = await response.text();
    return result.replaceChildren(block);
  }
  const data = await response.json();
  if ("boolean" in data) return say(data.boolean ? "是（true）" : "否（false）");
  const names = data.head.vars;
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of names) head.append(cell("th", name));
  const body = table.createTBody();
  for (const row of data.results.bindings) {
    const line = body.insertRow();
    for (const name of names) line.append(cell("td", row[name] ? row[name].value : ""));
  }
  const note = document.createElement("p");
  const cut = response.headers.get("X-Zhize-Truncated") === "true";
  note.textContent = `${data.results.bindings.length} 行${cut ? "（达到上限，结果不完整）" : ""}`;
  result.replaceChildren(note, table);
});

document.getElementById("download").addEventListener("click", async () => {
  const response = await run("text/csv");
  if (!response.ok) return form.requestSubmit();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = "zhize.csv";
  link.click();
});
const example = document.getElementById("example");
if (example) example.addEventListener("change", () => { if (example.value) text.value = example.value; });
