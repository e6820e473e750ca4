// What moves where JavaScript is on. Every page can be read without it.
"use strict";

// An article: a click on an act, or on a claim beside it, marks the words of that claim by role.
(() => {
  const paper = document.querySelector(".paper");
  if (!paper) return;
  // Of several roles in one claim the first is the one that is shown, so it is set last.
  const marks = [...paper.querySelectorAll(".m[data-r]")].map((el) => [
    el,
    new Map(el.dataset.r.split(" ").map((part) => part.split(":")).reverse()),
  ]);
  const panels = new Map([...document.querySelectorAll(".claim[data-n]")].map((el) => [el.dataset.n, el]));
  const roles = ["act", "condition", "figure", "actor", "recipient", "voice", "when", "place", "evidence"];

  function choose(number, from) {
    let first = null;
    for (const [el, parts] of marks) {
      el.classList.remove("on", ...roles.map((role) => `o-${role}`));
      if (number && parts.has(number)) {
        el.classList.add("on", `o-${parts.get(number)}`);
        first = first || el;
      }
    }
    for (const [n, el] of panels) if (n !== number) el.open = false;
    const panel = panels.get(number);
    if (panel) panel.open = true;
    if (panel && from !== "text") panel.scrollIntoView({ block: "nearest" });
    const target = from === "text" ? panel : first;
    if (target) target.scrollIntoView({ block: from === "text" ? "nearest" : "center" });
  }

  paper.addEventListener("click", (event) => {
    const act = event.target.closest("a.m");
    if (!act) return;
    event.preventDefault();
    choose(act.hash.slice(3), "text");
    panels.get(act.hash.slice(3))?.querySelector("summary").focus({ preventScroll: true });
  });
  for (const [n, el] of panels) {
    el.addEventListener("toggle", () => {
      const open = [...panels.values()].some((one) => one.open);
      if (el.open) choose(n, "panel");
      else if (!open) choose(null);
    });
    el.querySelector("a.show")?.addEventListener("click", (event) => {
      event.preventDefault();
      choose(n, "panel");
    });
  }
  if (paper.dataset.chosen) choose(paper.dataset.chosen, "panel");
})();

document.documentElement.classList.add("has-js");

// On a narrow screen the menu is a strip: the page that is open stands in sight.
(() => {
  const here = document.querySelector(".menu [aria-current]");
  const strip = here?.closest("ul");
  if (strip && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = here.offsetLeft - strip.clientWidth / 2;
})();

// Two actors: dragging over a period shows its claims. The server draws; D3 only listens.
(() => {
  const figure = document.querySelector('[data-chart="curve"][data-a]');
  if (!figure || !window.d3) return;
  const [left, right, top, base] = [44, 890, 14, 312];
  const day = (text) => Date.parse(`${text}T00:00:00Z`);
  const [first, last] = [day(figure.dataset.first), day(figure.dataset.last)];
  const at = (x) => new Date(first + ((x - left) / (right - left)) * (last - first)).toISOString().slice(0, 10);
  const brush = d3.brushX().extent([[left, top], [right, base]]).on("end", (event) => {
    if (!event.selection || !event.sourceEvent) return;
    const [from, to] = event.selection;
    if (to - from < 3) return;
    const url = new URL(window.location.href);
    url.searchParams.set("since", at(from));
    url.searchParams.set("until", at(to));
    url.searchParams.delete("after");
    url.hash = "lijst";
    window.location.assign(url);
  });
  const svg = d3.select(figure).select("svg");
  // Behind the dots, so that these can still be clicked.
  const group = svg.select(".brush");
  svg.node().insertBefore(group.node(), svg.select("a").node());
  group.call(brush);
})();

// Map and network: move and zoom; names keep their size.
(() => {
  for (const figure of document.querySelectorAll('[data-chart="map"], [data-chart="network"]')) {
    if (!window.d3) return;
    const svg = d3.select(figure).select("svg");
    const inner = svg.select(".zoomed");
    const sizes = [...figure.querySelectorAll("text")].map((el) => [el, parseFloat(getComputedStyle(el).fontSize)]);
    const spots = [...figure.querySelectorAll(".spot")].map((el) => [el, Number(el.dataset.r)]);
    const zoom = d3.zoom().scaleExtent([1, 14]).on("zoom", (event) => {
      inner.attr("transform", event.transform);
      const k = event.transform.k;
      for (const [el, size] of sizes) el.style.setProperty("font-size", `${size / k}px`, "important");
      for (const [el, r] of spots) el.setAttribute("r", r / Math.sqrt(k));
    });
    // Wheel and finger scroll the page unless a key is held, or the drawing was zoomed before.
    zoom.filter((event) => {
      const scrolls = (event.type === "wheel" && !event.ctrlKey) || (event.touches && event.touches.length === 1);
      return !event.button && (!scrolls || d3.zoomTransform(svg.node()).k > 1);
    });
    const [, , width, height] = svg.attr("viewBox").split(" ").map(Number);
    zoom.extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]]);
    svg.call(zoom);
    const buttons = document.createElement("p");
    buttons.className = "zoom";
    for (const [text, factor] of [["+", 1.6], ["−", 1 / 1.6]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      button.textContent = text;
      button.setAttribute("aria-hidden", "true");
      button.tabIndex = -1;
      button.addEventListener("click", () => zoom.scaleBy(svg, factor));
      buttons.append(button);
    }
    figure.prepend(buttons);
  }
})();

