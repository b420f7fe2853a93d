package llmbench.tokenizer.jinja;

/** What has a value. */
@FunctionalInterface
interface Expression {

  Object value(Scope scope);
}
