// What the query editor offers while somebody writes: terms, names of the graph by their labels, and variables.
import { gettext, inLanguage } from "./common.js";

const MOST = 50;
const WORD = /(?:<[^<>\s"{}|^`\\]*|[?$][\p{L}\p{N}_]*|(?:[\p{L}\p{N}_-]*:)?[\p{L}\p{N}_-]*)$/u;
const HAN = /\p{Script=Han}/u;
const CLASS = "类", PROPERTY = "属性", CONCEPT = "概念";
// What the server calls the sorts → what an entry of the list says.
const SORTS = {
  类: gettext("类"), 属性: gettext("属性"), 值: gettext("值"), 数据类型: gettext("数据类型"), 岗位: gettext("岗位"), 部门: gettext("部门"),
  人员: gettext("人员"), 组织: gettext("组织"), 概念: gettext("概念"), 动作: gettext("动作"), 事物: gettext("事物"),
};
// What stands behind a property, where that is one sort of thing.
const ENDS = { topic: [CONCEPT], action: [CONCEPT], postIn: ["部门", "组织"], unitOf: ["部门", "组织"], heldBy: ["人员"], inOrganization: ["组织"] };

let asked = null;
let known = null;

// Asked for when the editor is first used; what the browser has kept is only confirmed.
export function fetchKnown() {
  asked ||= fetch("/api/completions").then((response) => {
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  }).then((data) => (known = data)).catch(() => { asked = null; return { prefixes: {}, terms: [], names: [], complete: true }; });
  return asked;
}

async function fetchNames(word) {
  try {
    const response = await fetch("/api/completions?q=" + encodeURIComponent(word));
    return response.ok ? (await response.json()).names : [];
  } catch {
    return [];
  }
}

// The word before the cursor, and what stands before it.
function readWord(editor) {
  const cursor = editor.getDoc().getCursor();
  const before = editor.getDoc().getLine(cursor.line).slice(0, cursor.ch);
  const word = WORD.exec(before)[0];
  return { word, before: before.slice(0, before.length - word.length), line: cursor.line, end: cursor.ch };
}

function isText(editor) {
  const kind = editor.getTokenAt(editor.getDoc().getCursor()).type || "";
  return kind === "comment" || kind === "string";
}

function score(typed, words) {
  let best = 0;
  for (const word of words) {
    const text = word.toLowerCase();
    if (text === typed) return 4;
    if (text.startsWith(typed)) best = Math.max(best, 3);
    else if (text.includes(typed)) best = Math.max(best, 1);
  }
  return best;
}

// The short name of a term with the prefix that the query declares for it, be it another than ours.
function shorten(name, prefixes, declared) {
  const [prefix, local] = [name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1)];
  const own = Object.keys(declared).find((other) => declared[other] === prefixes[prefix]);
  return { text: (own ?? prefix) + ":" + local, needs: own === undefined ? prefix : null };
}

function findTerms({ word, before }, { terms, prefixes }, declared) {
  const colon = word.indexOf(":");
  const space = colon < 0 ? null : declared[word.slice(0, colon)] ?? prefixes[word.slice(0, colon)];
  const typed = word.slice(colon + 1).toLowerCase();
  // Behind `a` stands a class, behind a subject or a `;` a property.
  const wanted = /(?:^|\s)(?:a|rdf:type)\s+$/.test(before) ? CLASS : /[;}.{]\s*$|^\s*$/.test(before) ? null : PROPERTY;
  const found = [];
  for (const term of terms) {
    const [prefix, local] = term.name.split(":");
    if (colon >= 0 && prefixes[prefix] !== space) continue;
    const points = typed ? score(typed, [local, term.label, ...term.others]) : 1;
    if (!points) continue;
    const { text, needs } = shorten(term.name, prefixes, declared);
    found.push({ text, needs, label: inLanguage ? term.english : term.label, code: text, note: SORTS[term.kind] ?? term.kind, points: points + (term.kind === wanted ? 2 : 0) });
  }
  return found;
}

function findNames({ word, before }, names) {
  const typed = word.replace(/^</, "").toLowerCase();
  // Concepts are meant behind few properties; things of the graph everywhere else.
  const ends = ENDS[/:(\w+)\s+$/.exec(before)?.[1]];
  const fits = (kind) => (ends ? ends.includes(kind) : kind !== CONCEPT);
  const found = [];
  for (const [iri, label, kind, hint, aliases] of names) {
    let points = word.startsWith("<") && iri.toLowerCase().startsWith(typed) ? 2 : score(typed, [label, ...aliases]);
    if (points && !fits(kind)) points = Math.max(0.1, points - 2.5);
    if (points) found.push({ text: `<${iri}>`, label, code: "", note: [kind, hint].filter(Boolean).map((word) => SORTS[word] ?? word).join(" · "), points });
  }
  return found;
}

function findVariables(word, editor) {
  const all = new Set(editor.getValue().match(/[?$][\p{L}\p{N}_]+/gu) || []);
  all.delete(word);
  return [...all].filter((name) => name.startsWith(word)).sort().map((text) => ({ text, label: "", code: text, note: gettext("变量"), points: 1 }));
}

function choose(place, data, names, declared) {
  const { word } = place;
  const found = word.startsWith("<") ? [] : findTerms(place, data, declared);
  if (word && (!word.includes(":") || word.startsWith("<"))) found.push(...findNames(place, names));
  return found.sort((a, b) => b.points - a.points).slice(0, MOST);
}

// At once where all is known, so that a key pressed right after a letter meets the list; else as soon as it comes.
function find(editor, place) {
  const { word } = place;
  if (/^[?$]/.test(word)) return findVariables(word, editor);
  const declared = editor.getPrefixesFromQuery();
  if (known?.complete) return choose(place, known, known.names, declared);
  const letters = word.includes(":") && !word.startsWith("<") ? "" : word.replace(/^</, "");
  // Of a graph too large to be sent, the names are asked for.
  return fetchKnown().then(async (data) => {
    const names = data.complete || !letters ? data.names : await fetchNames(letters);
    return choose(place, data, names, declared);
  });
}

function render(line, data, { found }) {
  line.parentNode.setAttribute("aria-label", data.label);
  const parts = [["span", found.label], ["code", found.code], ["small", found.note]];
  for (const [tag, text] of parts) {
    if (!text) continue;
    const part = document.createElement(tag);
    part.textContent = text;
    if (inLanguage && HAN.test(text)) part.lang = "zh";
    line.append(part);
  }
}

async function pick(editor, data, { text, found }) {
  editor.getDoc().replaceRange(text, data.from, data.to, "complete");
  if (found.needs) editor.addPrefixes({ [found.needs]: (await fetchKnown()).prefixes[found.needs] });
}

export function complete(editor) {
  if (isText(editor)) return;
  const hint = () => {
    const place = readWord(editor);
    const list = (found) => ({
      label: document.getElementById("editor-help").dataset.list,
      list: found.map((one) => ({ text: one.text, found: one, render, hint: pick })),
      from: { line: place.line, ch: place.end - place.word.length },
      to: { line: place.line, ch: place.end },
    });
    const found = find(editor, place);
    return found.then ? found.then(list) : list(found);
  };
  editor.showHint({ hint, completeSingle: false, closeCharacters: /[\s(){}[\];,>"']/, container: editor.getWrapperElement().parentElement });
}

// Names are offered where something is written that can be nothing else; words of the language are left in peace.
export async function offer(editor) {
  if (editor.state?.completionActive || isText(editor)) return;
  const { word } = readWord(editor);
  if (word.endsWith(":") && !word.startsWith("<")) await declare(editor, word.slice(0, -1));
  if (HAN.test(word) || /^[?$]./.test(word) || word.startsWith("<http") || /^[\w-]+:/.test(word)) complete(editor);
}

// A prefix of ours that is used is declared.
async function declare(editor, prefix) {
  const { prefixes } = await fetchKnown();
  const line = editor.getDoc().getLine(editor.getDoc().getCursor().line);
  if (prefix in prefixes && !/^\s*prefix\b/i.test(line)) editor.addPrefixes({ [prefix]: prefixes[prefix] });
}
