// Where the values lie: one histogram a metric, on a logarithmic axis, with its percentiles.

function distributions(run) {
  const section = part("spread", "Distributions", "Distributions");
  const all = run.distributions || [];
  if (all.length === 0) {
    section.append(absent(run, "distributions"));
    return section;
  }
  const grid = el("div", { class: "charts" });
  section.append(grid);
  all.forEach((it) => distribution(grid, it, longName(run, it)));
  return section;
}

/** That of its card. */
function longName(run, it) {
  const card = (run.cards || []).find((each) => each.id === it.id);
  return (card && card.long) || it.title;
}

/** A few values far below all others would press these together. */
const FEW = 0.01;
const MUCH_OF_THE_AXIS = 1 / 3;

/** The class where the drawing begins: the first, or behind a few that take much of the axis. */
function firstDrawn(counts) {
  const few = FEW * counts.reduce((sum, values) => sum + values, 0);
  let below = 0;
  let from = 0;
  while (from < counts.length - 1 && below + counts[from] <= few) {
    below += counts[from++];
  }
  return from >= counts.length * MUCH_OF_THE_AXIS ? { from, below } : { from: 0, below: 0 };
}

/** For a small drawing: from P0.1, or what the large one begins with, to P99.9. */
function core(counts) {
  const few = counts.reduce((sum, values) => sum + values, 0) / 1000;
  let from = 0;
  let to = counts.length;
  for (let below = counts[0]; below <= few && from < to - 1; below += counts[from]) {
    from++;
  }
  for (let above = counts[to - 1]; above <= few && to > from + 1; above += counts[to - 1]) {
    to--;
  }
  return counts.slice(Math.max(from, Math.min(firstDrawn(counts).from, to - 1)), to);
}

function distribution(grid, it, title) {
  const edges = it.edges;
  const { from, below } = firstDrawn(it.counts);
  const range = (at) =>
    brief(edges[from + at]) + " to " + brief(edges[from + at + 1]) + " " + it.unit;
  const marks = it.marks || [];
  const into = frame({
    id: "spread-" + it.id,
    title,
    unit: it.unit,
    says:
      "From " +
      brief(edges[0]) +
      " to " +
      brief(edges[edges.length - 1]) +
      " " +
      it.unit +
      "; " +
      marks.map((mark) => mark.label + " " + brief(mark.value)).join(", ") +
      "." +
      (below ? " Below what is drawn: " + counted(below, "value") + ", in the table." : "") +
      (it.zeros
        ? " Of 0, which has no place on this axis: " + counted(it.zeros, "more value") + "."
        : ""),
    legend: [{ label: "Values", colour: it.id, as: "bar" }],
    rule: it.rule,
    columns: ["From (" + it.unit + ")", "To (" + it.unit + ")", "Values"],
    rows: () => [
      ...(it.zeros ? [["0", "0", count(it.zeros)]] : []),
      ...it.counts.map((values, at) => [figure(edges[at]), figure(edges[at + 1]), count(values)]),
    ],
  });
  grid.append(into.node);
  const logs = edges.slice(from).map(Math.log10);
  const counts = it.counts.slice(from);
  drawPlot(into, {
    height: 180 + 14 * marks.length,
    top: 12 + 14 * marks.length,
    data: [logs.slice(0, -1), counts],
    xScale: { range: [logs[0], logs[logs.length - 1]] },
    x: logAxis(it.unit + ", logarithmic"),
    y: { incrs: WHOLE },
    series: [
      {
        label: "Values",
        width: 0,
        points: { show: false },
        fill: () => theme.colour(it.id),
        paths: uPlot.paths.bars({ size: [1, Infinity], align: 1, gap: 1 }),
      },
    ],
    pick: (u, closest) => classAt(logs, u.posToVal(u.cursor.left, "x"), closest),
    hooks: { draw: [(u) => drawMarks(u, marks, it.unit)] },
    describe: (at) => ({
      at: range(at),
      values: [count(counts[at])],
      text: range(at) + ": " + counted(counts[at], "value"),
    }),
  });
}

/** The class under the pointer; uPlot would take the nearest lower edge. */
function classAt(logs, value, closest) {
  if (closest === null || closest === undefined) {
    return closest;
  }
  const at = value < logs[closest] ? closest - 1 : closest;
  return Math.max(0, Math.min(logs.length - 2, at));
}

/** Percentiles as lines; each label has a line of its own, so that none covers another. */
function drawMarks(u, marks, unit) {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = FONT.replace("11px", 11 * ratio + "px");
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const right = u.bbox.left + u.bbox.width;
  const seen = marks
    .map((mark, row) => ({
      x: Math.round(u.valToPos(Math.log10(mark.value), "x", true)) + 0.5,
      y: (8 + 14 * row) * ratio,
      label: mark.label + " " + brief(mark.value) + " " + unit,
    }))
    .filter(({ x }) => x >= u.bbox.left - 1 && x <= right + 1);
  ctx.setLineDash([3 * ratio, 2 * ratio]);
  ctx.lineWidth = ratio;
  ctx.strokeStyle = theme.colour("text");
  seen.forEach(({ x, y }) => {
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x, u.bbox.top + u.bbox.height);
    ctx.stroke();
  });
  // Labels last and on a ground of their own: another mark's line goes behind them.
  seen.forEach(({ x, y, label }) => {
    const width = ctx.measureText(label).width;
    const turned = x + 5 * ratio + width > right;
    const at = turned ? x - 5 * ratio - width : x + 5 * ratio;
    ctx.fillStyle = theme.colour("panel");
    ctx.fillRect(at - 2 * ratio, y - 7 * ratio, width + 4 * ratio, 14 * ratio);
    ctx.fillStyle = theme.colour("text");
    ctx.fillText(label, at, y);
  });
  ctx.restore();
}
