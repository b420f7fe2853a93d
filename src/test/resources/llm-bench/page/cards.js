// The figures at a glance. Each metric has one colour on the whole page.

function cards(run) {
  const list = el("ul", { class: "cards" }, ...(run.cards || []).map((card) => cardOf(card, run)));
  return part("figures", "Figures", "Figures", list);
}

function cardOf(card, run) {
  const latency = "mean" in card;
  const name = card.long || card.title;
  return el(
    "li",
    { class: "card", "data-metric": card.id },
    el(
      "div",
      { class: "card-head" },
      el("h3", {}, card.title),
      card.long
        ? el("span", { class: "long" }, card.long + (latency ? ", " + card.unit : ""))
        : null,
      help.button(name, card.help),
    ),
    latency ? threeFigures(card) : oneFigure(card),
    card.true ? trueFigures(card) : null,
    card.note ? el("p", { class: "note" }, card.note) : null,
    latency ? shape(card, run) : course(card, run),
  );
}

function threeFigures(card) {
  const one = (label, value) => el("div", {}, el("dt", {}, label), el("dd", {}, figure(value)));
  const long = [card.mean, card.p50, card.p99].some((value) => value >= 1000);
  return el(
    "dl",
    { class: long ? "three many" : "three" },
    one("Mean", card.mean),
    one("P50", card.p50),
    one("P99", card.p99),
  );
}

function oneFigure(card) {
  const value = card.unit === "%" ? percent(card.value) : figure(card.value);
  return el("p", { class: "single" }, value, unitOf(card));
}

function unitOf(card) {
  return el("span", { class: "unit" }, card.unit === "%" ? " %" : " " + card.unit);
}

function trueFigures(card) {
  const it = card.true;
  const values = "mean" in it ? [it.mean, it.p50, it.p99] : [it.value];
  return el(
    "p",
    { class: "true" },
    "True" + (it.label ? ", " + it.label : "") + ": ",
    el("span", { class: "nowrap" }, values.map(figure).join(" / ")),
  );
}

/** The shape of a latency's distribution, for the eye; its figures are in the chart below. */
function shape(card, run) {
  const it = (run.distributions || []).find((distribution) => distribution.id === card.id);
  return it ? spark(core(it.counts), true) : null;
}

/** The course of a rate over the run. */
function course(card, run) {
  const series = run.series || {};
  const values = {
    output_throughput: series.output_tokens_per_s,
    request_throughput: series.finished_per_s,
  }[card.id];
  return values ? spark(values, false) : null;
}

function spark(values, bars) {
  const width = 200;
  const height = 30;
  const most = Math.max(1e-9, ...values);
  const step = width / values.length;
  const y = (value) => (height - (value / most) * (height - 1)).toFixed(1);
  let path = "M0 " + height;
  values.forEach((value, at) => {
    const left = (at * step).toFixed(1);
    const right = ((at + 1) * step).toFixed(1);
    path += bars ? `L${left} ${y(value)}L${right} ${y(value)}` : `L${left} ${y(value)}`;
  });
  path += `L${width} ${height}Z`;
  return svg(
    "svg",
    {
      class: "spark",
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("path", { d: path }),
  );
}
