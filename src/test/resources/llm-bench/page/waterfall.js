// The request timeline: a row a request, in order of sending, under a scroll bar of its own.

const SEEN = 420;

function waterfall(run) {
  const section = part("requests", "Requests", "Requests");
  const it = run.timeline;
  if (!it || it.rows.length === 0) {
    section.append(absent(run, "timeline"));
    return section;
  }
  const rows = it.rows.map((row) => requestRow(row, it.kinds || []));
  const any = (state) => rows.some((row) => row.state === state);
  const details = el(
    "p",
    { class: "row-details" },
    "Point at a request, or move through them with the arrow keys.",
  );
  const chart = {
    rows,
    details,
    title: "Timeline of requests",
    text: rowText,
    cursor: -1,
    view: viewport(rows, Math.min(SEEN, rows.length * 22)),
  };
  chart.frame = frame({
    id: "waterfall",
    title: chart.title,
    says: timelineSays(it, rows),
    rule: it.rule,
    legend: [
      ...(rows.some((row) => row.answered)
        ? [
            { label: "Waits for its first token", colour: "ttft", as: "bar" },
            { label: "Streams", colour: "itl", as: "bar" },
          ]
        : []),
      ...(rows.some((row) => row.whole)
        ? [{ label: "Answered, no token timed", colour: "e2el", as: "bar" }]
        : []),
      ...(any(1) ? [{ label: "Failed ×", colour: "bad", as: "hatch" }] : []),
      ...(any(2) ? [{ label: "Interrupted", colour: "flight", as: "hatch" }] : []),
    ],
    tools: waterfallTools(chart),
    below: details,
    columns: ROW_COLUMNS,
    rows: () => rows.map(rowCells),
  });
  section.append(el("div", { class: "charts full" }, chart.frame.node));
  buildWaterfall(chart);
  return section;
}

function timelineSays(it, rows) {
  const of = (state) => rows.filter((row) => row.state === state).length;
  const parts = [of(1) + " failed", ...(of(2) > 0 ? [of(2) + " interrupted"] : [])];
  return (
    count(it.shown) +
    " of " +
    counted(it.of, "request") +
    " shown; among them " +
    parts.join(", ") +
    "."
  );
}

function waterfallTools(chart) {
  const by = (name, label) => {
    const node = button(
      label,
      { class: "quiet", "aria-pressed": String(chart.view.by === name) },
      () => {
        chart.view.by = name;
        tools
          .querySelectorAll("[aria-pressed]")
          .forEach((other) => other.setAttribute("aria-pressed", String(other === node)));
        chart.draw();
      },
    );
    return node;
  };
  const tools = el(
    "div",
    { class: "tools", role: "group", "aria-label": "View: " + chart.title },
    by("clock", "On the run's clock"),
    by("own", "Each from its sending"),
    el("span", { class: "gap" }),
    button("−", { class: "quiet", "aria-label": "Lower rows" }, () => chart.zoom(-1)),
    button("+", { class: "quiet", "aria-label": "Higher rows" }, () => chart.zoom(1)),
    button("All", { class: "quiet", "aria-label": "All rows in one view" }, () =>
      chart.zoom(-99),
    ),
    chart.rows.some((row) => row.state === 1)
      ? button("Next failure", { class: "quiet" }, () => chart.nextFailure())
      : null,
  );
  return tools;
}

function buildWaterfall(chart) {
  const {
    frame: { plot },
    view,
    rows,
  } = chart;
  const canvas = el("canvas", {});
  nameCanvas(canvas, chart.title);
  const spacer = el("div", { class: "spacer" }, canvas);
  plot.classList.add("waterfall");
  plot.append(spacer);
  const height = HEADER + view.seen;
  plot.style.height = height + "px";
  canvas.style.height = height + "px";
  let due = 0;
  chart.drawNow = () => {
    cancelAnimationFrame(due);
    due = 0;
    const width = plot.clientWidth;
    if (width > 0) {
      canvas.style.width = width + "px";
      drawRows(canvas, view, width, height, chart.cursor);
    }
  };
  chart.draw = () => {
    due = due || requestAnimationFrame(chart.drawNow);
  };
  chart.layout = () => {
    spacer.style.height = HEADER + view.full() + "px";
    view.top = Math.min(view.top, view.full() - view.seen);
    plot.scrollTop = view.top;
    chart.draw();
  };
  chart.select = (at, aloud) => {
    chart.cursor = at;
    chart.details.textContent = chart.text(rows[at]);
    if (aloud) {
      view.top = view.topFor(at);
      plot.scrollTop = view.top;
      say(chart.text(rows[at]));
    }
    chart.draw();
  };
  steer(chart, canvas);
  later(() => {
    watchWaterfall(chart);
    chart.layout();
  });
}

/** Pointer, keys and buttons. */
function steer(chart, canvas) {
  const {
    frame: { plot },
    view,
    rows,
  } = chart;
  plot.addEventListener("scroll", () => {
    view.top = Math.min(plot.scrollTop, view.full() - view.seen);
    chart.draw();
  });
  const pointed = (event) => {
    const y = event.clientY - canvas.getBoundingClientRect().top - HEADER;
    if (y >= 0) {
      chart.select(view.at(y), false);
    }
  };
  canvas.addEventListener("pointermove", pointed);
  canvas.addEventListener("pointerdown", pointed);
  chart.zoom = (by) => {
    const centre = chart.cursor >= 0 ? chart.cursor : view.range().first;
    view.zoom = Math.max(0, Math.min(view.heights().length - 1, view.zoom + by));
    view.top = Math.max(0, centre * view.rowHeight() - view.seen / 2);
    chart.layout();
  };
  chart.nextFailure = () => {
    const failed = (row) => row.state === 1;
    const after = rows.findIndex((row, at) => at > chart.cursor && failed(row));
    chart.select(after >= 0 ? after : rows.findIndex(failed), true);
  };
  plot.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const step = ROW_STEPS[event.key];
    if (step) {
      const next =
        chart.cursor < 0 && event.key !== "End" ? 0 : step(chart.cursor, rows.length - 1);
      chart.select(Math.max(0, Math.min(rows.length - 1, next)), true);
    } else if (event.key === "+" || event.key === "=") {
      chart.zoom(1);
    } else if (event.key === "-") {
      chart.zoom(-1);
    } else if (event.key === "0") {
      chart.zoom(-99);
    } else if (event.key === "f" && rows.some((row) => row.state === 1)) {
      chart.nextFailure();
    } else {
      return;
    }
    event.preventDefault();
  });
}

const ROW_STEPS = {
  ...STEPS,
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + 20,
  PageUp: (at) => at - 20,
};

function watchWaterfall(chart) {
  const watch = new ResizeObserver(chart.draw);
  watch.observe(chart.frame.plot);
  // At once: paper doesn't wait for the next frame.
  theme.drawings.add(chart.drawNow);
  const sharpness = matchMedia("(resolution: " + devicePixelRatio + "dppx)");
  sharpness.addEventListener("change", chart.draw);
  onLeave(() => {
    watch.disconnect();
    theme.drawings.delete(chart.drawNow);
    sharpness.removeEventListener("change", chart.draw);
  });
}
