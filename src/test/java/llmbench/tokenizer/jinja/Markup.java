package llmbench.tokenizer.jinja;

/**
 * What the filter {@code safe} makes, without escaping a text like any other: it can be printed,
 * compared for equality and asked what it is. All else is refused.
 */
record Markup(String text) {

  static JinjaException refused() {
    return JinjaException.unsupported("more than printing what the filter 'safe' gave");
  }
}
