// What more load gives to all and takes from each: a point a level, and the front of those that no
// other level beats.

/** Output tokens of one user against those of all: the front has what no other level beats. */
function paretoChart(grid, it, levels) {
  const user = columnAt(it, "user_throughput");
  const all = columnAt(it, it.throughput);
  const points = levels
    .filter((level) => isNumber(level.values[user]))
    .sort((one, other) => one.values[user] - other.values[user]);
  if (points.length < 2) {
    return;
  }
  const legend = [
    { label: "A level", colour: "tokens", as: "dot" },
    { label: "No other is better in both", colour: "e2el", width: 2 },
  ];
  const into = frame({
    id: "pareto",
    title: "What each gets, and all",
    unit: "tok/s",
    says: paretoSays(points),
    legend,
    rule:
      "Output tokens a second of one user (of all, divided by the load) against those of all, as" +
      " vllm bench sweep plot_pareto draws them; the number beside a point is its load.",
    columns: [it.load, "A user (tok/s)", "All (tok/s)", "On the front"],
    rows: () =>
      points.map((level) => [
        level.name,
        figure(level.values[user]),
        figure(level.values[all]),
        level.front ? "yes" : "no",
      ]),
  });
  grid.append(into.node);
  const across = places(points.map((level) => level.values[user]));
  const xs = points.map((level) => across.of(level.values[user]));
  const ys = points.map((level) => level.values[all]);
  drawPlot(into, {
    height: 240,
    top: 16,
    data: [xs, points.map((level, at) => (level.front ? ys[at] : null)), ys],
    xScale: { range: margins(xs, across.wide) },
    yScale: { range: fromZeroTo(ys) },
    x: across.wide
      ? logAxis("output tokens a second of one user, logarithmic")
      : { label: "output tokens a second of one user" },
    series: [
      { ...levelSeries({ label: "Front", colour: "e2el" }, true), spanGaps: true },
      levelSeries({ label: "Level", colour: "tokens" }, false),
    ],
    hooks: { draw: [(u) => drawLoads(u, points, xs, ys)] },
    open: (at) => openLevel(points[at]),
    describe: (at) => ({
      at: points[at].name,
      values: [brief(ys[at]) + ", " + brief(points[at].values[user]) + " a user"],
      text:
        points[at].name +
        ": " +
        brief(points[at].values[user]) +
        " tok/s a user, " +
        brief(ys[at]) +
        " tok/s in all" +
        (points[at].front ? ", on the front" : ""),
    }),
  });
}

function paretoSays(points) {
  const front = points.filter((level) => level.front);
  return (
    counted(front.length, "level") +
    " of " +
    points.length +
    " on the front, where no other gives more to each and to all."
  );
}

/** The load beside its point, while there are few enough to be read. */
function drawLoads(u, points, xs, ys) {
  if (points.length > 20) {
    return;
  }
  const { ctx } = u;
  const dot = devicePixelRatio || 1;
  ctx.save();
  ctx.font = FONT.replace("11", String(11 * dot));
  ctx.fillStyle = theme.colour("muted");
  ctx.textAlign = "left";
  const taken = [];
  points.forEach((level, at) => {
    const x = u.valToPos(xs[at], "x", true) + 6 * dot;
    const y = u.valToPos(ys[at], "y", true) - 5 * dot;
    if (taken.every((other) => Math.hypot(other.x - x, other.y - y) > 14 * dot)) {
      ctx.fillText(brief(level.load), x, y);
      taken.push({ x, y });
    }
  });
  ctx.restore();
}
