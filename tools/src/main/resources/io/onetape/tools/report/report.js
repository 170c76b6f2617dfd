
"use strict";
(() => {
  const tip = document.getElementById("tip");
  const runRange = document.body.dataset.range;
  const charts = JSON.parse(document.getElementById("chart-data").textContent);
  let pinned = null, shownFor = null;

  // ---- numbers: formula and stretch of the tape on hover, focus or click
  const line = (tag, text, name) => { const e = document.createElement(tag); e.textContent = text; if (name) e.className = name; return e; };

  function show(number) {
    const formula = document.getElementById(number.getAttribute("aria-describedby"));
    if (!formula) return;
    tip.replaceChildren(line("b", formula.previousElementSibling.textContent), line("span", formula.textContent));
    if (number.dataset.none) tip.append(line("span", "none here: " + number.dataset.none, "m"));
    if (number.dataset.exact) tip.append(line("span", "exact " + number.dataset.exact, "m"));
    tip.append(line("span", number.dataset.range || runRange, "m"));
    tip.hidden = false;
    shownFor = number;
    const box = number.getBoundingClientRect(), own = tip.getBoundingClientRect(), wide = document.documentElement.clientWidth;
    const left = Math.max(12, Math.min(box.left, wide - own.width - 12));
    const below = box.bottom + 8 + own.height < window.innerHeight || box.top < own.height + 8;
    tip.style.left = left + window.scrollX + "px";
    tip.style.top = (below ? box.bottom + 8 : box.top - own.height - 8) + window.scrollY + "px";
  }
  function hide() { tip.hidden = true; shownFor = null; if (pinned) { pinned.removeAttribute("aria-expanded"); pinned = null; } }
  const numberOf = e => e.target instanceof Element ? e.target.closest(".n") : null;
  document.addEventListener("pointerover", e => { const n = numberOf(e); if (n && !pinned) show(n); });
  const leave = e => { // the note itself may be pointed at, to read or to copy it
    const to = e.relatedTarget;
    if (!pinned && document.activeElement !== shownFor && !(to instanceof Node && (tip.contains(to) || (shownFor && shownFor.contains(to))))) hide();
  };
  document.addEventListener("pointerout", e => { if (numberOf(e)) leave(e); });
  tip.addEventListener("pointerleave", leave);
  document.addEventListener("focusin", e => { const n = numberOf(e); if (n) { if (pinned && pinned !== n) hide(); show(n); } else if (!tip.contains(e.target)) hide(); });
  document.addEventListener("focusout", e => { if (numberOf(e) && !pinned) hide(); });
  document.addEventListener("click", e => {
    const n = numberOf(e);
    if (!n) { if (!tip.contains(e.target)) hide(); return; }
    e.preventDefault(); // in a summary it must not open it
    if (pinned === n) { hide(); return; }
    hide(); show(n); pinned = n; n.setAttribute("aria-expanded", "true");
  });

  // ---- keyboard: one stop for a table, arrows within it
  document.querySelectorAll("main table").forEach(t => t.querySelectorAll(".n").forEach((n, i) => { n.tabIndex = i ? -1 : 0; }));
  document.addEventListener("keydown", e => {
    if (e.key === "Escape") { hide(); return; }
    const n = numberOf(e), cell = n && n.closest("td, th"), row = cell && cell.closest("tr");
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!row || !step) return;
    e.preventDefault();
    let x = cell.cellIndex, y = row.rowIndex, to = null;
    const rows = row.closest("table").rows;
    do { x += step[0]; y += step[1]; if (!rows[y] || !rows[y].cells[x]) return; to = rows[y].cells[x].querySelector(".n"); } while (!to);
    n.tabIndex = -1; to.tabIndex = 0; to.focus();
  });

  // ---- charts
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const zone = { time: t => uPlot.tzDate(new Date(t * 1e3), "Etc/UTC"), span: t => t };
  const group = new Intl.NumberFormat("en-US", { maximumFractionDigits: 8 });
  const number = v => v == null ? "–" : group.format(v).replace("-", "−");
  const duration = s => s == null ? "–" : s < 1e-6 ? Math.round(s * 1e9) + " ns" : s < 1e-3 ? +(s * 1e6).toPrecision(3) + " µs" : s < 1 ? +(s * 1e3).toPrecision(3) + " ms" : s < 120 ? +s.toPrecision(3) + " s" : s < 7200 ? +(s / 60).toPrecision(3) + " min" : +(s / 3600).toPrecision(3) + " h";
  const clock = s => s == null ? "–" : new Date(s * 1e3).toISOString().replace("T", " ").slice(0, 23);

  function times(u, splits, axis, space, step) { // 24 hours, and the date where it changes
    let day = "";
    return splits.map(t => {
      const iso = new Date(t * 1e3).toISOString(), same = iso.slice(0, 10) === day;
      day = iso.slice(0, 10);
      const time = step >= 86400 ? "" : step >= 60 ? iso.slice(11, 16) : step >= 1 ? iso.slice(11, 19) : iso.slice(11, 23);
      return step >= 86400 ? day : same ? time : time + "\n" + day;
    });
  }

  function bars(chart) { // 95 % intervals
    return u => {
      const c = u.ctx; c.save(); c.lineWidth = 1.5 * devicePixelRatio;
      chart.series.forEach((s, i) => {
        if (s.kind !== "LOW" || !u.series[i].show) return;
        c.strokeStyle = colour(s.colour);
        u.data[0].forEach((x, at) => {
          const low = u.data[i + 1][at], high = u.data[i + 2][at];
          if (low == null || high == null) return;
          const px = u.valToPos(x, "x", true) + chart.series[i - 1].shift * devicePixelRatio, a = u.valToPos(low, "y", true), b = u.valToPos(high, "y", true), w = 4 * devicePixelRatio;
          c.beginPath(); c.moveTo(px, a); c.lineTo(px, b); c.moveTo(px - w, a); c.lineTo(px + w, a); c.moveTo(px - w, b); c.lineTo(px + w, b); c.stroke();
          c.fillStyle = colour(s.colour); c.beginPath(); c.arc(px, u.valToPos(u.data[i][at], "y", true), 3.5 * devicePixelRatio, 0, 7); c.fill();
        });
      });
      c.restore();
    };
  }

  // all charts of time show the same stretch, one below the other
  const ends = Object.values(charts).filter(c => c.x === "time" && c.data[0].length).map(c => [c.data[0][0], c.data[0].at(-1)]);
  const whole = [Math.min(...ends.map(e => e[0])), Math.max(...ends.map(e => e[1]))];

  function draw(figure) {
    const chart = charts[figure.dataset.chart], place = figure.querySelector(".plot");
    if (figure.plot) figure.plot.destroy();
    const soft = colour("soft"), grid = colour("grid"), paper = colour("paper");
    const many = chart.data[0].length > 300;
    const intervals = chart.series.filter(s => s.kind === "LOW").length;
    let dots = 0;
    const series = chart.series.map((s, i) => {
      const next = chart.series[i + 1], stroke = colour(s.colour), hidden = s.kind === "LOW" || s.kind === "HIGH";
      const interval = next && next.kind === "LOW";
      if (interval) s.shift = (dots++ - (intervals - 1) / 2) * 12;
      const dotted = s.kind === "POINTS" || s.kind === "RINGS", thin = s.kind === "BAND" || s.kind === "EDGE";
      return {
        label: s.label, stroke: hidden || interval ? "transparent" : stroke, width: thin ? .5 : 1.5, spanGaps: true,
        paths: dotted || hidden || interval ? () => null : s.kind === "LINE" || (s.kind === "BAND" && chart.series[i - 1].kind === "LINE") ? uPlot.paths.linear() : uPlot.paths.stepped({ align: -1 }),
        points: { show: dotted, size: many ? 5 : 6, width: many ? 1.2 : 1.5, fill: s.kind === "RINGS" ? paper : stroke, stroke }, value: (u, v) => number(v),
      };
    });
    const bands = chart.series.flatMap((s, i) => s.kind === "BAND" ? [{ series: [i, i + 1], fill: colour(s.colour) + "38" }] : []);
    const axis = { stroke: soft, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1, size: 4 }, font: "12px system-ui, sans-serif", lineGap: 1.3 };
    figure.plot = new uPlot({
      width: Math.floor(place.clientWidth), height: place.clientWidth < 500 ? 190 : 230, tzDate: zone.time, padding: [10, chart.x === "time" ? 36 : 12, 0, 0],
      cursor: chart.x === "time" ? { sync: { key: "time" }, drag: { x: true, y: false } } : { drag: { x: false, y: false } },
      scales: {
        x: chart.x === "time" ? { time: true, range: (u, low, high) => low === u.data[0][0] && high === u.data[0].at(-1) ? whole : [low, high] } : { time: false, distr: 3, range: (u, low, high) => [low / 1.5, high * 1.5] },
        y: { range: (u, low, high) => { const [a, b] = uPlot.rangeNum(low ?? 0, high ?? 1, { min: { pad: .06, soft: 0, mode: 3 }, max: { pad: .06, soft: 0, mode: 3 } }); return intervals ? [Math.min(a, 0), Math.max(b, 0)] : [a, b]; } },
      },
      series: [{ label: chart.x === "time" ? "time" : "after", value: (u, v) => chart.x === "time" ? clock(v) : duration(v) }, ...series],
      axes: [
        { ...axis, size: chart.x === "time" ? 42 : 28, ...(chart.x === "time" ? { values: times, space: 76 } : { values: (u, splits) => splits.map(v => chart.data[0].some(x => Math.abs(x / v - 1) < 1e-6) ? duration(v) : ""), splits: () => chart.data[0], filter: (u, s) => s }) },
        { ...axis, size: (u, values) => Math.max(place.clientWidth < 500 ? 48 : 66, 12 + 6.6 * Math.max(0, ...(values || []).map(v => v.length))), values: (u, splits) => splits.map(number), space: 34, label: undefined },
      ],
      bands, hooks: { draw: [bars(chart)] },
    }, chart.data, place);
    place.querySelectorAll(".u-legend .u-series").forEach((row, i) => {
      const s = chart.series[i - 1];
      if (!s) return;
      if (s.kind === "HIGH" || s.kind === "LOW") { row.hidden = true; row.style.display = "none"; return; }
      const marker = row.querySelector(".u-marker");
      if (marker) { marker.style.border = "2px solid " + colour(s.colour); marker.style.background = { BAND: colour(s.colour) + "38", EDGE: "transparent", RINGS: paper }[s.kind] || colour(s.colour); }
    });
  }

  function behind(figure) {
    const chart = charts[figure.dataset.chart], place = figure.querySelector(".behind .scroll");
    if (place.firstChild) return;
    const table = document.createElement("table"), head = table.createTHead().insertRow(), body = table.createTBody();
    const cell = (text, tag, row) => { const e = line(tag, text); if (tag === "th") { e.scope = row ? "row" : "col"; e.className = row ? "" : "r"; } return e; };
    head.append(cell(chart.x === "time" ? "time (UTC)" : "after", "th", true), ...chart.series.map(s => cell(s.label, "th")));
    chart.data[0].forEach((x, i) => {
      const row = body.insertRow();
      row.append(cell(chart.x === "time" ? clock(x) : duration(x), "th", true), ...chart.series.map((s, j) => cell(number(chart.data[j + 1][i]), "td")));
    });
    place.append(table);
  }

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  figures.forEach(figure => figure.querySelector("details").addEventListener("toggle", () => behind(figure)));
  const drawAll = () => figures.forEach(draw);
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  let width = document.documentElement.clientWidth, timer = 0;
  addEventListener("resize", () => { hide(); if (document.documentElement.clientWidth !== width) { width = document.documentElement.clientWidth; clearTimeout(timer); timer = setTimeout(drawAll, 80); } });

  // ---- contents
  const contents = document.querySelector("nav details");
  if (matchMedia("(max-width: 980px)").matches) contents.open = false;
  const links = new Map([...document.querySelectorAll("nav a")].map(a => [a.hash.slice(1), a]));
  const watch = new IntersectionObserver(seen => seen.forEach(e => {
    if (!e.isIntersecting) return;
    links.forEach(a => a.removeAttribute("aria-current"));
    links.get(e.target.id)?.setAttribute("aria-current", "true");
  }), { rootMargin: "-8% 0px -80% 0px" });
  document.querySelectorAll("main > section").forEach(s => watch.observe(s));
})();
