package llmbench.tokenizer.jinja;

/**
 * What a name or a key stands for that isn't there: empty as text and as a list, false, and an
 * error in everything else (jinja2's {@code Undefined}).
 *
 * @param why the message of that error
 */
record Undefined(String why) {

  static Undefined name(String name) {
    return new Undefined("'" + name + "' is undefined");
  }

  static Undefined attribute(Object of, Object name) {
    return new Undefined(
        "'" + Values.typeName(of) + "' has no attribute or item " + Texts.repr(name));
  }

  JinjaException failed() {
    return new JinjaException(why);
  }
}
