// The page: reads its data, shows one run, and changes to another when it's picked.

let leaving = [];

/** What must be undone before another run is shown. */
function onLeave(undo) {
  leaving.push(undo);
}

const drawings = [];

/** What is drawn when all parts stand in the page: a chart takes its width from its place. */
function later(draw) {
  drawings.push(draw);
}

function start() {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.getElementById("main");
  const place = el("div", { id: "one-run" });
  const choose = (index) => {
    document.getElementById("run").value = String(index);
    showRun(place, data, index);
    say("Shown now: " + data.runs[index].name);
    place.scrollIntoView();
  };
  main.replaceChildren();
  if (data.comparison) {
    main.append(
      el(
        "header",
        { class: "head" },
        el("p", { class: "kicker" }, "Benchmarks of model servers"),
        el("h1", {}, comparisonTitle(data.comparison.columns)),
      ),
      comparison(data, choose),
    );
  }
  if (data.sweep) {
    main.append(...sweep(data.sweep));
    drawings.splice(0).forEach((draw) => draw());
  }
  main.append(place);
  pickRun(data, choose);
  help.start(data.helps);
  theme.start();
  if (data.runs.length > 0) {
    showRun(place, data, 0);
  } else {
    navigation();
  }
  foot(data);
  const nav = document.getElementById("nav");
  nav.addEventListener("scroll", () => fade(nav));
  addEventListener("resize", () => fade(nav));
}

/** One run may stand in several columns, by several definitions. */
function comparisonTitle(columns) {
  const runs = columns.map((column) => column.run).filter(isNumber);
  const apart = new Set(runs).size === runs.length;
  return "Comparison of " + columns.length + (apart ? " runs" : " sets of figures");
}

function pickRun(data, choose) {
  const picker = document.getElementById("picker");
  const select = document.getElementById("run");
  data.runs.forEach((run, at) =>
    select.append(el("option", { value: at }, lettersOf(data, at) + run.name)),
  );
  picker.hidden = data.runs.length < 2;
  select.addEventListener("change", () => choose(Number(select.value)));
}

/** The letters that a run has in the comparison. */
function lettersOf(data, index) {
  const columns = data.comparison ? data.comparison.columns : [];
  const letters = columns.filter((column) => column.run === index).map((column) => column.letter);
  return letters.length > 0 ? letters.join(", ") + ": " : "";
}

function showRun(place, data, index) {
  help.close();
  leaving.forEach((undo) => undo());
  leaving = [];
  const run = data.runs[index];
  place.replaceChildren(head(run, data.comparison ? "h2" : "h1"));
  const parts = [
    cards,
    verdict,
    failures,
    overTime,
    distributions,
    scatter,
    conversations,
    waterfall,
    definitions,
    setup,
    files,
  ];
  place.append(...parts.map((make) => make(run)).filter(Boolean));
  drawings.splice(0).forEach((draw) => draw());
  navigation();
}

function navigation() {
  const links = [...document.querySelectorAll(".part")].map((section) =>
    el("a", { href: "#" + section.id }, section.dataset.short),
  );
  const nav = document.getElementById("nav");
  nav.replaceChildren(...links);
  fade(nav);
}

/** Where the navigation is wider than its place its ends fade, so that it's seen to go on. */
function fade(nav) {
  const left = nav.scrollLeft > 4;
  const right = nav.scrollWidth - nav.clientWidth - nav.scrollLeft > 4;
  nav.classList.toggle("more-left", left);
  nav.classList.toggle("more-right", right);
}

function foot(data) {
  const notes = (data.notes || []).map((note) => el("p", {}, note));
  document
    .getElementById("foot")
    .replaceChildren(
      ...notes,
      el(
        "p",
        {},
        "Made by " +
          (data.generator || "LLM Bench for Gatling") +
          ". Charts by uPlot 1.6.30, © 2022 Leon Sorokin, MIT licence (in this page's source).",
      ),
    );
}

start();