// On a narrow screen map and network are wider than the page: they open where most of their points are.
(() => {
  for (const figure of document.querySelectorAll(".chart.wide")) {
    const svg = figure.querySelector("svg");
    const wide = svg.getBoundingClientRect().width;
    if (figure.scrollWidth <= figure.clientWidth) continue;
    const scale = wide / svg.viewBox.baseVal.width;
    const points = [...figure.querySelectorAll(".spot, .node circle")].map((el) => [Number(el.getAttribute("cx")) * scale, Number(el.getAttribute("r")) ** 2]);
    const around = (x) => points.reduce((sum, [at, weight]) => sum + (Math.abs(at - x) < figure.clientWidth / 2.4 ? weight : 0), 0);
    const [best] = points.map(([x]) => [x, around(x)]).reduce((one, other) => (other[1] > one[1] ? other : one), [wide / 2, 0]);
    figure.scrollLeft = best - figure.clientWidth / 2;
  }
})();

// Network: names can be dragged, and whoever is pointed at keeps his ties in sight.
(() => {
  const figure = document.querySelector('[data-chart="network"]');
  if (!figure || !window.d3) return;
  const byId = new Map();
  const nodes = [...figure.querySelectorAll(".node")].map((el) => {
    const node = { el, id: el.dataset.id, x: Number(el.dataset.x), y: Number(el.dataset.y) };
    node.x0 = node.x;
    node.y0 = node.y;
    byId.set(node.id, node);
    return node;
  });
  const edges = [...figure.querySelectorAll(".edge")].map((el) => ({
    el,
    source: byId.get(el.dataset.first),
    target: byId.get(el.dataset.second),
  }));
  const simulation = d3
    .forceSimulation(nodes)
    .force("link", d3.forceLink(edges).distance((e) => Math.hypot(e.source.x0 - e.target.x0, e.source.y0 - e.target.y0)).strength(0.15))
    .force("x", d3.forceX((n) => n.x0).strength(0.12))
    .force("y", d3.forceY((n) => n.y0).strength(0.12))
    .force("apart", d3.forceCollide(16))
    .stop()
    .on("tick", () => {
      for (const n of nodes) n.el.setAttribute("transform", `translate(${n.x - n.x0},${n.y - n.y0})`);
      for (const { el, source, target } of edges) {
        el.setAttribute("x1", source.x);
        el.setAttribute("y1", source.y);
        el.setAttribute("x2", target.x);
        el.setAttribute("y2", target.y);
      }
    });
  const inner = figure.querySelector(".zoomed");
  const drag = d3
    .drag()
    .container(() => inner)
    .subject((event) => byId.get(event.sourceEvent.target.closest(".node").dataset.id))
    .clickDistance(4)
    .on("start", (event) => {
      event.sourceEvent.stopPropagation();
      simulation.alphaTarget(0.25).restart();
    })
    .on("drag", (event) => {
      event.subject.fx = event.x;
      event.subject.fy = event.y;
    })
    .on("end", () => simulation.alphaTarget(0));
  d3.select(figure).selectAll(".node").call(drag).on("dragstart.native", (event) => event.preventDefault());
  for (const n of nodes) {
    n.el.addEventListener("mouseenter", () => {
      inner.classList.add("faded");
      n.el.classList.add("near");
      for (const { el, source, target } of edges) {
        if (source !== n && target !== n) continue;
        el.classList.add("near");
        (source === n ? target : source).el.classList.add("near");
      }
    });
    n.el.addEventListener("mouseleave", () => {
      inner.classList.remove("faded");
      inner.querySelectorAll(".near").forEach((el) => el.classList.remove("near"));
    });
  }
})();

// Reading in: drop files on the form; watch the account grow.
(() => {
  const form = document.querySelector("[data-drop]");
  if (form) {
    const input = form.querySelector("input[type=file]");
    for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => (event.preventDefault(), form.classList.add("over")));
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  }
  const status = document.querySelector("[data-stream]");
  if (!status || !window.EventSource) return;
  const stream = new EventSource(status.dataset.stream);
  stream.onmessage = (event) => {
    const told = JSON.parse(event.data);
    for (const [name, value] of [["title", told.title], ["done", told.done], ["claims", told.claims]]) {
      const el = status.querySelector(`[data-${name}]`);
      if (el) el.textContent = value;
    }
    if (told.state === "done" || told.state === "failed") {
      stream.close();
      window.location.reload();
    }
  };
})();
