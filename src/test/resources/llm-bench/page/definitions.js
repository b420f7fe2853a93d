// Both tools' figures, by each one's own definitions, with a (?) on each row.

function definitions(run) {
  const all = run.tables || [];
  const named = all.some((it) => it.id === "by-name");
  const section = named
    ? part("definitions", "By name, and by definition", "By name")
    : part("definitions", "By each tool's definitions", "Definitions");
  if (all.length === 0) {
    section.append(absent(run, "tables"));
    return section;
  }
  section.append(
    el(
      "p",
      { class: "lead" },
      named
        ? "The requests of each name, and all of them as vLLM bench counts."
        : "The same run, counted as each tool counts." +
            " The (?) says what a row is and how tools differ.",
    ),
  );
  const wide = (it) => it.columns.length > 3;
  const opened = openAtFirst(all);
  const some = (name, tables) =>
    el(
      "div",
      { class: "definitions " + name },
      ...tables.map((it) => definition(it, opened.includes(it))),
    );
  section.append(
    some(
      "narrow",
      all.filter((it) => !wide(it)),
    ),
    some("wide", all.filter(wide)),
  );
  return section;
}

/** This run's own, the newest of the other tool, and what no tool has. */
function openAtFirst(all) {
  const tool = (it) => it.title.split(" ")[0];
  const own = all.filter((it) => it.chosen);
  const other = all.find((it) => !own.some((one) => tool(one) === tool(it)));
  const ofNoTool = ["by-target", "true", "limits", "schedule", "server", "shards"];
  const besides = all.filter((it) => ofNoTool.includes(it.id));
  return [...own, other, ...besides];
}

function definition(it, open) {
  const rows = it.rows.map((row) => definitionRow(row));
  return el(
    "details",
    { open, "data-table": it.id },
    el(
      "summary",
      {},
      el("h3", {}, it.title),
      it.chosen ? el("span", { class: "tag" }, "this run's") : null,
    ),
    table(it.title, it.columns, rows, { class: "numbers" }),
  );
}

function definitionRow(row) {
  if (row.section) {
    return [row.section];
  }
  const [name, ...values] = row.cells;
  return [el("span", { class: "named" }, name, help.button(name, row.help)), ...values];
}
