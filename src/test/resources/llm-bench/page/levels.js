// The page of a run of several levels: the answer, a row a level, and what it is made of.

function sweep(it) {
  return [
    head(it, "h1"),
    el("p", { class: "answer", id: "answer" }, it.answer),
    levelTable(it),
    levelRepeats(it),
    levelCharts(it),
    verdict(it),
    advice(it),
    setup(it),
    files(it),
  ].filter(Boolean);
}

/** Where a level's own page is: of its first run, if it was repeated. */
function levelPage(level, run) {
  return (run || level.runs[0]) + "/llm.html";
}

/** The columns that any level has a value in. */
function shownColumns(it) {
  return it.columns
    .map((column, at) => ({ ...column, at }))
    .filter((column) => column.in_table)
    .filter((column) => it.levels.some((level) => isNumber(level.values[column.at])));
}

function levelTable(it) {
  const columns = shownColumns(it);
  const asked = it.levels.some((level) => level.goals.length > 0);
  const first = ["Level", "Requests", "Success", ...(asked ? ["SLOs"] : [])];
  const rows = it.levels.map((level) => levelRow(it, level, columns, asked));
  const section = part("levels", "Levels", "Levels", levelFrame("Levels", first, columns, rows));
  const notes = levelNotes(it);
  if (notes.length > 0) {
    section.append(el("ul", { class: "notes" }, ...notes.map((note) => el("li", {}, note))));
  }
  return section;
}

/** A table of rows with these columns: some of their own, then groups of figures. */
function levelFrame(label, first, columns, rows) {
  const groups = columns.reduce((all, column) => {
    const last = all[all.length - 1];
    if (last && last.name === column.group) {
      last.columns.push(column);
      return all;
    }
    return [...all, { name: column.group, columns: [column] }];
  }, []);
  const top = el(
    "tr",
    {},
    ...first.map((name) => el("th", { rowspan: 2, scope: "col" }, name)),
    ...groups.map((group) =>
      el("th", { colspan: group.columns.length, scope: "colgroup", class: "group" }, group.name),
    ),
  );
  const below = el(
    "tr",
    {},
    ...columns.map((column) => el("th", { scope: "col" }, column.label)),
  );
  return tableFrame(
    label,
    el(
      "table",
      { class: "numbers levels" },
      el("thead", {}, top, below),
      el("tbody", {}, ...rows),
    ),
  );
}

/** How far the runs of a level are apart, of those that were repeated. */
function levelRepeats(it) {
  const repeated = it.levels.filter((level) => level.deviations);
  if (repeated.length === 0) {
    return null;
  }
  const columns = shownColumns(it);
  const rows = repeated.map((level) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, level.name),
      el("td", {}, count(level.runs.length)),
      ...columns.map((column) => spreadCell(level, column.at)),
    ),
  );
  const note =
    "Standard deviation of a level's runs (divisor n − 1), and below it in percent of their " +
    "mean (the coefficient of variation).";
  const section = part(
    "repeats",
    "Spread of repeats",
    "Repeats",
    levelFrame("Spread of repeats", ["Level", "Runs"], columns, rows),
  );
  section.append(el("ul", { class: "notes" }, el("li", {}, note)));
  return section;
}

function spreadCell(level, at) {
  const percents = level.variations[at];
  return el(
    "td",
    {},
    figure(level.deviations[at]),
    isNumber(percents) ? el("span", { class: "also" }, figure(percents) + " %") : null,
  );
}

function levelRow(it, level, columns, asked) {
  const share = level.requests > 0 ? percent((100 * level.succeeded) / level.requests) + " %" : "–";
  return el(
    "tr",
    { class: level.knee ? "knee" : level.over ? "over" : null },
    el("th", { scope: "row" }, ...levelName(level)),
    el("td", {}, count(level.requests)),
    el("td", {}, share),
    asked ? el("td", {}, levelGoals(level)) : null,
    ...columns.map((column) => levelCell(level, column.at)),
  );
}

/** A link to its page, or one to each of its runs, and what is to be said of it. */
function levelName(level) {
  const marks = [
    level.knee ? el("span", { class: "tag mark" }, "knee") : null,
    level.over ? el("span", { class: "tag mark" }, "only waits") : null,
  ];
  if (level.runs.length === 1) {
    return [fileLink(levelPage(level), level.name), ...marks];
  }
  const runs = level.runs.map((run, at) => fileLink(levelPage(level, run), "run " + (at + 1)));
  return [level.name, ...marks, el("span", { class: "also runs" }, ...runs)];
}

function levelCell(level, at) {
  const error = (level.errors || [])[at];
  return el(
    "td",
    {},
    figure(level.values[at]),
    isNumber(error) ? el("span", { class: "also" }, "± " + figure(error)) : null,
  );
}

function levelGoals(level) {
  if (level.goals.length === 0) {
    return "–";
  }
  const broken = level.goals.filter((goal) => goal.kept < goal.of);
  const words = broken.map(
    (goal) => goal.slo + (goal.of > 1 ? " in " + (goal.of - goal.kept) + " of " + goal.of : ""),
  );
  return el(
    "span",
    { class: broken.length === 0 ? "kept" : "broken" },
    el("span", { "aria-hidden": "true" }, broken.length === 0 ? "✓ " : "✗ "),
    broken.length === 0 ? "kept" : "broken: " + words.join(", "),
  );
}

/** What the marks and the ± stand for, where there are any. */
function levelNotes(it) {
  const notes = [];
  if (it.knee) {
    notes.push(it.knee.rule);
  }
  if (it.levels.some((level) => level.over)) {
    notes.push(it.over_rule);
  }
  if (it.levels.some((level) => level.errors)) {
    notes.push(
      "Of repeated levels: the mean over their runs ± half of its 95 % confidence interval " +
        "(Student's t).",
    );
  }
  return notes;
}

/** What the tool whose command it was says of the levels, in its own words. */
function advice(it) {
  const own = it.advice;
  if (!own) {
    return null;
  }
  const facts = own.facts.map((fact) => ({ label: fact.label, value: fact.value }));
  return part(
    "advice",
    own.title,
    "Advice",
    settings(facts),
    own.lines.length > 0
      ? el("ul", { class: "notes" }, ...own.lines.map((line) => el("li", {}, line)))
      : null,
  );
}
