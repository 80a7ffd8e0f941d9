// The workbench: Ctrl+Enter runs, Tab stays with the keyboard's usual way, a result can be seen as a drawing.
import "./common.js";
import { draw, fetchLibrary, page } from "./network.js";

// Servers take no longer address; a query that is longer is sent by a form (so it is in wording.py).
export const LONGEST_ADDRESS = 30000;

const text = document.getElementById("query");
document.getElementById("hint").hidden = false;
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    text.form.requestSubmit();
  }
});

text.form.addEventListener("submit", () => {
  const long = new URLSearchParams(new FormData(text.form)).toString().length > LONGEST_ADDRESS;
  text.form.method = long ? "post" : "get";
});

// The drawing of the result that stands on the page.
export function prepareDrawing() {
  const drawn = document.getElementById("drawn");
  if (!drawn) return;
  drawn.hidden = false;
  drawn.addEventListener("toggle", async () => {
    const holder = document.getElementById("result-network");
    if (!drawn.open || holder.dataset.drawn) return;
    await fetchLibrary();
    const data = JSON.parse(document.getElementById("result-data").textContent);
    const { network } = draw(holder, data, { least: 0.7, highest: 900 });
    network.on("click", ({ nodes }) => { if (nodes.length && page(nodes[0])) location.href = page(nodes[0]); });
  });
}
prepareDrawing();

// The examples with what is typed in their title or group.
const search = document.getElementById("gallery-search");
const wanted = document.getElementById("gallery-find");
search.hidden = false;
wanted.addEventListener("input", () => {
  const words = wanted.value.trim().toLowerCase();
  let any = false;
  for (const group of document.querySelectorAll(".gallery section")) {
    const whole = group.querySelector("h3").textContent.toLowerCase().includes(words);
    let some = false;
    for (const item of group.querySelectorAll("li")) {
      item.hidden = !whole && !item.textContent.toLowerCase().includes(words);
      some ||= !item.hidden;
    }
    group.hidden = !some;
    any ||= some;
  }
  document.getElementById("gallery-none").hidden = any;
});
