// What came of the run: in a line in the head, and below the figures what was asked of the server
// and what speaks against the run.

const SIGNS = { passed: "✓", failed: "✗", none: "!" };
const WORDS = { passed: "Passed", failed: "Failed" };

/** The line in the head. Where no SLO was asked for there is no verdict, only doubts or none. */
function outcome(run) {
  const { state, line, doubts } = judged(run);
  const asked = WORDS[state];
  if (!asked && doubts.length === 0) {
    return null;
  }
  return el(
    "p",
    { class: "verdict " + state },
    el("span", { class: "sign", "aria-hidden": "true" }, SIGNS[state] || "!"),
    asked
      ? el("strong", {}, asked)
      : el("a", { href: "#verdict" }, el("strong", {}, counted(doubts.length, "doubt"))),
    asked ? " " : null,
    asked ? line : null,
  );
}

function judged(run) {
  const it = run.verdict || {};
  return {
    state: it.state || "none",
    line: it.line || "",
    slos: it.slos || [],
    doubts: it.doubts || [],
  };
}

function verdict(run) {
  const { slos, doubts } = judged(run);
  if (slos.length === 0 && doubts.length === 0) {
    return null;
  }
  const both = el("div", { class: doubts.length > 2 ? "asked many" : "asked" });
  if (slos.length > 0) {
    const columns = ["Objective", "Result", "Measured", "Margin"];
    both.append(
      el(
        "div",
        {},
        doubts.length > 0 ? el("h3", {}, "Objectives") : null,
        table("Service level objectives", columns, slos.map(slo), { class: "slos" }),
      ),
    );
  }
  if (doubts.length > 0) {
    both.append(
      el(
        "div",
        {},
        slos.length > 0 ? el("h3", {}, counted(doubts.length, "doubt")) : null,
        el("ul", { class: "doubts" }, ...doubts.map(doubt)),
      ),
    );
  }
  const title = slos.length === 0 ? counted(doubts.length, "doubt") : "Objectives and doubts";
  const name = slos.length === 0 ? "Doubts" : "Objectives";
  return part(
    "verdict",
    slos.length > 0 && doubts.length === 0 ? name : title,
    name,
    both,
  );
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
