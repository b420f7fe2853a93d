// Elements. Text becomes a text node, never markup: what a server answered stays text.

function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A link to a file beside the page; whatever the name is, it leads nowhere else. */
function fileLink(name, text) {
  const path = String(name).split("/").map(encodeURIComponent).join("/");
  return el("a", { href: "./" + path }, text || String(name));
}

function button(text, attributes, onClick) {
  return el("button", { type: "button", ...attributes, click: onClick }, text);
}

/** A part of the page: a heading, and a place in the navigation under its short name. */
function part(id, heading, short, ...children) {
  const title = el("h2", { id: id + "-h" }, heading);
  const attributes = { id, class: "part", "aria-labelledby": id + "-h", "data-short": short };
  return el("section", attributes, title, ...children);
}

/** The sentence in the place of what isn't there. */
function absent(run, what) {
  const why = (run.missing || {})[what] || "The run's record has no times for this.";
  return el("p", { class: "absent" }, why);
}
