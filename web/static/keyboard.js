// The drawn chart by keyboard: a tree as WAI-ARIA has it, laid over the drawing, with an item for each box.
import { gettext, plural } from "./common.js";

const KINDS = {
  Post: gettext("岗位"), OrganizationalUnit: gettext("部门"), Organization: gettext("组织"), Duty: gettext("职责"),
};

// What `tree` leads to: `open` shows details of a box, `fold` opens or closes what is below it and gives back when it
// is drawn, `select` marks it in the drawing and brings it into sight.
export function lead(tree, { open, fold, select }) {
  let data;
  let parents = new Map();
  let depths = new Map();
  let current;

  const node = (id) => data?.nodes.find((one) => one.id === id);
  const below = (id) => data.nodes.filter((one) => parents.get(one.id) === id);

  function name(one) {
    const words = [KINDS[one.group] || "", one.title];
    if (one.more) words.push(plural("下面有 %(num)s 个没有展开", one.more));
    return words.join(" ");
  }

  function makeItem(one) {
    const item = document.createElement("li");
    item.id = "item-" + one.key;
    item.setAttribute("role", "treeitem");
    item.setAttribute("aria-level", String(depths.get(one.id)));
    item.setAttribute("aria-selected", String(one.id === current));
    if (one.more || below(one.id).length) item.setAttribute("aria-expanded", String(!one.more));
    item.textContent = name(one);
    return item;
  }

  function go(id) {
    const one = node(id);
    if (!one) return;
    tree.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    current = id;
    document.getElementById("item-" + one.key).setAttribute("aria-selected", "true");
    tree.setAttribute("aria-activedescendant", "item-" + one.key);
    select(id);
  }

  // The box beside the present one on its level, be it below another superior.
  function beside(step) {
    const level = data.nodes.filter((one) => depths.get(one.id) === depths.get(current));
    return level[level.findIndex((one) => one.id === current) + step]?.id;
  }

  async function descend() {
    if (!below(current).length && node(current).more) await fold(node(current));
    const first = below(current)[0];
    if (first) go(first.id);
  }

  const keys = {
    ArrowUp: () => go(parents.get(current)),
    ArrowDown: descend,
    ArrowLeft: () => go(beside(-1)),
    ArrowRight: () => go(beside(1)),
    Home: () => go(data.nodes[0].id),
    Enter: () => open(current),
    " ": () => { if (node(current).more || node(current).opened) fold(node(current)); },
  };

  tree.addEventListener("keydown", (event) => {
    if (!data?.nodes.length || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  tree.addEventListener("focus", () => { if (data?.nodes.length) go(current); });

  return {
    // The boxes that are drawn now; what was the present one stays it where it is still there.
    show(drawn) {
      data = drawn;
      parents = new Map(data.edges.filter((edge) => !edge.extra).map((edge) => [edge.from, edge.to]));
      depths = new Map();
      for (const { id } of data.nodes) depths.set(id, (depths.get(parents.get(id)) || 0) + 1); // from above to below
      if (!node(current)) current = (data.nodes.find((one) => one.marked) || data.nodes[0])?.id;
      tree.replaceChildren(...data.nodes.map(makeItem));
      tree.hidden = !data.nodes.length;
      tree.removeAttribute("aria-activedescendant");
      if (document.activeElement === tree) go(current);
    },
    // Where the pointer has been.
    pass(id) {
      current = id;
    },
  };
}
