// A uPlot inside a frame: colours of the theme, sharp at any size, a cursor for pointer and keys.

const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Plots that share their time, so that the cursor and the zoom are at one place in all. */
const groups = new Map();

/**
 * Draws as soon as the frame stands in the page. `it` has data, series, x and y (parts of uPlot's
 * axes), describe(index) for the cursor: {at, values, text}, and open(index) where a point leads
 * somewhere.
 */
function drawPlot(into, it) {
  later(() => drawNow(into, it));
}

function drawNow(into, it) {
  const state = { index: -1, forced: null };
  const options = {
    width: Math.max(200, into.plot.clientWidth),
    height: it.height || 190,
    padding: [it.top || 10, 18, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 7 },
      drag: { x: Boolean(it.group), y: false, dist: 5 },
      sync: it.group ? { key: it.group, setSeries: false } : undefined,
      ...(it.pick
        ? {
            dataIdx: (u, series, closest) =>
              state.forced === null ? it.pick(u, closest) : state.forced,
          }
        : {}),
    },
    scales: { x: { time: false, ...it.xScale }, y: { range: fromZero, ...it.yScale } },
    axes: [
      axis(it.x),
      axis({ size: widthOfLabels, values: (u, ticks) => ticks.map(tick), ...it.y }),
    ],
    series: [{}, ...it.series],
    bands: it.bands,
    hooks: {
      ...it.hooks,
      setCursor: [(u) => pointed(u, into, it, state)],
    },
  };
  const u = new uPlot(options, it.data, into.plot);
  nameCanvas(u.ctx.canvas, into.title);
  into.plot.addEventListener("keydown", (event) => keyed(event, u, into, it, state));
  if (it.open) {
    into.plot.addEventListener("click", () => isOnPoint(u, state.index) && it.open(state.index));
  }
  if (it.group) {
    groups.set(it.group, [...(groups.get(it.group) || []), u]);
  }
  follow(u, into.plot, options.height);
}

/** Draws again when the size or the theme changes; lets go when another run is shown. */
function follow(u, box, height) {
  const watch = new ResizeObserver(() => {
    const width = Math.floor(box.clientWidth);
    if (width > 0 && width !== u.width) {
      u.setSize({ width, height });
    }
  });
  watch.observe(box);
  // With its paths: bars keep the colour they were made with.
  const again = () => u.redraw();
  theme.drawings.add(again);
  onLeave(() => {
    watch.disconnect();
    theme.drawings.delete(again);
    groups.clear();
    u.destroy();
  });
}

function nameCanvas(canvas, name) {
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", name);
}

/** The cursor moved, by whatever moved it. */
function pointed(u, into, it, state) {
  const outside = u.cursor.idx === null || u.cursor.idx === undefined;
  const index = it.pick && !outside ? u.cursor.idxs[1] : u.cursor.idx;
  const none = index === null || index === undefined;
  into.show(none ? null : it.describe(index));
  if (!none) {
    state.index = index;
  }
}

const STEPS = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at + 1,
  ArrowDown: (at) => at - 1,
  PageDown: (at, last) => at + Math.max(1, Math.round(last / 10)),
  PageUp: (at, last) => at - Math.max(1, Math.round(last / 10)),
  Home: () => 0,
  End: (at, last) => last,
};

function keyed(event, u, into, it, state) {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const step = STEPS[event.key];
  if (step) {
    const last = it.data[0].length - 1;
    const next = state.index < 0 && event.key !== "End" ? 0 : step(state.index, last);
    moveTo(Math.max(0, Math.min(last, next)), u, into, it, state);
  } else if (it.group && ZOOMS[event.key]) {
    say("Shown: " + it.x.values(u, zoom(ZOOMS[event.key], u, it, state)).join(" to ") + " s");
  } else if (it.open && event.key === "Enter" && state.index >= 0) {
    it.open(state.index);
  } else {
    return;
  }
  event.preventDefault();
}

/** Whether the pointer is on a point of this index: a click beside it means nothing. */
function isOnPoint(u, index) {
  const { left, top } = u.cursor;
  return u.data.slice(1).some((values) => {
    const y = values[index];
    return (
      isNumber(y) &&
      Math.hypot(u.valToPos(u.data[0][index], "x") - left, u.valToPos(y, "y") - top) < 12
    );
  });
}

function moveTo(index, u, into, it, state) {
  const x = it.data[0][index];
  const { min, max } = u.scales.x;
  if (x < min || x > max) {
    const from = Math.min(Math.max(it.data[0][0], x - (max - min) / 2), x);
    zoomAll(u, it.group, from, from + (max - min));
  }
  state.index = index;
  // A scale that was just set is in force after uPlot's next turn.
  queueMicrotask(() => {
    state.forced = it.pick ? index : null;
    u.setCursor(
      { left: u.valToPos(x, "x"), top: u.over.clientHeight / 2 },
      true,
      Boolean(it.group),
    );
    state.forced = null;
    say(it.describe(index).text);
  });
}

const ZOOMS = { "+": 0.5, "=": 0.5, "-": 2, 0: Infinity };

/** Shows so many times the range, around the cursor; from where to where that is. */
function zoom(factor, u, it, state) {
  const xs = it.data[0];
  const [first, last] = [xs[0], xs[xs.length - 1]];
  const { min, max } = u.scales.x;
  const middle = state.index >= 0 ? xs[state.index] : (min + max) / 2;
  const half = Math.min(last - first, (max - min) * factor) / 2;
  const from = Math.max(first, Math.min(middle - half, last - 2 * half));
  if (half > 0) {
    zoomAll(u, it.group, from, from + 2 * half);
  }
  return [from, from + 2 * half];
}

function zoomAll(u, group, min, max) {
  (groups.get(group) || [u]).forEach((one) => one.setScale("x", { min, max }));
}

/** Steps of an axis that counts. */
const WHOLE = [1, 2, 5]
  .flatMap((digit) => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((power) => digit * 10 ** power))
  .sort((a, b) => a - b);

function fromZero(u, low, high) {
  return [0, high > 0 ? high * 1.06 : 1];
}

function axis(it) {
  return {
    font: FONT,
    labelFont: FONT,
    labelSize: 18,
    size: 28,
    gap: 4,
    stroke: () => theme.colour("muted"),
    grid: { stroke: () => theme.colour("grid"), width: 1 },
    ticks: { stroke: () => theme.colour("grid"), width: 1, size: 4 },
    ...it,
  };
}

function tick(value) {
  if (value === null) {
    return "";
  }
  return Math.abs(value) >= 1e6 ? short.format(value / 1e6) + " M" : brief(value);
}

function widthOfLabels(u, values) {
  const longest = Math.max(0, ...(values || []).map((value) => String(value).length));
  return Math.max(34, Math.ceil(longest * 6.3) + 14);
}

/** A colour of the theme for an area. */
function soft(name, alpha) {
  return theme
    .colour(name)
    .replace("rgb(", "rgba(")
    .replace(")", ", " + alpha + ")");
}
