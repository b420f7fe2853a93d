package llmbench.tokenizer.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/** A {@code namespace(…)}: the one thing that a loop can write to and its surroundings can read. */
final class Namespace {

  private final Map<String, Object> attributes;

  private Namespace(Map<String, Object> attributes) {
    this.attributes = attributes;
  }

  Map<String, Object> attributes() {
    return attributes;
  }

  static Namespace of(Arguments arguments) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (Object from : arguments.positional()) {
      Dicts.copy(from).forEach((key, value) -> attributes.put(Texts.text(key), value));
    }
    attributes.putAll(arguments.named());
    attributes.keySet().forEach(Namespace::name);
    return new Namespace(attributes);
  }

  /** A name that the versions of transformers agree on: newer ones refuse those that begin so. */
  static String name(String name) {
    if (name.startsWith("_")) {
      throw JinjaException.unsupported("the attribute '" + name + "' of a namespace");
    }
    return name;
  }
}
