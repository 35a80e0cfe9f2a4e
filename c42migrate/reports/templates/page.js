
"use strict";
(() => {
  const STEP = 100, PRINTED = 2000;
  const KEYS = ["q", "family", "phase", "folder", "fix", "product", "certainty", "age"];
  const PHASES = ["near", "far", "past", "undated"], LEVELS = ["safe", "unsafe", "manual", ""];
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const collator = new Intl.Collator("en", { numeric: true });
  const rows = data.rows.map((row, number) => prepare(row, data.kinds[row.k], number));
  const state = { sort: "ends", down: false, limit: STEP, open: new Set() };
  let found = rows;

  function prepare(row, kind, number) {
    const fix = row.f.length ? row.f[0][0] : kind.steps.length || kind.when ? "manual" : "";
    const levels = row.f.length ? row.f.map((f) => f[0]) : [fix];
    const code = row.s.map((s) => s[1] + s[2] + s[3]).join("\n");
    const text = [row.p + ":" + row.l, kind.code, kind.name, kind.family, kind.deprecated, kind.message, kind.instead, kind.ends, code];
    return { ...row, kind, number, fix, levels, text: text.join("\n").toLowerCase() };
  }

  // Everything is made of text nodes: no string of a report is ever read as markup.
  function el(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  const COLUMNS = [
    ["where", "Where", (a, b) => collator.compare(a.p, b.p) || a.l - b.l || a.c - b.c],
    ["what", "What", (a, b) => collator.compare(a.kind.code, b.kind.code)],
    ["ends", "Ends", (a, b) => later(a) - later(b) || a.kind.ends.localeCompare(b.kind.ends)],
    ["product", "Product", (a, b) => a.kind.product.localeCompare(b.kind.product)],
    ["certainty", "Certainty", (a, b) => a.kind.certainty.localeCompare(b.kind.certainty)],
    ["fix", "Fix", (a, b) => LEVELS.indexOf(a.fix) - LEVELS.indexOf(b.fix)],
  ];

  // What is still to come stands before what is past.
  function later(row) {
    return Math.max(1, PHASES.indexOf(row.kind.phase));
  }

  const body = el("tbody");
  const heads = COLUMNS.map(([key, text]) => {
    const button = el("button", { type: "button" }, text);
    button.addEventListener("click", () => { state.down = state.sort === key && !state.down; state.sort = key; update(); });
    return el("th", { scope: "col" }, button);
  });
  const columns = el("colgroup", null, ...[1, 2, 3, 4, 5, 6].map((n) => el("col", { class: "c" + n })));
  const table = el("table", { id: "rows", "aria-labelledby": "findings" }, columns, el("thead", null, el("tr", null, ...heads)), body);
  const more = el("button", { type: "button", id: "more" });
  more.addEventListener("click", () => {
    const first = Math.min(state.limit, found.length);
    state.limit += STEP;
    draw();
    body.querySelectorAll(".toggle")[first]?.focus();
  });

  function filters() {
    return Object.fromEntries(KEYS.map((key) => [key, $(key) ? $(key).value : ""]));
  }

  function matches(row, wanted, words) {
    return (!wanted.family || row.kind.family === wanted.family)
      && (!wanted.phase || row.kind.phase === wanted.phase)
      && (!wanted.folder || row.d === wanted.folder)
      && (!wanted.fix || row.levels.includes(wanted.fix))
      && (!wanted.age || row.new === (wanted.age === "new"))
      && (!wanted.product || row.kind.product === wanted.product)
      && (!wanted.certainty || row.kind.certainty === wanted.certainty)
      && words.every((word) => word.test(row.text));
  }

  function update() {
    const wanted = filters();
    const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const [, , compare] = COLUMNS.find(([key]) => key === state.sort);
    // Whole words; beginnings of words only where nothing has the whole.
    for (const end of [String.raw`(?![\p{L}\p{N}_])`, ""]) {
      const tests = words.map((word) => new RegExp(String.raw`(?<![\p{L}\p{N}_])` + word + end, "u"));
      found = rows.filter((row) => matches(row, wanted, tests));
      if (found.length) break;
    }
    found.sort((a, b) => (state.down ? -1 : 1) * compare(a, b) || a.number - b.number);
    state.limit = STEP;
    remember(wanted);
    draw();
  }

  function remember(wanted) {
    const parts = new URLSearchParams(KEYS.filter((key) => wanted[key]).map((key) => [key, wanted[key]]));
    try { history.replaceState(null, "", "#" + parts); } catch { /* a page opened from a sandbox has no history */ }
  }

  function draw() {
    const shown = found.slice(0, state.limit);
    body.replaceChildren(...shown.flatMap(pair));
    heads.forEach((head, n) => head.setAttribute("aria-sort", COLUMNS[n][0] !== state.sort ? "none" : state.down ? "descending" : "ascending"));
    const some = found.length === rows.length ? `${rows.length} findings` : `${found.length} of ${rows.length} findings`;
    $("count").textContent = shown.length < found.length ? `${some}; the first ${shown.length} are listed` : some;
    more.textContent = `Show ${Math.min(STEP, found.length - shown.length)} more`;
    more.hidden = shown.length === found.length;
  }

  function pair(row) {
    const open = state.open.has(row.number);
    const toggle = el("button", { type: "button", class: "toggle", "aria-expanded": String(open) }, `${row.p}:${row.l}`);
    const fresh = row.new ? el("span", { class: "badge" }, "new") : null;
    const head = el("tr", { class: "head" },
      el("td", { class: "where" }, toggle, fresh),
      el("td", null, `${row.kind.code} ${row.kind.name}`, el("small", null, row.kind.deprecated)),
      el("td", { class: "when" }, el("span", { class: "key " + row.kind.phase }, row.kind.ends || "no end known"), el("small", null, row.kind.status)),
      el("td", { class: "fix" }, row.kind.product),
      el("td", { class: "fix" }, row.kind.certainty),
      el("td", { class: "fix" }, row.fix));
    head.addEventListener("click", () => {
      if (String(getSelection())) return;
      open ? state.open.delete(row.number) : state.open.add(row.number);
      const fresher = pair(row);
      if (open) head.nextSibling.remove();
      head.replaceWith(...fresher);
      fresher[0].querySelector(".toggle").focus();
    });
    return open ? [head, el("tr", { class: "detail" }, el("td", { colspan: "6" }, ...details(row)))] : [head];
  }

  function details(row) {
    const kind = row.kind, parts = [];
    const indent = Math.min(...row.s.map((s) => (s[1] + s[2] + s[3]).search(/\S|$/)), ...row.s.map((s) => s[1].length));
    if (row.s.length) parts.push(el("pre", null, ...row.s.map(([line, before, ...rest]) => [line, before.slice(indent), ...rest]).flatMap(source)));
    parts.push(el("p", null, kind.message));
    const facts = [["Deprecated", kind.deprecated], ["When", kind.when], ["Instead", kind.instead], ["Certainty", kind.sure], ["Product", kind.whose], ["By way of", kind.chain.join(" → ")]];
    parts.push(el("dl", null, ...facts.filter(([, text]) => text).flatMap(([name, text]) => [el("dt", null, name), el("dd", null, text)])));
    parts.push(...list("Trail", "ul", row.t.map(([where, text]) => [el("code", null, where), " " + text])));
    parts.push(...list("Notes", "ul", row.n.map((text) => [text])));
    parts.push(...row.f.flatMap(fix));
    parts.push(...list("What changes", "ul", kind.changes.map((text) => [text])));
    parts.push(...list("Steps", "ol", kind.steps.map((text) => [text])));
    return parts;
  }

  function source([line, before, inside, after], at) {
    return [at ? "\n" : "", el("span", { class: "no" }, String(line).padStart(5) + "  "), before, el("mark", null, inside), after];
  }

  function fix([level, description, diff]) {
    const title = el("h3", null, `Proposed fix, ${level}: ${description}`);
    const kinds = { "+": "add", "-": "del", "@": "at" };
    const lines = diff.map((line) => el("span", { class: kinds[line[0]] }, line));
    return lines.length ? [title, el("pre", null, ...lines)] : [title];
  }

  function list(title, name, items) {
    return items.length ? [el("h3", null, title), el(name, null, ...items.map((children) => el("li", null, ...children)))] : [];
  }

  function restore() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const key of KEYS) if ($(key)) $(key).value = given.get(key) || "";
  }

  function keys(event) {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); $("q").focus(); }
    if (event.key === "Escape" && event.target === $("q")) { $("q").value = ""; update(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [$("q"), ...body.querySelectorAll(".toggle")], at = stops.indexOf(event.target);
    if (at < 0) return;
    event.preventDefault();
    (stops[at + (event.key === "ArrowDown" ? 1 : -1)] || event.target).focus();
  }

  function theme() {
    const dark = document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = dark === "dark" ? "light" : "dark";
    $("theme").textContent = next === "dark" ? "Dark" : "Light";
    return next;
  }

  $("filters").hidden = $("theme").hidden = false;
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("input", update);
  $("filters").addEventListener("reset", () => setTimeout(update));
  $("theme").addEventListener("click", () => { document.documentElement.dataset.theme = theme(); theme(); });
  document.addEventListener("keydown", keys);
  document.addEventListener("click", (event) => {
    const { key, value } = event.target.dataset || {};
    if (!key || !$(key)) return;
    $(key).value = value;
    update();
    $("findings").scrollIntoView();
  });
  addEventListener("hashchange", () => { restore(); update(); });
  addEventListener("beforeprint", () => { state.limit = PRINTED; draw(); });
  addEventListener("afterprint", () => { state.limit = STEP; draw(); });
  $("table").append(table, more);
  theme();
  restore();
  update();
})();
