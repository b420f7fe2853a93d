// What failed, by kind, with what the server said, as text.

function failures(run) {
  const all = run.failures || [];
  if (all.length === 0) {
    return null;
  }
  const section = part("failures", "Failures", "Failures");
  section.append(el("ul", { class: "failures" }, ...all.map(failure)));
  return section;
}

function failure(it) {
  return el(
    "li",
    {},
    el(
      "p",
      { class: "failure-head" },
      el("span", { class: "times" }, count(it.count) + " ×"),
      el("code", {}, it.kind),
    ),
    it.message ? el("p", {}, sentence(it.message)) : null,
    it.body
      ? el(
          "details",
          {},
          el("summary", {}, "What the server answered"),
          el("pre", { tabindex: "0" }, it.body),
        )
      : null,
  );
}
