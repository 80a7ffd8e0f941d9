// Draws a network whose nodes, edges, options and positions come from the server; colours come from the style sheet.

const PAD = 22;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

function palette() {
  const kinds = { Organization: "organization", OrganizationalUnit: "unit", Post: "post", Person: "person", Duty: "duty" };
  const boxes = {};
  for (const [kind, name] of Object.entries(kinds)) {
    boxes[kind] = { fill: colour(name), line: colour(name + "-line"), ink: colour(name + "-ink") };
  }
  const letters = getComputedStyle(document.body).fontFamily;
  return { boxes, edge: colour("edge"), across: colour("edge-across"), inferred: colour("edge-inferred"), hit: colour("hit"), paper: colour("canvas"), ink: colour("ink"), letters };
}

function clip(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let kept = text;
  while (kept.length > 1 && ctx.measureText(kept + "…").width > width) kept = kept.slice(0, -1);
  return kept + "…";
}

// Letters are never smaller than eleven pixels of the screen; in far view they are larger than their boxes are made for.
const FAR = 17;
const LONGEST_LABEL = 12;
const sizeOf = (scale) => Math.max(14, 11 / scale);

// In far view: the names that can be written whole without covering one another, what is marked and what stands above
// first; `measure` gives the width of a text. The rest is told by pointing at the box.
export function chooseLabels(nodes, scale, measure) {
  const size = sizeOf(scale);
  const written = [];
  const order = [...nodes].sort((a, b) => Number(b.marked) - Number(a.marked) || a.y - b.y || a.x - b.x);
  for (const node of order) {
    const text = node.label.length > LONGEST_LABEL ? node.label.slice(0, LONGEST_LABEL - 1) + "…" : node.label;
    const half = measure(text) / 2 + 3;
    const box = [node.x - half, node.y - size * 0.6, node.x + half, node.y + size * 0.6];
    const covers = written.some(({ box: other }) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    if (!covers) written.push({ node, text, box, inside: 2 * half <= node.extent[0] && size * 1.1 <= node.extent[1] });
  }
  return written;
}

function paintLabels(ctx, nodes, scale, colours) {
  ctx.font = "600 " + sizeOf(scale) + "px " + colours.letters;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { node, text, inside } of chooseLabels(nodes, scale, (words) => ctx.measureText(words).width)) {
    if (!inside) { // over the edge of its box a name stands on the colour of the ground
      ctx.lineWidth = 5 / scale;
      ctx.strokeStyle = colours.paper;
      ctx.strokeText(text, node.x, node.y);
    }
    ctx.fillStyle = inside ? (colours.boxes[node.group] || colours.boxes.Post).ink : colours.ink;
    ctx.fillText(text, node.x, node.y);
  }
}

function paintBox(ctx, node, x, y, scale, colours, state) {
  const [width, height] = node.extent;
  const box = colours.boxes[node.group] || colours.boxes.Post;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, 7);
  ctx.fillStyle = box.fill;
  ctx.fill();
  const strong = node.marked || state.selected;
  ctx.lineWidth = strong ? 3 : state.hover ? 2.2 : 1.2;
  ctx.strokeStyle = strong ? colours.hit : box.line;
  ctx.stroke();
  ctx.fillStyle = box.ink;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const size = sizeOf(scale);
  if (size < FAR) {
    const weight = node.group === "Duty" ? "400 " : "600 ";
    ctx.font = weight + size + "px " + colours.letters;
    let line = y - (node.lines.length * 20 + (node.note ? 18 : 0)) / 2 + 10;
    for (const text of node.lines) {
      ctx.fillText(clip(ctx, text, width - 10), x, line + 1);
      line += 20;
    }
    if (node.note) {
      ctx.font = "400 12px " + colours.letters;
      ctx.globalAlpha = 0.85;
      ctx.fillText(clip(ctx, node.note, width - 10), x, line);
      ctx.globalAlpha = 1;
    }
  }
  const sign = badge(node);
  if (sign) {
    const [left, top, wide] = badgeBox(node, x, y);
    ctx.beginPath();
    ctx.roundRect(left, top, wide, 16, 8);
    ctx.fillStyle = node.more ? colours.hit : colours.paper;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = node.more ? colours.hit : box.line;
    ctx.stroke();
    ctx.fillStyle = node.more ? colours.paper : colours.edge;
    ctx.font = "600 11px " + colours.letters;
    ctx.fillText(sign, left + wide / 2, top + 8.5);
  }
}

function badge(node) {
  if (!node.folds) return "";
  if (node.more) return "＋" + node.more;
  return node.opened ? "－" : "";
}

function badgeBox(node, x, y) {
  const wide = node.more ? 23 + 6 * String(node.more).length : 20;
  return [x + node.extent[0] / 2 - wide + 5, y + node.extent[1] / 2 - 5, wide];
}

// Lines as the server has laid them. One beside the tree is painted from the superior on, so that the dashes of lines
// that have joined lie on one another.
function paintRoutes(ctx, edges, colours) {
  ctx.lineJoin = "round";
  for (const edge of [...edges].sort((a, b) => Number(a.marked) - Number(b.marked))) {
    if (!edge.route.length) continue;
    const way = edge.extra ? [...edge.route].reverse() : edge.route;
    const tint = edge.marked ? colours.hit : edge.kind === "inferred" ? colours.inferred : edge.extra ? colours.across : colours.edge;
    ctx.lineWidth = edge.marked ? 3 : 1.5;
    ctx.strokeStyle = tint;
    ctx.setLineDash(edge.dash);
    ctx.beginPath();
    ctx.moveTo(...way[0]);
    for (let i = 1; i < way.length - 1; i++) {
      const radius = Math.min(6, length(way[i - 1], way[i]) / 2, length(way[i], way[i + 1]) / 2);
      ctx.arcTo(...way[i], ...way[i + 1], radius);
    }
    ctx.lineTo(...way[way.length - 1]);
    ctx.stroke();
    if (edge.extra) paintHead(ctx, way, tint);
  }
  ctx.setLineDash([]);
}

