// The editor of the workbench: YASGUI's Yasqe in place of the plain text box, which stays the form's field. Results are
// those that the server lays out, put in place without leaving the page.
import { LONGEST_ADDRESS, prepareDrawing } from "./workbench.js";
import { complete, fetchKnown, offer } from "./completing.js";

const text = document.getElementById("query");
const help = document.getElementById("editor-help");
const status = document.getElementById("editor-status");
const form = text.form;

function openEditor(Yasqe) {
  const holder = document.createElement("div");
  holder.className = "editor";
  text.before(holder);
  text.hidden = true;
  text.required = false;
  Yasqe.defaults.autocompleters = []; // its own ask other hosts
  const run = () => form.requestSubmit();
  new Yasqe(holder, {
    value: text.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    indentUnit: 2,
    tabSize: 2,
    screenReaderLabel: help.dataset.label,
    requestConfig: { endpoint: "/sparql" },
    extraKeys: {
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
      "Ctrl-Space": () => complete(editor),
      "Tab": () => editor.execCommand(editor.somethingSelected() ? "indentMore" : "insertSoftTab"),
      "Shift-Tab": () => editor.execCommand("indentLess"),
      "Esc": leave,
    },
  });
  // A Yasqe object is a copy of the CodeMirror that it makes; what draws must speak to the original.
  const editor = holder.querySelector(".CodeMirror").CodeMirror;
  if (text.lang) holder.querySelector(".CodeMirror-code").lang = text.lang;
  // After Esc the browser has its Tab back, until the editor is entered anew or written in.
  const free = { Tab: false, "Shift-Tab": false };
  function leave() {
    editor.removeKeyMap(free);
    editor.addKeyMap(free);
    status.textContent = help.dataset.leave;
  }
  for (const event of ["blur", "change"]) editor.on(event, () => editor.removeKeyMap(free));
  editor.on("focus", fetchKnown);
  editor.on("inputRead", () => offer(editor));
  form.querySelector("label[for=query]").addEventListener("click", () => editor.focus());
  return editor;
}

async function show(address, { method = "GET", body } = {}) {
  const old = document.getElementById("result");
  old.setAttribute("aria-busy", "true");
  status.textContent = help.dataset.busy;
  try {
    const response = await fetch(address, { method, body, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const result = page.getElementById("result");
    if (!result) throw new Error(response.statusText);
    old.replaceWith(document.adoptNode(result));
    // The switch of languages leads to the query that now stands here.
    document.querySelector(".language").href = page.querySelector(".language").getAttribute("href");
    prepareDrawing();
    // What is wrong is an alert in its place and need not be said again.
    const words = result.querySelector("#downloads span") || result.querySelector("h2");
    status.textContent = response.ok ? help.dataset.done + words.textContent.trim() : "";
    if (result.getBoundingClientRect().top > innerHeight - 80) result.scrollIntoView({ block: "center" });
  } catch {
    old.removeAttribute("aria-busy");
    status.textContent = help.dataset.failed;
  }
}

function start(Yasqe) {
  const editor = openEditor(Yasqe);
  const hint = document.getElementById("hint");
  if (hint) hint.hidden = true;
  help.hidden = false;

  const here = () => "/sparql?" + new URLSearchParams(new FormData(form));
  const markExample = () => {
    for (const link of document.querySelectorAll(".gallery a")) {
      const same = readQuery(link).trim() === editor.getValue().trim();
      if (same) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    text.value = editor.getValue();
    const address = here();
    const long = address.length > LONGEST_ADDRESS;
    if (!long) history.pushState(null, "", address);
    markExample();
    if (long) show("/sparql", { method: "POST", body: new URLSearchParams(new FormData(form)) });
    else show(address);
  });
  for (const link of document.querySelectorAll(".gallery a")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      editor.setValue(readQuery(link));
      form.requestSubmit();
    });
  }
  // Another order or part of the rows comes in the same way.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#result thead a, #result .pages a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    show(link.href);
  });
  addEventListener("popstate", () => location.reload());
  document.getElementById("editor-new").addEventListener("click", () => {
    const prefixes = JSON.parse(help.dataset.prefixes);
    const names = Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("");
    editor.setValue(names + "\nSELECT * WHERE {\n  \n}\nLIMIT 100\n");
    editor.collapsePrefixes(true);
    editor.getDoc().setCursor({ line: Object.keys(prefixes).length + 2, ch: 2 });
    editor.focus();
  });
  const copy = document.getElementById("editor-copy");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    text.value = editor.getValue();
    await navigator.clipboard.writeText(location.origin + here());
    status.textContent = "";
    const words = copy.textContent;
    copy.textContent = copy.dataset.done;
    setTimeout(() => { copy.textContent = words; }, 1600);
  });
}

function readQuery(link) {
  return new URL(link.href).searchParams.get("query");
}

if (window.Yasgui?.Yasqe) start(window.Yasgui.Yasqe);
