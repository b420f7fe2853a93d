// The files beside the page, and what has to be said of the figures.

function files(run) {
  const section = part("files", "Files and notes", "Files");
  const { gatling_report: gatling, files: names } = run.head;
  const links = [
    ...(gatling ? [el("li", {}, fileLink(gatling, "Gatling's report"))] : []),
    ...(names || []).map((name) => el("li", {}, fileLink(name))),
  ];
  if (links.length > 0) {
    section.append(el("ul", { class: "links" }, ...links));
  }
  if ((run.footnotes || []).length > 0) {
    section.append(
      el("ul", { class: "notes" }, ...run.footnotes.map((note) => el("li", {}, note))),
    );
  }
  return section;
}