const length = ([x1, y1], [x2, y2]) => Math.hypot(x2 - x1, y2 - y1);

// The head of an arrow that ends where `way` begins.
function paintHead(ctx, way, tint) {
  const [[x, y], next] = way;
  const far = length(way[0], next) || 1;
  const [dx, dy] = [(next[0] - x) / far, (next[1] - y) / far];
  ctx.beginPath();
  ctx.moveTo(x, y);
  for (const side of [3.5, -3.5]) ctx.lineTo(x + 7 * dx - side * dy, y + 7 * dy + side * dx);
  ctx.fillStyle = tint;
  ctx.fill();
}

// Shows `data` in `holder`; gives back what the page may do with it. `folds` draws the signs that open and close.
export function draw(holder, data, { folds = false, least = 0.6, highest = 720, lowest = 160 } = {}) {
  let colours = palette();
  let network;
  const ended = new AbortController(); // when another drawing takes the place of this one
  const room = holder.clientWidth - 2 * PAD;
  const [width, height] = data.size;
  const scale = Math.max(least, Math.min(1, room / width));
  holder.style.height = Math.round(Math.min(highest, Math.max(lowest, height * scale + 2 * PAD))) + "px";
  const known = new Map(data.nodes.map((node) => [node.id, node]));
  const nodes = data.nodes.map((node) => ({
    ...node, folds, font: undefined, color: undefined, title: node.title,
    ctxRenderer: ({ ctx, x, y, state }) => ({
      drawNode: () => paintBox(ctx, { ...node, folds }, x, y, network && !ended.signal.aborted ? network.getScale() : scale, colours, state),
      nodeDimensions: { width: node.extent[0], height: node.extent[1] },
    }),
  }));
  network = new vis.Network(holder, { nodes, edges: [] }, data.options);
  holder.firstElementChild.removeAttribute("tabindex"); // it listens to no key; chart.js has a tree for them
  network.on("beforeDrawing", (ctx) => paintRoutes(ctx, data.edges, colours));
  network.on("afterDrawing", (ctx) => {
    if (sizeOf(network.getScale()) >= FAR) paintLabels(ctx, data.nodes, network.getScale(), colours);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { colours = palette(); network.redraw(); }, { signal: ended.signal });
  // The page scrolls as usual; the drawing takes the wheel only with Ctrl.
  holder.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true, signal: ended.signal });

  function whole() {
    const fit = Math.min(1, (holder.clientWidth - 2 * PAD) / width, (holder.clientHeight - 2 * PAD) / height);
    const shown = Math.max(least, fit);
    // What does not fit is shown from its beginning.
    const x = width * shown > holder.clientWidth ? (holder.clientWidth / 2 - PAD) / shown : width / 2;
    const y = height * shown > holder.clientHeight ? (holder.clientHeight / 2 - PAD) / shown : height / 2;
    network.moveTo({ position: { x, y }, scale: shown, animation: false });
  }
  whole();
  addEventListener("resize", whole, { signal: ended.signal });
  holder.dataset.drawn = String(data.nodes.length);
  return {
    network, whole, known,
    // What it listens to must not reach a network that is no more.
    end() {
      ended.abort();
      network.destroy();
    },
    zoom(factor) {
      network.moveTo({ scale: Math.max(0.15, Math.min(2.5, network.getScale() * factor)), animation: false });
    },
    // Selects a node; what is seen moves only where the whole is not in sight anyway.
    show(id) {
      network.selectNodes([id]);
      const shown = network.getScale();
      if (width * shown <= holder.clientWidth && height * shown <= holder.clientHeight) return;
      network.moveTo({ position: network.getPosition(id), scale: Math.max(shown, 0.9), animation: false });
    },
    // Scrolls the page so far that a node is in the window.
    reveal(id) {
      const { top } = holder.getBoundingClientRect();
      const { y } = network.canvasToDOM(network.getPosition(id));
      const margin = 60;
      if (top + y < margin) scrollBy(0, top + y - margin);
      else if (top + y > innerHeight - margin) scrollBy(0, top + y - innerHeight + margin);
    },
    // The node whose sign to open or close is at `point` of the canvas.
    sign(point) {
      return data.nodes.find((node) => {
        if (!badge({ ...node, folds })) return false;
        const [left, top, wide] = badgeBox(node, node.x, node.y);
        return point.x >= left - 5 && point.x <= left + wide + 5 && point.y >= top - 5 && point.y <= top + 21;
      });
    },
  };
}

// Loads vis-network, which is large and only drawings need.
export function fetchLibrary() {
  return new Promise((done, failed) => {
    if (window.vis) return done();
    const script = document.createElement("script");
    script.src = "/vis/vis-network.min.js";
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

const BASE = "https://w3id.org/zhize/id/";

// The page of a thing on this server.
export function page(iri) {
  return iri.startsWith(BASE) ? "/id/" + iri.slice(BASE.length).split("/").map(encodeURIComponent).join("/") : null;
}
