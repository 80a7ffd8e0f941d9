// The workbench: Ctrl+Enter runs, Tab stays with the keyboard's usual way.
import "./common.js";

const text = document.getElementById("query");
document.getElementById("hint").hidden = false;
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    text.form.requestSubmit();
  }
});
