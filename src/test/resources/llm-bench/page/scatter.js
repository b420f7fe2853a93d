// The time to the first token against the length of the prompt: a point a request.

function scatter(run) {
  const it = run.scatter;
  const there = Boolean(it) && it.x.length > 0;
  if (there ? !haveLengths(it.x) : (run.distributions || []).length === 0) {
    return null;
  }
  const section = part("length", "First token by prompt length", "Length");
  if (!there) {
    section.append(absent(run, "scatter"));
    return section;
  }
  const order = it.x.map((x, at) => at).sort((a, b) => it.x[a] - it.x[b] || it.y[a] - it.y[b]);
  const x = order.map((at) => it.x[at]);
  const y = order.map((at) => it.y[at]);
  const [from, to] = [x[0], x[x.length - 1]];
  const wide = from > 0 && to / from >= 20;
  const into = frame({
    id: "scatter",
    title: "Time to first token, by prompt tokens",
    unit: "ms",
    says: scatterSays(it, from, to, y),
    legend: [{ label: "A request", colour: "ttft", as: "dot" }],
    rule: it.rule,
    columns: ["Prompt tokens", "TTFT (ms)"],
    rows: () => x.map((tokens, at) => [count(tokens), figure(y[at])]),
  });
  section.append(el("div", { class: "charts full" }, into.node));
  const places = wide ? x.map(Math.log10) : x;
  const margin = Math.max((places[places.length - 1] - places[0]) * 0.02, wide ? 0.02 : 1);
  const dots = (u) => Math.min(6, Math.max(3, 2000 / Math.sqrt(x.length) / 10));
  drawPlot(into, {
    height: 260,
    data: [places, y],
    xScale: { range: [places[0] - margin, places[places.length - 1] + margin] },
    x: wide
      ? logAxis("prompt tokens, logarithmic")
      : { label: "prompt tokens", incrs: WHOLE, values: (u, ticks) => ticks.map(tick) },
    series: [
      {
        label: "TTFT",
        paths: () => null,
        width: 0,
        stroke: () => theme.colour("ttft"),
        points: { show: true, size: dots(), width: 0, fill: () => soft("ttft", 0.5) },
      },
    ],
    pick: (u, closest) => nearest(u, places, y, closest),
    describe: (at) => ({
      at: counted(x[at], "token"),
      values: [figure(y[at]) + " ms"],
      text: counted(x[at], "prompt token") + ": first token after " + figure(y[at]) + " ms",
    }),
  });
  return section;
}

/** Prompts of one length, give or take a token at a joint, say nothing of lengths. */
const ONE_LENGTH = 1.05;

function haveLengths(x) {
  const { low, high } = extent(x);
  return high > low * ONE_LENGTH;
}

function scatterSays(it, from, to, y) {
  const range = extent(y);
  return (
    count(it.shown) +
    " of " +
    counted(it.of, "request") +
    ". Prompts of " +
    count(from) +
    " to " +
    count(to) +
    " tokens; the first token came after " +
    brief(range.low) +
    " to " +
    brief(range.high) +
    " ms."
  );
}

/** The point nearest to the pointer in both directions. */
function nearest(u, places, y, closest) {
  const { left, top } = u.cursor;
  if (closest === null || closest === undefined || left < 0) {
    return closest;
  }
  let best = closest;
  let least = Infinity;
  for (let at = 0; at < places.length; at++) {
    const dx = u.valToPos(places[at], "x") - left;
    const dy = u.valToPos(y[at], "y") - top;
    const distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      best = at;
    }
  }
  return best;
}
