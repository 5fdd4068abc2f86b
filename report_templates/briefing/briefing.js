"use strict";
// Filters the findings of annex A, opens their traces, labels cells for narrow screens, and keeps the contents in view. Its words
// come from the page.
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

  // the contents mark the section being read; if they are a bar, its button opens them and names that section
  function contents() {
    const toc = document.querySelector(".briefing .toc");
    const title = toc?.querySelector("h2");
    if (!title) return;
    const button = document.createElement("button");
    const here = document.createElement("span");
    const label = document.createElement("span");
    label.textContent = title.textContent;
    here.className = "here";
    button.type = "button";
    button.className = "toc-button";
    button.setAttribute("aria-expanded", "false");
    button.append(title.textContent, here);
    title.replaceChildren(label, button);
    const open = (whether) => {
      toc.classList.toggle("unfolded", whether);
      button.setAttribute("aria-expanded", String(whether));
    };
    button.addEventListener("click", () => open(!toc.classList.contains("unfolded")));
    toc.addEventListener("click", (event) => event.target.closest("a") && open(false));
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toc.classList.contains("unfolded")) return;
      open(false);
      button.focus();
    });
    const places = all("a", toc)
      .map((link) => ({ link, at: by(link.hash.slice(1)) }))
      .filter((place) => place.at);
    let waiting = false;
    let current = null;
    const mark = () => {
      waiting = false;
      const above = places.filter((place) => place.at.getBoundingClientRect().top < innerHeight / 3);
      const now = above[above.length - 1]?.link ?? null;
      if (now === current) return;
      current?.removeAttribute("aria-current");
      current = now;
      here.textContent = now ? now.textContent : "";
      if (!now) return;
      now.setAttribute("aria-current", "location");
      // within the contents only: the page itself must not move
      const list = toc.scrollHeight > toc.clientHeight ? toc : now.closest("ol");
      const top = now.getBoundingClientRect().top - list.getBoundingClientRect().top;
      if (top < 0 || top > list.clientHeight - 40) list.scrollTop += top - list.clientHeight / 3;
    };
    const later = () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    mark();
  }

  contents();
  const bar = by("filter");
  if (!bar) return;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const boxes = all("input[name=finding]", bar);
  const axis = by("filter-axis");
  const domain = by("filter-domain");
  const text = by("filter-text");
  const points = by("filter-points");
  const status = by("filter-status");
  const tables = all("table.correspondence");
  const findings = all("tbody.finding").map((body) => ({
    body,
    mark: body.dataset.mark,
    axis: body.dataset.axis,
    point: body.dataset.point === "yes",
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
    if (points.checked) chosen.push(points.labels[0].textContent.trim());
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
        (!points.checked || f.point) &&
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
    // a function, because "$&" in what a reader types must not be taken as a pattern
    const say = (form, chosen) =>
      form.replace(/\{(\w+)\}/g, (_, name) => ({ shown, total: findings.length, filters: chosen })[name]);
    const chosen = filters();
    status.textContent = say(status.dataset.says, chosen) + (shown ? "" : `. ${status.dataset.none}`);
    for (const note of all("p.filtered")) {
      note.hidden = !chosen;
      note.textContent = chosen ? say(note.dataset.says, chosen) : "";
    }
  };

  // the filters are kept in the address, so that a filtered view can be linked to
  const remember = () => {
    const state = new URLSearchParams();
    if (boxes.some((box) => !box.checked)) state.set("finding", marks().join("."));
    if (points.checked) state.set("points", "only");
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
    points.checked = state.has("points");
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
