// Draws a network whose nodes, edges, options and positions come from the server.
"use strict";
const holder = document.getElementById("network");

async function load() {
  if (holder.dataset.question) {
    const response = await fetch("/api/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question: holder.dataset.question, network: true }),
    });
    return (await response.json()).network;
  }
  return (await fetch(holder.dataset.src)).json();
}

function local(iri) {
  const base = "https://w3id.org/zhize/id/";
  return iri.startsWith(base) ? "/id/" + iri.slice(base.length).split("/").map(encodeURIComponent).join("/") : iri;
}

load().then((data) => {
  if (!data || !data.nodes.length) return;
  const nodes = new vis.DataSet(data.nodes);
  const network = new vis.Network(holder, { nodes, edges: new vis.DataSet(data.edges) }, data.options);
  const fit = () => network.fit({ maxZoomLevel: 1.1, minZoomLevel: 0.1 });
  fit();
  holder.dataset.drawn = String(data.nodes.length);
  network.on("doubleClick", (event) => { if (event.nodes.length) location.href = local(event.nodes[0]); });
  const find = document.getElementById("find");
  if (find) find.addEventListener("change", () => {
    const hit = data.nodes.find((node) => node.title.includes(find.value.trim()));
    if (!hit || !find.value.trim()) return fit();
    network.selectNodes([hit.id]);
    network.focus(hit.id, { scale: 1, animation: false });
  });
});
const organization = document.getElementById("organization");
if (organization) organization.addEventListener("change", () => organization.form.submit());
