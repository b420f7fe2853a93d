// Several runs side by side, with what explains a difference by number.

function comparison(data, choose) {
  const it = data.comparison;
  const section = part("compared", "Side by side", "Compare");
  const { columns } = it;
  const head = el("tr", {}, el("th", { scope: "col" }, "Figure"), ...columns.flatMap(comparedHead));
  const width = 1 + columns.length + columns.filter(isCompared).length;
  const body = it.sections.flatMap((one) => [
    ...(one.title ? [tableRow([one.title], width)] : []),
    ...one.rows.map((row) => comparedRow(row, columns)),
  ]);
  section.append(
    el("ol", { class: "columns" }, ...columns.map((column) => comparedRun(column, data, choose))),
    ...comparedDoubts(it.doubts || []),
    glance(data) || "",
    tableFrame(
      "Comparison",
      el("table", { class: "numbers compared" }, el("thead", {}, head), el("tbody", {}, ...body)),
    ),
  );
  if ((it.causes || []).length > 0) {
    section.append(
      el("h3", {}, "Why they differ"),
      el("ol", { class: "causes" }, ...it.causes.map(cause)),
    );
  }
  return section;
}

/** What speaks against the files that are compared. */
function comparedDoubts(doubts) {
  return doubts.length === 0
    ? []
    : [
        el("h3", {}, counted(doubts.length, "doubt")),
        el("ul", { class: "doubts" }, ...doubts.map(doubt)),
      ];
}

/** Whether a column says how it differs from another: it has a second one for that. */
function isCompared(column) {
  return isNumber(column.against);
}

function comparedHead(column) {
  const head = el("th", { scope: "col" }, el("span", { class: "letter" }, column.letter));
  const beside = el("th", { scope: "col" }, el("span", { class: "unseen" }, "How it differs"));
  return isCompared(column) ? [head, beside] : [head];
}

/** What stands in a column, and the way to its charts. */
function comparedRun(column, data, choose) {
  const { columns } = data.comparison;
  const against = isCompared(column) ? columns[column.against].letter : null;
  return el(
    "li",
    {},
    el("strong", { class: "letter" }, column.letter),
    el(
      "span",
      { class: "grow" },
      withoutLetter(column),
      against ? el("span", { class: "difference" }, " compared with " + against) : null,
    ),
    isNumber(column.run) && data.runs.length > 1
      ? button(
          "Show its charts",
          { class: "quiet", "aria-label": "Show the charts of " + column.letter },
          () => choose(column.run),
        )
      : null,
  );
}

/** "A: name" as "name": the letter stands beside it. */
function withoutLetter(column) {
  const start = column.letter + ": ";
  return column.title.startsWith(start) ? column.title.slice(start.length) : column.title;
}

function comparedRow(row, columns) {
  const name = el(
    "th",
    { scope: "row" },
    row.label,
    row.also && row.also !== row.label ? el("span", { class: "also" }, row.also) : null,
  );
  return el("tr", {}, name, ...columns.flatMap((column, at) => comparedCells(row, at, column)));
}

/** The figure, and beside it how it differs and why. */
function comparedCells(row, at, column) {
  const of = (list) => (list || [])[at];
  const verdict = of(row.verdict) || null;
  const causes = (of(row.causes) || []).map((number) =>
    el("a", { href: "#cause-" + number, "aria-label": "Cause " + number }, String(number)),
  );
  const figure = el("td", {}, of(row.cells) || "–");
  const beside = el(
    "td",
    { class: "beside" },
    el(
      "span",
      {},
      of(row.difference) || null,
      verdict ? el("span", { class: verdict === "differs" ? "differs" : null }, verdict) : null,
      ...causes,
    ),
  );
  return isCompared(column) ? [figure, beside] : [figure];
}

function cause(it) {
  return el(
    "li",
    { id: "cause-" + it.number, value: it.number },
    el("strong", {}, it.title),
    it.text ? el("p", {}, it.text) : null,
  );
}
