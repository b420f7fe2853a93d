// Light and dark. The system decides, the button overrules it, and nothing is remembered.

const theme = {
  /** What must be drawn again when the colours change: canvases don't know CSS. */
  drawings: new Set(),
  system: matchMedia("(prefers-color-scheme: dark)"),

  isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : theme.system.matches;
  },

  /** The colour that a custom property has now, as a canvas takes it. */
  colour(name) {
    if (theme.known.has(name)) {
      return theme.known.get(name);
    }
    theme.probe.style.color = "var(--" + name + ")";
    const colour = getComputedStyle(theme.probe).color;
    theme.known.set(name, colour);
    return colour;
  },

  known: new Map(),
  probe: document.getElementById("live"),

  changed() {
    theme.known.clear();
    const to = theme.isDark() ? "Light" : "Dark";
    const toggle = document.getElementById("theme");
    toggle.textContent = to;
    toggle.setAttribute("aria-label", to + " colours");
    theme.drawings.forEach((draw) => draw());
  },

  choose(name) {
    if (name) {
      document.documentElement.dataset.theme = name;
    } else {
      delete document.documentElement.dataset.theme;
    }
    theme.changed();
  },

  start() {
    document
      .getElementById("theme")
      .addEventListener("click", () => theme.choose(theme.isDark() ? "light" : "dark"));
    theme.system.addEventListener("change", theme.changed);
    // Paper is light.
    let before;
    addEventListener("beforeprint", () => {
      before = document.documentElement.dataset.theme;
      theme.choose("light");
    });
    addEventListener("afterprint", () => theme.choose(before));
    theme.changed();
  },
};
