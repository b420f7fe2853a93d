// Levels as pictures: throughput and latencies against the load. A click on a point, or Enter,
// opens the level's own page.

/** From here on an axis is logarithmic: the values span more than a decade. */
const DECADE = 10;

function levelCharts(it) {
  const levels = it.levels.filter((level) => isNumber(level.load) && level.succeeded > 0);
  const section = part("load", "By load", "Charts");
  if (levels.length < 2) {
    section.append(el("p", { class: "absent" }, "A picture takes two levels with successes."));
    return section;
  }
  const grid = el("div", { class: "charts" });
  section.append(grid);
  loadChart(grid, it, levels, throughputChart(it));
  paretoChart(grid, it, levels);
  for (const metric of ["ttft", "tpot"]) {
    loadChart(grid, it, levels, latencyChart(it, metric));
  }
  return section;
}

function columnAt(it, id) {
  return it.columns.findIndex((column) => column.id === id);
}

function throughputChart(it) {
  const at = columnAt(it, it.throughput);
  return {
    id: "throughput-load",
    title: "Throughput by load",
    unit: it.columns[at].unit,
    lines: [{ label: it.columns[at].label, colour: "tokens", at }],
    limits: [],
  };
}

function latencyChart(it, metric) {
  const names = { p50: "median", p90: "p90", p99: "p99" };
  const lines = PERCENTILES.map((line) => ({
    ...line,
    colour: metric,
    at: columnAt(it, names[line.key] + "_" + metric + "_ms"),
  }));
  return {
    id: metric + "-load",
    title: metric.toUpperCase() + " by load",
    unit: "ms",
    lines,
    limits: it.limits.filter((limit) => limit.metric === metric),
  };
}

/** Places on an axis: by the logarithm where values span more than a decade. */
function places(values) {
  const range = extent(values.filter((value) => value > 0));
  const wide = range !== null && range.high / range.low > DECADE;
  return {
    wide,
    of: (value) => (wide ? Math.log10(Math.max(value, range.low / DECADE)) : value),
  };
}

const PLAIN = { wide: false, of: (value) => value };

function loadChart(grid, it, levels, chart) {
  const lines = chart.lines.filter((line) =>
    levels.some((level) => isNumber(level.values[line.at])),
  );
  if (lines.length === 0) {
    return;
  }
  const across = places(levels.map((level) => level.load));
  const limits = chart.limits.map((limit) => limit.value);
  const values = lines.flatMap((line) => levels.map((level) => level.values[line.at]));
  // That throughput stays as it is is seen on a plain axis.
  const up = chart.unit === "ms" ? places([...values.filter(isNumber), ...limits]) : PLAIN;
  const over = levels.some((level) => level.over);
  const marks = [
    ...(it.knee ? [{ label: "knee", colour: "flight", dash: [2, 3], width: 1.5 }] : []),
    ...(over ? [{ label: "only waits", colour: "bad", as: "ring" }] : []),
    ...chart.limits.map((limit) => ({ label: limit.text, colour: "bad", dash: [6, 4] })),
  ];
  const into = frame({
    id: chart.id,
    title: chart.title,
    unit: chart.unit,
    says: loadSays(it, levels, lines, chart.unit),
    legend: [...lines, ...marks],
    rule: levels.some((level) => level.errors)
      ? "Bars: the 95 % confidence interval of the mean over a level's runs."
      : "",
    columns: [it.load, ...lines.map((line) => line.label + " (" + chart.unit + ")")],
    rows: () =>
      levels.map((level) => [level.name, ...lines.map((line) => figure(level.values[line.at]))]),
  });
  grid.append(into.node);
  const xs = levels.map((level) => across.of(level.load));
  const ys = lines.map((line) =>
    levels.map((level) => (isNumber(level.values[line.at]) ? up.of(level.values[line.at]) : null)),
  );
  const top = [...ys.flat().filter(isNumber), ...limits.map(up.of)];
  drawPlot(into, {
    height: 240,
    data: [xs, ...ys],
    xScale: { range: margins(xs, across.wide) },
    yScale: up.wide ? { range: margins(top, true) } : { range: fromZeroTo(top) },
    x: across.wide ? logAxis(it.load + ", logarithmic") : { label: it.load },
    y: up.wide ? logUp() : {},
    series: lines.map((line) => levelSeries(line, it.one_line)),
    hooks: { draw: [(u) => drawLevelMarks(u, it, levels, lines, { across, up }, chart.limits)] },
    open: (at) => openLevel(levels[at]),
    describe: (at) => describeLevel(levels[at], lines, chart.unit),
  });
}

