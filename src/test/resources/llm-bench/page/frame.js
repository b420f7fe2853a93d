// The frame of a chart: heading, legend with the values under the cursor, the drawing, and the same
// as a table. A sentence for those who can't see it, and its rule, are behind the heading's (?); on
// paper they stand below.

function frame(it) {
  const id = "chart-" + it.id;
  const at = el("span", { class: "at" });
  const values = it.legend.map(() => el("span", { class: "value" }));
  const legend = el(
    "ul",
    { class: "legend" },
    ...it.legend.map((entry, index) =>
      el("li", {}, swatch(entry), el("span", {}, entry.label), values[index]),
    ),
    el("li", {}, at),
  );
  const plot = el("div", {
    class: "plot",
    id: id + "-plot",
    tabindex: "0",
    role: "application",
    "aria-roledescription": "chart",
    "aria-labelledby": id,
    "aria-describedby": id + "-says",
  });
  const node = el(
    "figure",
    { class: "chart", "data-chart": it.id, "aria-labelledby": id },
    el(
      "div",
      { class: "chart-head" },
      el("h3", { id }, it.title, it.unit ? el("span", { class: "unit" }, " " + it.unit) : null),
      help.about(it.title, [it.says, it.rule].filter(Boolean).join("\n\n")),
    ),
    el("p", { class: "says unseen", id: id + "-says" }, it.says),
    legend,
    it.tools || null,
    plot,
    it.below || null,
    el("figcaption", {}, it.rule || ""),
    asTable(it.title, it.columns, it.rows),
  );
  return {
    node,
    plot,
    title: it.title,
    /** The values under the cursor, in the legend. */
    show(point) {
      at.textContent = point ? point.at : "";
      values.forEach((value, index) => {
        value.textContent = point ? (point.values[index] ?? "") : "";
      });
    },
  };
}

/** A sample of how a thing is drawn. */
function swatch(entry) {
  const attributes = {
    class: "swatch",
    viewBox: "0 0 22 10",
    "aria-hidden": "true",
    focusable: "false",
    "data-colour": entry.colour,
  };
  if (entry.as === "bar") {
    return svg("svg", attributes, svg("rect", { x: 1, y: 0, width: 20, height: 10, rx: 1 }));
  }
  if (entry.as === "hatch") {
    return svg(
      "svg",
      attributes,
      svg("rect", { x: 1, y: 0, width: 20, height: 10, rx: 1, opacity: 0.35 }),
      svg("path", { class: "line", d: "M2 10L10 0M8 10L16 0M14 10L21 2" }),
    );
  }
  if (entry.as === "dot" || entry.as === "small") {
    const r = entry.as === "dot" ? 3.5 : 2;
    return svg("svg", attributes, svg("circle", { cx: 11, cy: 5, r }));
  }
  if (entry.as === "ring") {
    return svg("svg", attributes, svg("circle", { class: "line", cx: 11, cy: 5, r: 3.5 }));
  }
  return svg(
    "svg",
    attributes,
    svg("path", {
      class: "line",
      d: "M0 5H22",
      "stroke-width": entry.width || 2,
      "stroke-dasharray": (entry.dash || []).join(" ") || null,
    }),
  );
}
