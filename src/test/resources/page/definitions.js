// Both tools' figures, by each one's own definitions, with a (?) on each row.

function definitions(run) {
  const section = part("definitions", "By each tool's definitions", "Definitions");
  const all = run.tables || [];
  if (all.length === 0) {
    section.append(absent(run, "tables"));
    return section;
  }
  section.append(el("p", { class: "lead" },
    "The same run, counted as each tool counts. The (?) says what a row is, and how the tools differ."));
  section.append(el("div", { class: "definitions" }, ...all.map(definition)));
  return section;
}

function definition(it) {
  const rows = it.rows.map((row) => definitionRow(row));
  return el("details", { open: Boolean(it.chosen), "data-table": it.id,
    class: it.columns.length > 3 ? "wide" : null },
    el("summary", {}, el("h3", {}, it.title), it.chosen ? el("span", { class: "tag" }, "this run's") : null),
    table(it.title, it.columns, rows, { class: "numbers" }));
}

function definitionRow(row) {
  if (row.section) {
    return [row.section];
  }
  const [name, ...values] = row.cells;
  return [el("span", { class: "named" }, name, help.button(name, row.help)), ...values];
}
