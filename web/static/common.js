// What every page with an answer, a chart or a query offers beside its links: copying and printing.
// The texts of scripts are Chinese; on an English page their translations stand in the page.

const texts = JSON.parse(document.getElementById("texts")?.textContent ?? "{}");

function fill(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

export function gettext(text, values = {}) {
  return fill(texts[text] ?? text, values);
}

// The form for `num` things.
export function plural(text, num, values = {}) {
  const forms = texts[text] ?? [text, text];
  return fill(forms[num === 1 ? 0 : 1], { num, ...values });
}

// Part of an address: what the server shall answer in the language of this page.
export const inLanguage = document.documentElement.lang === "en" ? "&lang=en" : "";

// The way that browsers have without https, as on a server within the house: they give no clipboard to such pages.
function copySelected(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

async function copy(text, button) {
  const words = button.textContent;
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = copySelected(text);
    button.focus();
  }
  button.textContent = done ? gettext("已复制") : gettext("浏览器不允许复制");
  setTimeout(() => { button.textContent = words; }, 1600);
}

function tidy(element) {
  return element.textContent.replace(/\s+/g, " ").trim();
}

// Who it is, how to reach them, and what the documents say.
function readCard(card) {
  const lines = [tidy(card.querySelector("h3 > a, h4 > a"))];
  for (const fact of card.querySelectorAll(".facts > div")) {
    lines.push(`${tidy(fact.querySelector("dt"))}${gettext("：")}${tidy(fact.querySelector("dd"))}`);
  }
  for (const said of card.querySelectorAll("blockquote, .duties li")) {
    const cite = said.querySelector(".cite");
    const text = said.firstElementChild.textContent.trim();
    lines.push(`“${text.replaceAll("“", "‘").replaceAll("”", "’")}”${cite ? `（${cite.textContent.trim()}）` : ""}`);
  }
  return lines;
}

function readAnswer() {
  const answer = document.getElementById("answer");
  const lines = [document.getElementById("q").value, document.getElementById("lead").textContent];
  const picked = answer.querySelector(".picked > span");
  if (picked) lines.splice(1, 0, picked.textContent);
  const rest = answer.querySelector(".rest");
  if (rest) lines.push(rest.textContent);
  for (const part of answer.querySelectorAll(".group, .card")) {
    if (part.matches(".group")) lines.push("", part.textContent.trim());
    else lines.push(...readCard(part));
  }
  for (const helper of answer.querySelectorAll(".helpers li")) {
    const cite = helper.querySelector(".cite");
    const words = [...helper.children].filter((part) => part !== cite).map((part) => part.textContent.trim()).join(" ");
    lines.push(words + (cite ? `（${cite.textContent.trim()}）` : ""));
  }
  return lines.join("\n");
}

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    if ("print" in button.dataset) print();
    else copy(button.dataset.copy === "link" ? location.href : readAnswer(), button);
  });
}
