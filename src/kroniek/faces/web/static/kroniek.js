// What moves where JavaScript is on. Every page can be read without it.
"use strict";

// An article: a click on an act, or on a claim beside it, marks the words of that claim by role.
(() => {
  const paper = document.querySelector(".paper");
  if (!paper) return;
  const marks = [...paper.querySelectorAll(".m[data-r]")].map((el) => [
    el,
    new Map(el.dataset.r.split(" ").map((part) => part.split(":"))),
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
    const target = from === "text" ? panel : first;
    if (target) target.scrollIntoView({ block: "nearest" });
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
