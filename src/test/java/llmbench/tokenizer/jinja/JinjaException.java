package llmbench.tokenizer.jinja;

/**
 * A template can't be rendered: it is wrong, it raises an error itself, or it uses what is not
 * supported here. The message says which, for people.
 */
public final class JinjaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String why;

  JinjaException(String message) {
    this(0, message);
  }

  private JinjaException(int line, String message) {
    super(message, null, false, false);
    this.line = line;
    this.why = message;
  }

  /** Where a feature of Python or Jinja is known and left out, so that nothing comes out wrong. */
  static JinjaException unsupported(String feature) {
    return new JinjaException(feature + " is not supported here");
  }

  /** The same, in that line of the template, unless a line is known already. */
  JinjaException at(int where) {
    return line > 0 ? this : new JinjaException(where, why);
  }

  /** The message, with the line of the template where one is known: {@code line 3: …}. */
  public String said() {
    return line > 0 ? "line " + line + ": " + why : why;
  }
}
