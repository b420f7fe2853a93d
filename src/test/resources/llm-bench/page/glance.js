// Several runs at a glance: each metric in its colour, a row a run, all from zero.

const RATES = ["output_throughput", "request_throughput"];

/** Every latency that a run has a card of, and two rates. */
function glanced(runs) {
  const cards = runs.flatMap((run) => run.cards || []);
  return [...new Set([...cards.filter((it) => it.long).map((it) => it.id), ...RATES])];
}

/** For the eye alone: the table below has the figures. */
function glance(data) {
  const panels = glanced(data.runs).map((id) => glanceOf(id, data)).filter(Boolean);
  return panels.length > 0
    ? el("div", { class: "glances", "aria-hidden": "true" }, ...panels)
    : null;
}

function glanceOf(id, data) {
  const runs = data.runs
    .map((run, at) => ({
      letters: lettersOf(data, at).replace(": ", ""),
      card: (run.cards || []).find((card) => card.id === id),
    }))

    .filter((run) => run.letters && run.card && isNumber(run.card.p99 ?? run.card.value));
  if (runs.length < 2) {
    return null;
  }
  const { title, unit } = runs[0].card;
  const most = Math.max(1e-9, ...runs.map((run) => run.card.p99 ?? run.card.value));
  const latency = "p99" in runs[0].card;
  return el(
    "div",
    { class: "glance", "data-metric": id },
    el(
      "p",
      { class: "glance-head" },
      el("strong", {}, title),
      " ",
      el("span", { class: "unit" }, (latency ? "P50 to P99, " : "") + unit),
    ),
    ...runs.map((run) => glanceRow(run, most)),
  );
}

function glanceRow({ letters, card }, most) {
  const part = (value) => (value / most) * 100;
  const track = svg("svg", {
    viewBox: "0 0 100 10",
    preserveAspectRatio: "none",
    focusable: "false",
  });
  if (isNumber(card.p99)) {
    track.append(
      svg("rect", {
        class: "soft",
        x: part(card.p50),
        y: 2,
        height: 6,
        width: Math.max(0.5, part(card.p99 - card.p50)),
      }),
      svg("rect", { x: Math.max(0, part(card.p50) - 0.5), y: 0, height: 10, width: 1 }),
    );
  } else {
    track.append(svg("rect", { x: 0, y: 1, height: 8, width: part(card.value) }));
  }
  const text = isNumber(card.p99) ? brief(card.p50) + " – " + brief(card.p99) : brief(card.value);
  return el(
    "p",
    { class: "glance-row" },
    el("span", { class: "letter" }, letters),
    track,
    el("span", {}, text),
  );
}
