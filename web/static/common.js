// What every page with an answer, a chart or a query offers beside its links: copying and printing.

async function copy(text, button) {
  const words = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "已复制";
  } catch {
    button.textContent = "浏览器不允许复制";
  }
  setTimeout(() => { button.textContent = words; }, 1600);
}

function readAnswer() {
  const answer = document.getElementById("answer");
  const lines = [document.getElementById("q").value, document.getElementById("lead").textContent];
  const rest = answer.querySelector(".rest");
  if (rest) lines.push(rest.textContent);
  for (const said of answer.querySelectorAll("blockquote, .duties li")) {
    const cite = said.querySelector(".cite");
    const text = said.firstElementChild.textContent.trim();
    lines.push(`“${text}”${cite ? `（${cite.textContent.trim()}）` : ""}`);
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
