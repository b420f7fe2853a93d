// Conversations: a row each with its turns side by side, and the first token by turn.

function conversations(run) {
  const it = run.conversations;
  const why = (run.missing || {}).conversations;
  if (!it && !why) {
    return null;
  }
  const section = part("conversations", "Conversations", "Conversations");
  const byTurn = run.by_turn && run.by_turn.turns.length > 1 ? turnChart(run.by_turn) : null;
  section.append(
    el("div", { class: "charts full" }, byTurn, it ? talks(it) : absent(run, "conversations")),
  );
  return section;
}

function talks(it) {
  const rows = it.rows.map((row) => talkRow(row, it.kinds || []));
  const any = (state) => rows.some((row) => row.state === state);
  const turns = rows.flatMap((row) => row.turns);
  const details = el(
    "p",
    { class: "row-details" },
    "Point at a conversation, or move through them with the arrow keys.",
  );
  const chart = {
    rows,
    details,
    title: "Timeline of conversations",
    text: talkText,
    cursor: -1,
    view: viewport(rows, Math.min(SEEN, rows.length * 22)),
  };
  chart.view.drawRow = drawTalk;
  chart.frame = frame({
    id: "talks",
    title: chart.title,
    says:
      count(it.shown) +
      " of " +
      counted(it.of, "conversation") +
      " shown, with " +
      counted(turns.length, "turn") +
      "; " +
      rows.filter((row) => row.state === 1).length +
      " failed.",
    rule: it.rule,
    legend: [
      { label: "Waits for its first token", colour: "ttft", as: "bar" },
      { label: "Streams", colour: "itl", as: "bar" },
      ...(turns.some((turn) => !turn.timed && turn.kind === 0)
        ? [{ label: "Answered, no token timed", colour: "e2el", as: "bar" }]
        : []),
      ...(any(1) ? [{ label: "Failed ×", colour: "bad", as: "hatch" }] : []),
      ...(any(2) ? [{ label: "Interrupted", colour: "flight", as: "hatch" }] : []),
    ],
    tools: waterfallTools(chart),
    below: details,
    columns: TALK_COLUMNS,
    rows: () => rows.map(talkCells),
  });
  buildWaterfall(chart);
  return chart.frame.node;
}

function turnChart(it) {
  const chart = percentileLines("ttft-turn", "Time to first token, by turn", "ttft", it.ttft);
  const into = frame({
    id: chart.id,
    title: chart.title,
    unit: chart.unit,
    says: turnSays(it),
    legend: chart.lines,
    rule: it.rule,
    columns: ["Turn", "Turns", ...chart.lines.map((line) => line.label + " (ms)")],
    rows: () =>
      it.turns.map((turn, at) => [
        String(turn),
        count(it.counts[at]),
        ...chart.lines.map((line) => figure(line.values[at])),
      ]),
  });
  drawPlot(into, {
    data: [it.turns, ...chart.lines.map((line) => line.values)],
    series: chart.lines.map(lineSeries),
    bands: chart.bands,
    x: { label: "turn", incrs: WHOLE, values: (u, ticks) => ticks.map(tick) },
    describe: (at) => {
      const values = chart.lines.map((line) => brief(line.values[at]));
      const of = counted(it.counts[at], "turn");
      const named = chart.lines.map((line, i) => line.label + " " + values[i] + " ms");
      return {
        at: "turn " + it.turns[at] + ", " + of,
        values,
        text: "Turn " + it.turns[at] + ", of " + of + ": " + named.join(", "),
      };
    },
  });
  return into.node;
}

function turnSays(it) {
  const last = it.turns.length - 1;
  const median = (at) => brief(it.ttft.p50[at]) + " ms at turn " + it.turns[at];
  return "The median is " + median(0) + " and " + median(last) + ".";
}
