// The rows of the timeline of conversations: facts, words, table and drawing.

/** [number, sending, and of each turn: wait, to first or -1, to end, 0 or 1 + kind], in ms. */
function talkRow(row, kinds) {
  const turns = [];
  let end = row[1];
  for (let at = 2; at < row.length; at += 4) {
    const [wait, first, took, kind] = row.slice(at, at + 4);
    const sent = end + wait;
    end = sent + took;
    turns.push({ sent, first: first < 0 ? end : sent + first, end, timed: first >= 0, kind });
  }
  const failed = turns.filter((turn) => turn.kind > 0).map((turn) => kinds[turn.kind - 1]);
  const kind = failed.length > 0 ? failed[failed.length - 1] : "";
  return {
    index: row[0],
    turns,
    sent: turns[0].sent,
    end,
    state: kind === "" ? 0 : kind === "interrupted" ? 2 : 1,
    kind,
    /** Between turns, all together. */
    waited: turns.slice(1).reduce((sum, turn, at) => sum + turn.sent - turns[at].end, 0),
  };
}

function talkState(row) {
  return row.state === 1 ? "failed: " + row.kind : STATES[row.state];
}

function talkText(row) {
  const firsts = row.turns.filter((turn) => turn.timed).map((turn) => turn.first - turn.sent);
  const shown = firsts.slice(0, 8).map((ms) => brief(Math.round(ms * 10) / 10));
  return (
    "Conversation " +
    row.index +
    ": " +
    talkState(row) +
    "; began at " +
    figure(row.sent / 1000) +
    " s, " +
    counted(row.turns.length, "turn") +
    " in " +
    figure((row.end - row.sent) / 1000) +
    " s, of that " +
    figure(row.waited / 1000) +
    " s between turns" +
    (shown.length > 0
      ? "; first tokens after " + shown.join(", ") + (firsts.length > 8 ? ", …" : "") + " ms"
      : "")
  );
}

const TALK_COLUMNS = [
  "Conversation",
  "Began (s)",
  "Turns",
  "First token of the first turn (ms)",
  "Between turns (s)",
  "Ended after (s)",
  "Result",
];

function talkCells(row) {
  const first = row.turns[0];
  return [
    String(row.index),
    figure(row.sent / 1000),
    String(row.turns.length),
    first.timed ? figure(first.first - first.sent) : "–",
    figure(row.waited / 1000),
    figure((row.end - row.sent) / 1000),
    talkState(row),
  ];
}

/** Turns as bars, and a thin line where the user waits. */
function drawTalk(ctx, view, at, x, paint, width) {
  const row = view.rows[at];
  const box = rowBox(view, at);
  const roomy = view.rowHeight() >= 4;
  if (roomy) {
    ctx.fillStyle = theme.colour("edge");
    ctx.fillRect(x(row, row.sent), box.y + box.high / 2, x(row, row.end) - x(row, row.sent), 1);
  }
  const bar = (from, to, colour) => {
    ctx.fillStyle = colour;
    ctx.fillRect(from, box.y, Math.max(0.75, to - from), box.high);
  };
  for (const turn of row.turns) {
    const [from, first, to] = [x(row, turn.sent), x(row, turn.first), x(row, turn.end)];
    if (turn.kind > 0) {
      bar(from, to, row.state === 2 ? paint.cut : paint.failed);
      if (roomy) {
        bar(from, to, paint.hatch);
      }
    } else if (turn.timed) {
      bar(from, first, paint.wait);
      bar(first, to, paint.stream);
    } else {
      bar(from, to, paint.whole);
    }
  }
  if (row.state === 1) {
    markFailure(ctx, x(row, row.end), box, width, paint.failed);
  }
}
