// What was asked of the server and what came of it; and what speaks against the run.

const SIGNS = { passed: "✓", failed: "✗", none: "–" };
const WORDS = { passed: "Passed", failed: "Failed", none: "No verdict" };

function verdict(run) {
  const it = run.verdict || { state: "none", line: "", slos: [], doubts: [] };
  const slos = it.slos || [];
  const doubts = it.doubts || [];
  const section = part(
    "verdict",
    "Verdict",
    "Verdict",
    el(
      "p",
      { class: "verdict " + it.state },
      el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[it.state] || "–"),
      el("strong", {}, WORDS[it.state] || String(it.state)),
      " ",
      it.line,
    ),
  );
  const both = el("div", { class: doubts.length > 2 ? "asked many" : "asked" });
  if (slos.length > 0) {
    const columns = ["Objective", "Result", "Measured", "Margin"];
    both.append(
      el(
        "div",
        {},
        el("h3", {}, "Objectives"),
        table("Service level objectives", columns, slos.map(slo), { class: "slos" }),
      ),
    );
  }
  if (doubts.length > 0) {
    both.append(
      el(
        "div",
        {},
        el("h3", {}, doubts.length === 1 ? "One doubt" : doubts.length + " doubts"),
        el("ul", { class: "doubts" }, ...doubts.map(doubt)),
      ),
    );
  }
  section.append(both);
  return section;
}

function slo(it) {
  const result = el(
    "span",
    { class: it.kept ? "kept" : "broken" },
    el("span", { "aria-hidden": "true" }, it.kept ? "✓ " : "✗ "),
    it.kept ? "kept" : "broken",
  );
  return [el("code", {}, it.text), result, it.measured, it.margin];
}

function doubt(it) {
  return el(
    "li",
    {},
    el("span", { class: "doubt-name" }, it.name),
    el("p", {}, sentence(it.message)),
    it.next ? el("p", { class: "next" }, el("strong", {}, "Next: "), it.next) : null,
  );
}

/** With a capital, unless it begins with a name. */
function sentence(text) {
  return /^[a-z]+ /.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
}
