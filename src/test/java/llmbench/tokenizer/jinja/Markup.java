package llmbench.tokenizer.jinja;

/** What the filter {@code safe} makes: it can be printed, and is left alone otherwise. */
record Markup(String text) {}
