// (?): a real button that opens a note beside it. One note for the whole page.

const help = {
  note: document.getElementById("help"),
  opener: null,

  /** The texts of this page, told once; figures and rows know their place here. */
  texts: [],

  /** A button that explains `what` by one of the page's texts. */
  button(what, at) {
    return help.about(what, help.texts[at]);
  },

  /** A button that explains `what`; null where there is nothing to explain. */
  about(what, text) {
    if (!text) {
      return null;
    }
    const attributes = {
      class: "help",
      "aria-label": "What is " + what + "?",
      "aria-expanded": "false",
      "aria-controls": "help",
    };
    const node = button("?", attributes, () =>
      help.opener === node ? help.close() : help.open(node, text),
    );
    return node;
  },

  open(opener, text) {
    help.close();
    help.opener = opener;
    help.note.textContent = text;
    help.note.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    help.place();
    say(text);
  },

  /** Below its button, or above where there's no room; never over the page's edge. */
  place() {
    const at = help.opener.getBoundingClientRect();
    const note = help.note.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left - 12, width - note.width - 8));
    const below = at.bottom + 6;
    const above = at.top - note.height - 6;
    const top = below + note.height > innerHeight && above > 0 ? above : below;
    help.note.style.left = left + scrollX + "px";
    help.note.style.top = top + scrollY + "px";
  },

  close() {
    if (help.opener) {
      help.opener.setAttribute("aria-expanded", "false");
      help.opener = null;
      help.note.hidden = true;
    }
  },

  start(texts) {
    help.texts = texts || [];
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && help.opener) {
        help.opener.focus();
        help.close();
      }
    });
    addEventListener("click", (event) => {
      if (help.opener && !help.note.contains(event.target) && event.target !== help.opener) {
        help.close();
      }
    });
    addEventListener("resize", help.close);
    // A table that scrolls would leave the note behind.
    addEventListener(
      "scroll",
      (event) => {
        if (event.target !== document) {
          help.close();
        }
      },
      true,
    );
  },
};
