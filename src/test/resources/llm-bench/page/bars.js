// Draws a timeline's rows: waiting, streaming, and in red and hatched what failed.

const GUTTER = 44;
const EDGE = 14;
const HEADER = 26;

/** Everything that is seen, on a canvas of width × height CSS pixels. */
function drawRows(canvas, view, width, height, cursor) {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.font = FONT;
  const time = view.time();
  const scale = (width - GUTTER - EDGE) / (time.to - time.from);
  const x = (row, ms) =>
    GUTTER + (ms - time.from - (view.by === "own" ? row.sent - time.from : 0)) * scale;
  drawTimeAxis(ctx, view, time, scale, width, height);
  const paint = {
    wait: theme.colour("ttft"),
    whole: theme.colour("e2el"),
    stream: theme.colour("itl"),
    failed: theme.colour("bad"),
    cut: theme.colour("flight"),
    hatch: hatch(ctx, theme.colour("panel")),
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, HEADER, width, height - HEADER);
  ctx.clip();
  drawLabels(ctx, view);
  const { first, last } = view.range();
  const drawOne = view.drawRow || drawRow;
  // Failures last: where rows are thinner than a pixel they must be seen.
  for (const failures of [false, true]) {
    for (let at = first; at <= last; at++) {
      if ((view.rows[at].state === 1) === failures) {
        drawOne(ctx, view, at, x, paint, width);
      }
    }
  }
  if (cursor >= 0) {
    const y = HEADER + view.y(cursor);
    ctx.strokeStyle = theme.colour("text");
    ctx.lineWidth = 1;
    ctx.strokeRect(
      GUTTER - 3.5,
      Math.floor(y) - 1.5,
      width - GUTTER - 3,
      Math.max(3, view.rowHeight()) + 2,
    );
  }
  ctx.restore();
}

function drawRow(ctx, view, at, x, paint, width) {
  const row = view.rows[at];
  const pitch = view.rowHeight();
  const { y, high } = rowBox(view, at);
  const [from, first, to] = [x(row, row.sent), x(row, row.waited), x(row, row.end)];
  const bar = (left, right, colour) => {
    ctx.fillStyle = colour;
    ctx.fillRect(left, y, Math.max(0.75, right - left), high);
  };
  if (row.whole) {
    bar(from, to, paint.whole);
    return;
  }
  if (row.state === 0) {
    bar(from, first, paint.wait);
    bar(first, to, paint.stream);
    return;
  }
  const colour = row.state === 1 ? paint.failed : paint.cut;
  bar(from, to, colour);
  if (pitch >= 4) {
    bar(from, to, paint.hatch);
  }
  if (row.answered && pitch >= 4) {
    bar(first - 1, first + 1, paint.stream);
  }
  if (row.state === 1) {
    markFailure(ctx, to, { y, high }, width, colour);
  }
}

/** A cross behind what failed, and a mark on the right edge: found among a thousand others. */
function markFailure(ctx, to, { y, high }, width, colour) {
  const size = Math.max(2.5, Math.min(4, high / 2));
  drawCross(ctx, Math.min(to + 6, width - EDGE), y + high / 2, size, colour);
  ctx.fillStyle = colour;
  ctx.fillRect(width - 7, y, 7, Math.max(2, high));
}

/** Where a row's bar is: with a gap between high rows, on whole pixels where they're low. */
function rowBox(view, at) {
  const pitch = view.rowHeight();
  const y = HEADER + view.y(at);
  if (pitch >= 4) {
    return { y: y + Math.min(2, pitch * 0.125), high: pitch - Math.min(4, pitch * 0.25) };
  }
  const ratio = devicePixelRatio || 1;
  const top = Math.floor(y * ratio) / ratio;
  const least = view.rows[at].state === 1 ? 2 : 1 / ratio;
  return { y: top, high: Math.max(least, Math.ceil((y + pitch) * ratio) / ratio - top) };
}

/** A shape beside the colour: an x where a request failed. */
function drawCross(ctx, x, y, size, colour) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x - size, y + size);
  ctx.lineTo(x + size, y - size);
  ctx.stroke();
}

function drawTimeAxis(ctx, view, time, scale, width, height) {
  const seconds = (time.to - time.from) / 1000;
  const step = roundStep(seconds / Math.max(2, Math.min(8, (width - GUTTER) / 90)));
  ctx.fillStyle = theme.colour("muted");
  ctx.strokeStyle = theme.colour("grid");
  ctx.lineWidth = 1;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (let at = Math.ceil(time.from / 1000 / step); at * step <= time.to / 1000; at++) {
    const place = Math.round(GUTTER + (at * step * 1000 - time.from) * scale) + 0.5;
    ctx.beginPath();
    ctx.moveTo(place, HEADER - 5);
    ctx.lineTo(place, height);
    ctx.stroke();
    const label = brief(Number((at * step).toPrecision(10))) + " s";
    const half = ctx.measureText(label).width / 2;
    ctx.fillText(label, Math.max(half, Math.min(width - half - 1, place)), HEADER / 2 - 1);
  }
}

/** The numbers of the requests, as many as there's room for. */
function drawLabels(ctx, view) {
  const { first, last } = view.range();
  const pitch = view.rowHeight();
  const every = Math.max(1, Math.ceil(18 / pitch));
  const step = every === 1 ? 1 : roundStep(every);
  ctx.fillStyle = theme.colour("muted");
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (let at = Math.ceil(first / step) * step; at <= last; at += step) {
    ctx.fillText(
      String(view.rows[at].index),
      GUTTER - 8,
      HEADER + view.y(at) + Math.max(5, pitch / 2),
    );
  }
}

/** Thin stripes in the colour of the page over what they mark. */
function hatch(ctx, colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.25;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  return ctx.createPattern(tile, "repeat");
}
