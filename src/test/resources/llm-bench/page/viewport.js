// Which rows of the request timeline are seen, how high, and over which stretch of time.

const HEIGHTS = [1, 2, 4, 8, 14, 22];

/** Where each request is short beside the run, the run's clock would show a thin line. */
function longest(rows) {
  return rows.reduce((most, row) => Math.max(most, row.end - row.sent), 0);
}

/** `seen` is the height of the drawing's rows in CSS pixels. */
function viewport(rows, seen) {
  const view = {
    rows,
    /** "clock": by the run's clock; "own": each from its own sending. */
    by: longest(rows) * 10 < rows[rows.length - 1].end ? "own" : "clock",
    zoom: 0,
    top: 0,
    seen,

    /** All rows in one view, and what is roomier than that. */
    heights() {
      const fit = view.seen / rows.length;
      return [
        Math.min(fit, HEIGHTS[HEIGHTS.length - 1]),
        ...HEIGHTS.filter((height) => height > fit * 1.2),
      ];
    },

    rowHeight() {
      const all = view.heights();
      return all[Math.min(view.zoom, all.length - 1)];
    },

    /** The height of all rows: what the scroll bar spans. */
    full() {
      return Math.max(view.seen, rows.length * view.rowHeight());
    },

    /** From the first row seen to the last. */
    range() {
      const height = view.rowHeight();
      const first = Math.max(0, Math.floor(view.top / height));
      const last = Math.min(rows.length - 1, Math.ceil((view.top + view.seen) / height) - 1);
      return { first, last: Math.max(first, last) };
    },

    y(at) {
      return at * view.rowHeight() - view.top;
    },

    at(y) {
      return Math.max(0, Math.min(rows.length - 1, Math.floor((y + view.top) / view.rowHeight())));
    },

    /** The time that the rows seen take, in ms. */
    time() {
      const { first, last } = view.range();
      let from = Infinity;
      let to = -Infinity;
      for (let at = first; at <= last; at++) {
        const row = rows[at];
        from = Math.min(from, view.by === "own" ? 0 : row.sent);
        to = Math.max(to, view.by === "own" ? row.end - row.sent : row.end);
      }
      return { from, to: to > from ? to : from + 1 };
    },

    /** The scroll position that has this row in view, moved as little as it takes. */
    topFor(at) {
      const height = view.rowHeight();
      const above = at * height;
      const below = above + height - view.seen;
      return Math.max(0, Math.min(above, Math.max(below, view.top)));
    },
  };
  return view;
}
