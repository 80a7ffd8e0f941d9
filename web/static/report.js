// A click on a coloured passage opens what it became, in the same line.

for (const line of document.querySelectorAll(".report > li")) {
  const told = line.querySelector(":scope > details");
  if (!told) continue;
  for (const passage of line.querySelectorAll(":scope > .s")) {
    passage.classList.add("opens");
    passage.addEventListener("click", () => { if (getSelection().isCollapsed) told.open = !told.open; });
  }
}
