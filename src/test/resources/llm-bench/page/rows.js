// The rows of the request timeline as facts: what the drawing, the words and the table agree on.

const STATES = ["ok", "failed", "interrupted"];

/** [index, sent, first or -1, end, state, kind or -1, output tokens], in milliseconds. */
function requestRow(row, kinds) {
  const [index, sent, first, end, state, kind, tokens] = row;
  return {
    index,
    sent,
    first,
    end,
    state,
    tokens,
    kind: kind >= 0 ? kinds[kind] : "",
    answered: first >= 0,
    /** A success of which no token was timed: nothing tells its waiting from its stream. */
    whole: state === 0 && first < 0,
    /** Where waiting ends: at the first token, or, where none came, with the request. */
    waited: first >= 0 ? first : end,
  };
}

function rowState(row) {
  return STATES[row.state] + (row.kind ? ": " + row.kind : "");
}

function rowText(row) {
  const first = row.answered
    ? "first token after " + figure(row.first - row.sent) + " ms"
    : row.whole
      ? "no token timed"
      : "no token";
  return (
    "Request " +
    row.index +
    ": " +
    rowState(row) +
    "; sent at " +
    figure(row.sent / 1000) +
    " s, " +
    first +
    ", ended after " +
    figure(row.end - row.sent) +
    " ms, " +
    counted(row.tokens, "output token")
  );
}

const ROW_COLUMNS = [
  "Request",
  "Sent (ms)",
  "First token after (ms)",
  "Ended after (ms)",
  "Output tokens",
  "Result",
];

function rowCells(row) {
  return [
    String(row.index),
    figure(row.sent),
    row.answered ? figure(row.first - row.sent) : "–",
    figure(row.end - row.sent),
    count(row.tokens),
    rowState(row),
  ];
}
