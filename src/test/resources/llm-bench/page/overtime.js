// What the run did over time: tokens and requests, and the percentiles of what they waited.

const PERCENTILES = [
  { key: "p50", label: "P50", width: 2, dash: [], point: 7 },
  { key: "p90", label: "P90", width: 1.5, dash: [6, 3], point: 7, ring: true },
  { key: "p99", label: "P99", width: 1.25, dash: [2, 2], point: 4 },
];

/** With so many of its values missing between others a line is in pieces: points tell more. */
const IN_PIECES = 0.2;

/** Charts, with the names of what the data say of their lines. */
const RULES = {
  tokens: "output_tokens_per_s",
  "in-flight": "in_flight",
  rate: "rate",
  late: "late",
  "ttft-time": "ttft",
  "itl-time": "itl",
  ended: "ended",
};

function overTime(run) {
  const section = part("time", "Over time", "Time");
  if (!run.series || run.series.t.length === 0) {
    section.append(absent(run, "series"));
    return section;
  }
  const grid = el("div", { class: "charts" });
  section.append(grid);
  const series = run.series;
  const tokens = lines("tokens", "Output tokens per second", "tok/s", [
    { label: "Output tokens/s", colour: "tokens", values: series.output_tokens_per_s, area: true },
  ]);
  const inFlight = lines("in-flight", "Requests in flight", "", [
    {
      label: "In flight at once",
      colour: "flight",
      values: series.in_flight,
      area: true,
      stepped: true,
    },
  ]);
  const ttft = percentileLines("ttft-time", "Time to first token", "ttft", series.ttft);
  const itl = percentileLines("itl-time", "Inter-token latency", "itl", series.itl);
  const late = percentileLines("late", "Sent after their time", "sent", series.late);
  // Where requests have times of their own, the rate is what the server is asked to keep up with.
  const charts = series.sent_per_s
    ? [rate(series), inFlight, ttft, late, tokens, itl, ended(series)]
    : [tokens, inFlight, ttft, itl, ended(series)];
  charts.filter(Boolean).forEach((chart) => timeChart(grid, series, chart));
  return section;
}

function rate(series) {
  return lines("rate", "Requests planned and sent per second", "req/s", [
    { label: "Sent", colour: "sent", values: series.sent_per_s, stepped: true },
    {
      label: "Planned",
      colour: "flight",
      values: series.planned_per_s,
      dash: [4, 3],
      stepped: true,
    },
  ]);
}

function lines(id, title, unit, all) {
  const there = all.filter((line) => line.values);
  return there.length > 0 ? { id, title, unit, lines: there } : null;
}

function percentileLines(id, title, colour, values) {
  const pieces = isInPieces((values || {}).p50 || []);
  const all = PERCENTILES.map((line) => ({
    ...line,
    colour,
    values: (values || {})[line.key],
    as: pieces ? (line.ring ? "ring" : line.point > 4 ? "dot" : "small") : undefined,
  }));
  const chart = lines(id, title, "ms", all);
  const bands =
    chart && chart.lines.length > 1 && !pieces
      ? [{ series: [chart.lines.length, 1], fill: () => soft(colour, 0.12) }]
      : undefined;
  return chart && { ...chart, bands };
}

/** Whether much is missing between the first value and the last. */
function isInPieces(values) {
  const there = values.map((value, at) => (isNumber(value) ? at : -1)).filter((at) => at >= 0);
  const span = there.length > 0 ? there[there.length - 1] - there[0] + 1 : 0;
  return span - there.length > IN_PIECES * span;
}

/** Failures have a chart of their own line only where there were any. */
function ended(series) {
  const failed = (series.failed_per_s || []).some((value) => value > 0);
  return lines("ended", "Requests ended per second", "req/s", [
    { label: "Ended well", colour: "e2el", values: series.finished_per_s, stepped: true },
    {
      label: "Failed",
      colour: "bad",
      values: failed ? series.failed_per_s : null,
      dash: [4, 3],
      stepped: true,
    },
  ]);
}

function timeChart(grid, series, chart) {
  const t = series.t;
  const span = t[t.length - 1] - t[0] + series.bucket_s;
  const unit = chart.unit ? " " + chart.unit : "";
  const describe = (index) => {
    const values = chart.lines.map((line) => brief(line.values[index]));
    const named = chart.lines.map(
      (line, at) => line.label + " " + (values[at] === "–" ? "no value" : values[at] + unit),
    );
    const at = moment(t[index], span) + (span < 120 ? " s" : "");
    return { at: "at " + at, values, text: "At " + at + ": " + named.join(", ") };
  };
  const into = frame({
    id: chart.id,
    title: chart.title,
    unit: chart.unit,
    says: says(chart, t, span, unit),
    legend: chart.lines,
    rule: [series.rule, (series.rules || {})[RULES[chart.id]]].filter(Boolean).join(" "),
    columns: [
      "From (s)",
      ...chart.lines.map((line) => line.label + (chart.unit ? " (" + chart.unit + ")" : "")),
    ],
    rows: () =>
      t.map((time, at) => [String(time), ...chart.lines.map((line) => count(line.values[at]))]),
  });
  grid.append(into.node);
  drawPlot(into, {
    group: "time",
    data: [t, ...chart.lines.map((line) => line.values)],
    series: chart.lines.map(lineSeries),
    bands: chart.bands,
    // uPlot makes a hundred seconds of a single moment.
    xScale: t.length === 1 ? { range: [t[0], t[0] + series.bucket_s] } : undefined,
    x: {
      label: span < 120 ? "seconds since the first request" : "minutes since the first request",
      values: (u, ticks) => ticks.map((value) => moment(value, span)),
      incrs:
        span < 120
          ? undefined
          : [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400],
    },
    describe,
  });
}

function lineSeries(line) {
  return {
    label: line.label,
    stroke: () => theme.colour(line.colour),
    fill: line.area ? () => soft(line.colour, 0.13) : undefined,
    width: line.width || 1.75,
    dash: line.dash,
    paths: line.as ? () => null : line.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
    points: line.as ? marksOf(line) : { show: false, filter: alone, size: 4, ...filled(line) },
  };
}

/** A mark for each value, each percentile with one of its own. */
function marksOf(line) {
  const ring = { width: 1.5, stroke: () => theme.colour(line.colour), fill: () => "transparent" };
  return { show: true, size: line.point, ...(line.as === "ring" ? ring : filled(line)) };
}

function filled(line) {
  return { width: 0, fill: () => theme.colour(line.colour) };
}

/** A value without neighbours makes no line: it gets a point. */
function alone(u, seriesIndex) {
  const values = u.data[seriesIndex];
  const gap = (at) => values[at] === null || values[at] === undefined;
  const found = [];
  for (let at = 0; at < values.length; at++) {
    if (!gap(at) && gap(at - 1) && gap(at + 1)) {
      found.push(at);
    }
  }
  return found;
}

function says(chart, t, span, unit) {
  const at = (index) => moment(t[index], span) + (span < 120 ? " s" : "");
  const sentences = chart.lines.map((line) => {
    const range = extent(line.values);
    return range === null
      ? line.label + ": no values."
      : line.label +
          ": from " +
          brief(range.low) +
          " to " +
          brief(range.high) +
          unit +
          ", highest at " +
          at(line.values.indexOf(range.high)) +
          ".";
  });
  return sentences.join(" ");
}
