// Tables: one maker for all, and the "As a table" below each chart.

/**
 * A table that scrolls in its own frame where it's wider than the page.
 * Columns are texts; rows are lists of cells, each a text or a node; the first cell names its row.
 */
function table(name, columns, rows, attributes) {
  const head = el("tr", {}, ...columns.map((column) => el("th", { scope: "col" }, column)));
  const body = el("tbody", {}, ...rows.map((cells) => tableRow(cells, columns.length)));
  const node = el("table", attributes || {}, el("thead", {}, head), body);
  return tableFrame(name, node);
}

/** Scrolls where it must; a stop for the keyboard only then. */
function tableFrame(name, node) {
  const frame = el("div", { class: "scroll-x", role: "region", "aria-label": name }, node);
  const watch = new ResizeObserver(() => {
    const over = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    over ? frame.setAttribute("tabindex", "0") : frame.removeAttribute("tabindex");
  });
  watch.observe(frame);
  return frame;
}

/** A row with one cell is a heading inside the table. */
function tableRow(cells, width) {
  if (cells.length === 1 && width > 1) {
    return el(
      "tr",
      { class: "between" },
      el("th", { colspan: width, scope: "colgroup" }, cells[0]),
    );
  }
  return el(
    "tr",
    {},
    ...cells.map((cell, at) => (at === 0 ? el("th", { scope: "row" }, cell) : el("td", {}, cell))),
  );
}

/** Closed until it's wanted, and only then filled: the page stays light. */
function asTable(name, columns, rows) {
  const details = el("details", { class: "as-table" }, el("summary", {}, "As a table"));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) {
      const shown = table(name + ", as a table", columns, rows(), { class: "numbers" });
      shown.classList.add("tall");
      details.append(shown);
    }
  });
  return details;
}
