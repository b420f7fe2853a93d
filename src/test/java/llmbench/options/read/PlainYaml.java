package llmbench.options.read;

import com.fasterxml.jackson.databind.json.JsonMapper;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonNumbers;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as Python's {@code yaml.safe_load} reads it, and its values as Python writes them. */
final class PlainYaml {

  private static final JsonMapper JSON = new JsonMapper();

  private PlainYaml() {}

  /** Dates stay as they are written, which is how Python writes them. */
  private static final class NoDates extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  /**
   * The document: of maps, lists, texts, numbers, booleans; null for an empty one.
   *
   * @throws org.yaml.snakeyaml.error.YAMLException when it isn't YAML, or has more than one
   *     document
   */
  static @Nullable Object load(String text) {
    LoaderOptions options = new LoaderOptions();
    DumperOptions unused = new DumperOptions();
    return new Yaml(
            new SafeConstructor(options), new Representer(unused), unused, options, new NoDates())
        .load(text);
  }

  /** What {@code str(value)} gives. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean on) {
      return on ? "True" : "False";
    }
    return value instanceof Double number ? PythonNumbers.repr(number) : value.toString();
  }

  /** What {@code json.dumps(value)} gives. */
  static String json(Object value) {
    return PythonJson.dumps(JSON.valueToTree(value));
  }
}
