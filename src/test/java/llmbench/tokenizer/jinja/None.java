package llmbench.tokenizer.jinja;

/** Python's {@code None}. */
public enum None {
  NONE
}
