"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const shade = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();
  let library = null;

  function unpack() {
    const text = byId("plotly-packed").textContent;
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  function plotly() {
    library = library || unpack().then((source) => {
      const script = document.createElement("script");
      script.textContent = source;
      document.head.append(script);
      return window.Plotly;
    });
    return library;
  }

  function coloured(value) {
    if (Array.isArray(value)) return value.map(coloured);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, coloured(inner)]));
    }
    if (typeof value === "string" && /^c[0-7]$/.test(value)) return shade(value);
    if (typeof value === "string" && /^pale c[0-7]$/.test(value)) return shade(value.slice(5)) + "73";
    if (value === "over") return shade(value);
    return value === "paper" ? shade("bg") : value;
  }

  function dressed(spec, width) {
    const plain = coloured(spec);
    const axis = { gridcolor: shade("line"), zerolinecolor: shade("line"), linecolor: shade("muted") };
    const layout = plain.layout;
    delete layout.title;
    if (width < 700 && plain.data.some((trace) => trace.type === "sankey")) layout.width = 900;
    layout.paper_bgcolor = layout.plot_bgcolor = shade("bg");
    layout.font = { family: "system-ui, sans-serif", size: 12, color: shade("fg") };
    layout.xaxis = Object.assign({ automargin: true }, axis, layout.xaxis);
    layout.yaxis = Object.assign({ automargin: true }, axis, layout.yaxis);
    if (layout.scene) {
      for (const name of ["xaxis", "yaxis", "zaxis"]) {
        layout.scene[name] = Object.assign({ backgroundcolor: shade("bg") }, axis, layout.scene[name]);
      }
    }
    return plain;
  }

  function draw(holder) {
    const spec = dressed(JSON.parse(byId(holder.dataset.spec).textContent), holder.clientWidth);
    const options = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["sendDataToCloud"] };
    return plotly().then((library) => library.react(holder, spec.data, spec.layout, options));
  }

  function toggle(button) {
    const holder = byId(button.getAttribute("aria-controls"));
    const figure = button.closest("figure");
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Back to the drawing" : "Look closer";
    holder.hidden = !open;
    figure.classList.toggle("alive", open);
    if (!open) return Promise.resolve();
    return draw(holder).catch((problem) => {
      figure.classList.remove("alive");
      holder.hidden = true;
      button.replaceWith("This browser cannot show the interactive drawing (" + problem + ").");
    });
  }

  function explorable() {
    if (!window.DecompressionStream || !byId("plotly-packed")) return;
    for (const button of document.querySelectorAll("button.explore")) {
      button.hidden = false;
      button.addEventListener("click", () => toggle(button));
    }
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      for (const holder of document.querySelectorAll(".live:not([hidden])")) draw(holder);
    });
  }

  function cellKey(row, column) {
    const cell = row.cells[column];
    const text = cell.dataset.v || cell.textContent;
    const value = Number(text);
    return text.trim() !== "" && !Number.isNaN(value) ? value : text.toLowerCase();
  }

  function sort(table, column, heading) {
    const up = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows).sort((a, b) => {
      const [x, y] = [cellKey(a, column), cellKey(b, column)];
      const order = typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : typeof x === "number" ? -1 : 1;
      return up ? order : -order;
    });
    body.append(...rows);
  }

  function sortable(table) {
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(table, column, heading));
    });
  }

  function filterable(table) {
    const tools = byId(table.dataset.tools);
    const [field, grade] = [tools.querySelector("input"), tools.querySelector("select")];
    const count = tools.querySelector("output");
    const show = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let seen = 0;
      for (const row of table.tBodies[0].rows) {
        const text = row.textContent.toLowerCase();
        const fits = words.every((word) => text.includes(word)) && (!grade.value || row.dataset.grade === grade.value);
        row.hidden = !fits;
        seen += fits ? 1 : 0;
      }
      count.value = seen + " shown";
    };
    tools.hidden = false;
    field.addEventListener("input", show);
    grade.addEventListener("change", show);
  }

  function fitting(button) {
    const holder = button.nextElementSibling;
    button.hidden = holder.scrollWidth <= holder.clientWidth;
    button.addEventListener("click", () => {
      const whole = holder.classList.toggle("whole");
      button.setAttribute("aria-pressed", String(whole));
    });
  }

  explorable();
  document.querySelectorAll("button.fit").forEach(fitting);
  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll("table[data-tools]").forEach(filterable);
})();
