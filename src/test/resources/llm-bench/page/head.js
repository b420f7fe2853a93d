// The head: what ran against what, when, and in a line what came of it.

function head(run, level) {
  const facts = run.head;
  return el(
    "header",
    { class: "head" },
    facts.compat ? null : el("p", { class: "kicker" }, "Model calls of a simulation"),
    el(level, { id: "title" }, facts.model || "Unknown model"),
    el(
      "ul",
      { class: "meta" },
      facts.simulated
        ? el(
            "li",
            {},
            el("strong", { class: "tag" }, "Simulated server"),
            " its figures are no model's",
          )
        : el("li", { class: "mono" }, facts.server),
      facts.load ? el("li", {}, facts.load) : null,
      facts.started_at
        ? el("li", {}, el("time", { datetime: facts.started_at }, utc(facts.started_at)))
        : null,
      isNumber(facts.duration_s) ? el("li", {}, duration(facts.duration_s)) : null,
      facts.compat ? el("li", {}, "as " + facts.compat) : null,
      facts.gatling_report
        ? el("li", {}, fileLink(facts.gatling_report, "Gatling's report"))
        : null,
    ),
    outcome(run),
    facts.ending
      ? el("p", { class: "banner" }, el("strong", {}, "Ended early. "), facts.ending)
      : null,
  );
}

/** The command that does it again, and on what it was run. */
function setup(run) {
  const { command: text, facts } = run.head;
  if (!text && (facts || []).length === 0) {
    return null;
  }
  return part(
    "setup",
    "How it was run",
    "Setup",
    text ? command(text) : null,
    (facts || []).length > 0 ? settings(facts) : null,
  );
}

function settings(facts) {
  const pairs = facts.map((fact) =>
    el("div", {}, el("dt", {}, fact.label), el("dd", {}, String(fact.value))),
  );
  return el("dl", { class: "facts" }, ...pairs);
}

function command(text) {
  // Word by word, so that no line ends within a flag.
  const words = text
    .split(/(\s+)/)
    .map((word) => (/\S/.test(word) ? el("span", { class: "word" }, word) : word));
  const code = el("code", { id: "command" }, ...words);
  const copy = button("Copy", { class: "quiet", "aria-label": "Copy the command" }, async () => {
    const done = await copied(code);
    copy.textContent = done ? "Copied" : "Selected: Ctrl+C";
    say(done ? "The command is in the clipboard." : "The command is selected.");
    setTimeout(() => {
      copy.textContent = "Copy";
    }, 2500);
  });
  return el("div", { class: "command" }, el("pre", {}, code), copy);
}

/** Browsers without leave for the clipboard, as from a file, can still copy what is selected. */
async function copied(node) {
  try {
    await navigator.clipboard.writeText(node.textContent);
    return true;
  } catch (refused) {
    getSelection().selectAllChildren(node);
    return document.execCommand("copy");
  }
}

/** 2026-11-27T09:51:22Z as 2026-11-27 09:51:22 UTC, whatever the reader's own zone. */
function utc(text) {
  return String(text)
    .replace("T", " ")
    .replace(/(\.\d+)?Z$/, " UTC");
}

function isNumber(value) {
  return typeof value === "number";
}
