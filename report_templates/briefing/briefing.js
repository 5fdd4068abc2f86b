"use strict";
// Filters the findings of annex A, opens their traces, and labels cells for narrow screens. Its words come from the page.
(() => {
  const by = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // narrow screens stack the cells of a row, where each names its column
  for (const table of all("table")) {
    const heads = all("thead th", table).map((head) => (head.querySelector(".swatch") ? "" : head.textContent.trim()));
    for (const row of all("tbody > tr", table)) {
      for (const cell of row.cells) {
        if (cell.localName === "td" && row.cells.length === heads.length && heads[cell.cellIndex]) {
          cell.dataset.label = heads[cell.cellIndex];
        }
      }
    }
  }
  document.documentElement.classList.add("scripted");

  const bar = by("filter");
  if (!bar) return;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const boxes = all("input[name=finding]", bar);
  const axis = by("filter-axis");
  const domain = by("filter-domain");
  const text = by("filter-text");
  const status = by("filter-status");
  const tables = all("table.correspondence");
  const findings = all("tbody.finding").map((body) => ({
    body,
    mark: body.dataset.mark,
    axis: body.dataset.axis,
    domain: body.closest("table").dataset.domain,
    says: fold(all("tr:not(.why)", body).map((row) => row.textContent).join(" ")),
  }));
  let linked = null; // what a link asked for is shown even if the filters would hide it

  const words = () => fold(text.value).split(/\s+/).filter(Boolean);
  const marks = () => boxes.filter((box) => box.checked).map((box) => box.value);

  const filters = () => {
    const chosen = [];
    if (boxes.some((box) => !box.checked)) {
      const names = boxes.filter((box) => box.checked).map((box) => box.closest("label").querySelector("span:last-child").textContent);
      chosen.push(names.join(", ") || "–");
    }
    for (const select of [axis, domain]) {
      if (select.value) chosen.push(select.selectedOptions[0].textContent);
    }
    if (text.value.trim()) chosen.push(text.value.trim());
    return chosen.join(status.dataset.join);
  };

  const apply = () => {
    const kept = marks();
    const sought = words();
    let shown = 0;
    for (const f of findings) {
      const fits =
        kept.includes(f.mark) &&
        (!axis.value || f.axis === axis.value) &&
        (!domain.value || f.domain === domain.value) &&
        sought.every((word) => f.says.includes(word));
      f.body.hidden = !fits && f.body !== linked;
      if (!f.body.hidden) shown += 1;
    }
    for (const table of tables) {
      table.hidden = !table.querySelector("tbody.finding:not([hidden])");
      table.previousElementSibling.hidden = table.hidden;
    }
    // a function as the replacement: "$&" in what a reader types is no pattern
    const say = (form, chosen) =>
      form.replace(/\{(\w+)\}/g, (_, name) => ({ shown, total: findings.length, filters: chosen })[name]);
    const chosen = filters();
    status.textContent = say(status.dataset.says, chosen) + (shown ? "" : `. ${status.dataset.none}`);
    for (const note of all("p.filtered")) {
      note.hidden = !chosen;
      note.textContent = chosen ? say(note.dataset.says, chosen) : "";
    }
  };

  // the address names the filters, so that a filtered view can be linked to
  const remember = () => {
    const state = new URLSearchParams();
    if (boxes.some((box) => !box.checked)) state.set("finding", marks().join("."));
    if (axis.value) state.set("axis", axis.value);
    if (domain.value) state.set("domain", domain.value);
    if (text.value.trim()) state.set("text", text.value.trim());
    history.replaceState(null, "", `#${state}`);
  };

  const choose = (select, value) => {
    select.value = value || "";
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  };

  const restore = (state) => {
    const kept = state.has("finding") ? state.get("finding").split(".") : boxes.map((box) => box.value);
    for (const box of boxes) box.checked = kept.includes(box.value);
    choose(axis, state.get("axis"));
    choose(domain, state.get("domain"));
    text.value = state.get("text") || "";
    linked = null;
    apply();
  };

  const follow = () => {
    const hash = location.hash.slice(1);
    if (!hash || hash.includes("=")) {
      restore(new URLSearchParams(hash));
      if (hash) bar.scrollIntoView();
      return;
    }
    const target = by(hash);
    if (target?.closest("[hidden]")) {
      linked = target.closest("tbody.finding");
      apply();
      target.scrollIntoView();
    }
  };

  bar.addEventListener("input", () => {
    linked = null;
    apply();
  });
  bar.addEventListener("change", remember);
  by("filter-reset").addEventListener("click", () => {
    restore(new URLSearchParams());
    remember();
  });
  const open = (whether) => () => {
    for (const trace of all("tbody.finding:not([hidden]) details.trace")) trace.open = whether;
  };
  by("open-traces").addEventListener("click", open(true));
  by("close-traces").addEventListener("click", open(false));
  addEventListener("hashchange", follow);

  bar.hidden = false;
  restore(new URLSearchParams());
  follow();
})();
