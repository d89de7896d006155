"use strict";
(() => {
  const atlas = JSON.parse(document.getElementById("atlas").textContent);
  const byId = new Map(atlas.nodes.map((node) => [node.id, node]));
  const near = new Map(atlas.nodes.map((node) => [node.id, []]));
  for (const edge of atlas.edges) {
    near.get(edge.from).push(edge.to);
    near.get(edge.to).push(edge.from);
  }
  const kinds = { article: "Articles", lens: "Lenses", mechanism: "Mechanisms", actor: "Actors", tag: "Tags", source: "Sources" };
  const one = { article: "Article", lens: "Lens", mechanism: "Mechanism", actor: "Actor", tag: "Tag", source: "Source" };
  const find = (id) => document.getElementById(id);
  const panel = find("panel"), form = find("controls"), found = find("found"), search = find("search");
  const hidden = new Set();
  const single = new Set();
  let chosen = null;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const short = (text) => (text.length > 34 ? text.slice(0, 32).trimEnd() + "…" : text);
  const make = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // ---- the drawing -------------------------------------------------------------------------------------------------
  // Sizes are told in pixels of the whole map: `unit` is how many of the drawing's units make one.
  let unit = 1;
  const degree = (id) => near.get(id).length;
  // Which labels are shown now, and how large in the drawing's units: the weightiest first, as long as none covers another.
  const named = new Map();
  const weight = (node) => (node.id === chosen) * 1e9 + (node.group === "lens") * 1e6 + degree(node.id);
  const pixels = (node) => (node.group === "lens" ? 15 : node.id === chosen ? 13 : 11);
  const candidates = () => {
    const near_chosen = chosen === null ? null : new Set([chosen, ...near.get(chosen)]);
    const fit_to_name = near_chosen ? (n) => near_chosen.has(n.id) : (n) => n.group !== "article" && degree(n.id) > 2 && !single.has(n.id);
    return atlas.nodes.filter((n) => !hidden.has(n.id) && fit_to_name(n)).sort((a, b) => weight(b) - weight(a)).slice(0, 150);
  };
  const name = () => {
    const pen = document.createElement("canvas").getContext("2d"), scale = network.getScale(), taken = [];
    named.clear();
    for (const node of candidates()) {
      const px = pixels(node), at = network.canvasToDOM(node), top = at.y + radius(node) * scale;
      pen.font = `${px}px system-ui, sans-serif`;
      const half = pen.measureText(short(node.label)).width / 2 + 3;
      const box = [at.x - half, top, at.x + half, top + px + 8];
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      taken.push(box);
      named.set(node.id, px / scale);
    }
  };
  const radius = (node) => unit * ((node.group === "lens" ? 8 : 3) + 0.8 * Math.sqrt(degree(node.id)));
  const look = (node) => {
    const lit = chosen === null || node.id === chosen || near.get(chosen).includes(node.id);
    const base = colour(node.group);
    return {
      id: node.id, hidden: hidden.has(node.id) || (single.has(node.id) && !(chosen !== null && lit)), opacity: lit ? 1 : 0.15,
      size: radius(node), color: { background: base, border: node.id === chosen ? colour("ink") : base },
      borderWidth: node.id === chosen ? 2 * unit : 1, label: lit ? short(node.label) : " ", title: node.label,
      font: { color: colour("ink"), size: named.get(node.id) ?? 4 * unit, strokeWidth: 3 * unit, strokeColor: colour("panel"), face: "system-ui, sans-serif" },
    };
  };
  const drawnEdge = (edge, i) => ({
    id: i, from: edge.from, to: edge.to, hidden: [edge.from, edge.to].some((id) => hidden.has(id) || (single.has(id) && chosen === null)),
    color: { color: colour("quiet"), opacity: chosen === null ? 0.3 : edge.from === chosen || edge.to === chosen ? 0.9 : 0.05 },
  });
  const nodes = new vis.DataSet(atlas.nodes.map((node) => ({ ...node, ...look(node) })));
  const edges = new vis.DataSet(atlas.edges.map(drawnEdge));
  const network = new vis.Network(find("map"), { nodes, edges }, {
    physics: false, interaction: { hover: true, tooltipDelay: 120, keyboard: { enabled: true, bindToWindow: false } },
    nodes: { chosen: false, scaling: { label: { drawThreshold: 9, maxVisible: 17 } } }, edges: { smooth: false, width: 1 },
  });
  const redraw = () => { name(); nodes.update(atlas.nodes.map(look)); edges.update(atlas.edges.map(drawnEdge)); };
  const fit = () => {
    network.fit({ nodes: atlas.nodes.filter((n) => !hidden.has(n.id) && !single.has(n.id)).map((n) => n.id), animation: false });
    unit = Math.max(0.5, Math.min(1, find("map").clientWidth / 760)) / network.getScale();  // smaller on a small screen
    redraw();
  };

  // ---- one node's facts and links ----------------------------------------------------------------------------------
  const linkTo = (id) => {
    const item = make("li"), button = make("button", byId.get(id).label);
    button.type = "button";
    button.addEventListener("click", () => choose(id));
    item.append(button);
    return item;
  };
  const tell = (id) => {
    const node = byId.get(id), detail = atlas.details[id];
    const facts = make("dl");
    for (const [name, value] of detail.facts) facts.append(make("dt", name), make("dd", value));
    panel.replaceChildren(make("span", one[node.group], "kindmark " + node.group), make("h2", node.label), facts);
    if (detail.url) {
      const link = make("a", "Read the article");
      link.href = detail.url;
      link.rel = "noopener noreferrer";
      panel.append(link);
    }
    for (const kind of Object.keys(kinds)) {
      const ids = near.get(id).filter((other) => byId.get(other).group === kind);
      if (!ids.length) continue;
      ids.sort((a, b) => (atlas.details[b].published || "").localeCompare(atlas.details[a].published || "") || byId.get(a).label.localeCompare(byId.get(b).label));
      const list = make("ul");
      list.append(...ids.map(linkTo));
      panel.append(make("h3", `${kinds[kind]} (${ids.length})`), list);
    }
  };
  const choose = (id) => {
    chosen = id;
    tell(id);
    redraw();  // what it is linked to must be shown before the view can be fitted to it
    network.fit({ nodes: [id, ...near.get(id)].filter((other) => !hidden.has(other)), animation: false, maxZoomLevel: 3 / unit });
    redraw();
  };
  network.on("click", (event) => { chosen = event.nodes[0] ?? null; if (chosen !== null) tell(chosen); redraw(); });
  document.addEventListener("click", (event) => {
    const go = event.target.closest("[data-go]");
    if (!go) return;
    event.preventDefault();
    choose(go.dataset.go);
    find("map").scrollIntoView({ block: "center" });
  });

  // ---- filters: by kind, lens and period; the tables follow --------------------------------------------------------
  const filter = () => {
    const shown_kinds = new Set([...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value));
    const lens = find("lens") ? find("lens").value : "", from = find("from") ? find("from").value : "", to = find("to") ? find("to").value : "";
    const period = find("from") && (from > find("from").min || to < find("to").max);
    const out = (node) => {
      const detail = atlas.details[node.id];
      if (lens && !detail.lenses.includes(lens)) return true;
      return period && (!detail.published || (from && detail.published < from) || (to && detail.published > to));
    };
    const gone = new Set(atlas.nodes.filter((n) => n.group === "article" && out(n)).map((n) => n.id));
    hidden.clear();
    single.clear();
    if (find("once") && !find("once").checked) for (const node of atlas.nodes) if (atlas.details[node.id].once) single.add(node.id);
    for (const node of atlas.nodes) {
      const away = node.group === "article" ? gone.has(node.id) : near.get(node.id).length > 0 && near.get(node.id).every((a) => gone.has(a));
      if (away || !shown_kinds.has(node.group)) hidden.add(node.id);
    }
    for (const table of ["articles", "names"]) {
      let shown = 0;
      for (const row of find(table).tBodies[0].rows) { row.hidden = hidden.has(row.dataset.id); shown += !row.hidden; }
      find(table + "-count").textContent = shown;
    }
    if (chosen !== null && hidden.has(chosen)) chosen = null;
    redraw();
  };
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(() => { chosen = null; found.replaceChildren(); filter(); fit(); }));
  form.addEventListener("submit", (event) => { event.preventDefault(); found.querySelector("button")?.click(); });
  find("fit").addEventListener("click", fit);

  // ---- search ------------------------------------------------------------------------------------------------------
  search.addEventListener("input", () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const hits = words.length ? atlas.nodes.filter((n) => words.every((word) => plain(n.label).includes(word))) : [];
    hits.sort((a, b) => near.get(b.id).length - near.get(a.id).length);
    found.replaceChildren(...hits.slice(0, 12).map((node) => {
      const item = make("li"), button = make("button", node.label);
      button.type = "button";
      button.append(" ", make("span", one[node.group], "count"));
      button.addEventListener("click", () => { found.replaceChildren(); search.value = node.label; choose(node.id); });
      item.append(button);
      return item;
    }));
    if (words.length && !hits.length) found.append(make("li", "Nothing by that name.", "hint"));
  });
  search.addEventListener("keydown", (event) => { if (event.key === "Escape") found.replaceChildren(); });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  filter();
  fit();
  if (atlas.centre) choose(atlas.centre);
})();