function margins(values, wide) {
  const { low, high } = extent(values);
  const margin = Math.max((high - low) * 0.05, wide ? 0.03 : high * 0.02);
  return [low - margin, high + margin];
}

function fromZeroTo(values) {
  const { high } = extent(values);
  return [0, high > 0 ? high * 1.08 : 1];
}

/** The vertical axis where values are placed by their logarithms. */
function logUp() {
  return {
    splits: (u) => logTicks(10 ** u.scales.y.min, 10 ** u.scales.y.max).map(Math.log10),
    values: (u, ticks) => ticks.map((value) => brief(10 ** value)),
  };
}

/** A line only where levels differ in nothing but their load. */
function levelSeries(line, joined) {
  return {
    label: line.label,
    stroke: () => theme.colour(line.colour),
    width: line.width || 2,
    dash: line.dash,
    paths: joined ? undefined : () => null,
    points: { show: true, size: 6, fill: () => theme.colour(line.colour), width: 0 },
  };
}

function describeLevel(level, lines, unit) {
  const values = lines.map((line) => {
    const error = (level.errors || [])[line.at];
    return brief(level.values[line.at]) + (isNumber(error) ? " ± " + brief(error) : "");
  });
  const named = lines.map((line, at) => line.label + " " + values[at] + " " + unit);
  return {
    at: level.name,
    values,
    text: level.name + ": " + named.join(", ") + (level.over ? "; only waits" : ""),
  };
}

function openLevel(level) {
  location.assign(fileLink(levelPage(level)).href);
}

/** Error bars, the knee, the limits, and rings around levels that only wait. */
function drawLevelMarks(u, it, levels, lines, to, limits) {
  const { ctx, bbox } = u;
  const dot = devicePixelRatio || 1;
  const x = (load) => u.valToPos(to.across.of(load), "x", true);
  const y = (value) => u.valToPos(to.up.of(value), "y", true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 1.5 * dot;
  if (it.knee) {
    dashed(ctx, "flight", [2, 3], dot, x(it.knee.load), bbox.top, x(it.knee.load), 1e5);
  }
  limits.forEach((limit) =>
    dashed(ctx, "bad", [6, 4], dot, bbox.left, y(limit.value), 1e5, y(limit.value)),
  );
  ctx.setLineDash([]);
  for (const line of lines) {
    for (const level of levels.filter((each) => isNumber(each.values[line.at]))) {
      const value = level.values[line.at];
      const error = (level.errors || [])[line.at];
      if (isNumber(error)) {
        ctx.strokeStyle = theme.colour(line.colour);
        errorBar(ctx, x(level.load), y(value - error), y(value + error), 4 * dot);
      }
      if (level.over) {
        ctx.strokeStyle = theme.colour("bad");
        ring(ctx, x(level.load), y(value), 6 * dot);
      }
    }
  }
  ctx.restore();
}

function dashed(ctx, colour, dash, dot, fromX, fromY, toX, toY) {
  ctx.setLineDash(dash.map((part) => part * dot));
  ctx.strokeStyle = theme.colour(colour);
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

function errorBar(ctx, x, low, high, half) {
  ctx.beginPath();
  ctx.moveTo(x, low);
  ctx.lineTo(x, high);
  for (const end of [low, high]) {
    ctx.moveTo(x - half, end);
    ctx.lineTo(x + half, end);
  }
  ctx.stroke();
}

function ring(ctx, x, y, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.stroke();
}

function loadSays(it, levels, lines, unit) {
  const sentences = lines.map((line) => {
    const there = levels.filter((level) => isNumber(level.values[line.at]));
    const [first, last] = [there[0], there[there.length - 1]];
    const value = (level) => brief(level.values[line.at]) + " " + unit + " with " + level.name;
    return line.label + ": " + value(first) + ", " + value(last) + ".";
  });
  return sentences.join(" ");
}
