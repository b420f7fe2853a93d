package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.dataset.rows.Row;
import llmbench.dataset.rows.RowFiles;
import llmbench.dataset.rows.Table;
import llmbench.hub.HubRepository;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.HfOptions;
import llmbench.options.dataset.PromptTemplate;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;

/** What the rules of all datasets of the hub need of a run: values of rows, texts and counts. */
final class HfRun {

  private final PromptContext context;
  private final HfOptions asked;
  private final Optional<FromHub> hub;

  HfRun(PromptContext context) {
    this.context = context;
    this.asked = context.asked(HfOptions.class);
    this.hub = hub(context, asked.file().path());
  }

  /** Empty where the path is there, or can't be a dataset's name. */
  private static Optional<FromHub> hub(PromptContext context, String given) {
    Path path = DatasetFile.path(given, "a folder with files of rows, or of one of them");
    return !HubRepository.isName(given) || Files.exists(path) || Table.canRead(path)
        ? Optional.empty()
        : Optional.of(FromHub.named(context, given));
  }

  /** The files of the rows. */
  RowFiles rows() {
    return hub.map(from -> from.split(asked.subset(), asked.split()))
        .orElseGet(
            () ->
                RowFiles.here(
                    Table.of(Path.of(asked.file().path()), asked.subset(), asked.split()).files()));
  }

  /** Where a file of the dataset is, by its path in it. */
  Path file(String path) {
    return hub.map(from -> from.file(path))
        .orElseGet(() -> Path.of(asked.file().path()).resolve(path));
  }

  /** Whether files of the dataset come from the hub. */
  boolean isFromHub() {
    return hub.isPresent();
  }

  HfOptions asked() {
    return asked;
  }

  ToolVersion version() {
    return context.version();
  }

  Opened tokenizer() {
    return context.tokenizer();
  }

  /** How many output tokens to ask for: what was asked for, or the dataset's default. */
  int outputLen(int byDefault) {
    return asked.outputLen().orElse(byDefault);
  }

  /** The tokens of a text, with the special ones that the tokenizer adds by itself. */
  int tokens(String text) {
    return TemplatedText.tokens(context.tokenizer(), text);
  }

  /** Texts as they are asked for: in the chat template or not. */
  TemplatedText template() {
    return new TemplatedText(context.tokenizer(), asked.template());
  }

  /**
   * A chat in the model's template, whether that is asked for or not.
   *
   * @param variables a JSON object: the template's own
   */
  String rendered(List<Message> messages, JsonNode variables) {
    // Its constructor refuses a tokenizer that has none.
    var unused = new TemplatedText(context.tokenizer(), PromptTemplate.PLAIN);
    try {
      return context.tokenizer().chatTemplate().orElseThrow().render(messages, true, variables);
    } catch (TokenizerException e) {
      throw new DatasetException(String.valueOf(e.getMessage()));
    }
  }

  /** A text of a row, by the column and what is within it: names and places. */
  static String text(Row row, Object... path) {
    JsonNode value = value(row, path);
    if (!value.isTextual()) {
      throw wrong(row, name(path) + " is not a text");
    }
    return value.textValue();
  }

  /** A value of a row, by the column and what is within it. */
  static JsonNode value(Row row, Object... path) {
    JsonNode value = row.value(path[0].toString());
    for (int i = 1; i < path.length; i++) {
      value = path[i] instanceof Integer place ? value.path(place) : value.path(path[i].toString());
    }
    if (value.isMissingNode()) {
      throw wrong(row, "has no " + name(path));
    }
    return value;
  }

  private static String name(Object... path) {
    StringBuilder name = new StringBuilder("'" + path[0] + "'");
    for (int i = 1; i < path.length; i++) {
      name.append('[').append(path[i]).append(']');
    }
    return name.toString();
  }

  /** The option, its file and the number of a row. */
  static String at(Row row) {
    return DatasetFile.OPTION + row.at();
  }

  /** A row is not as it should be. */
  static DatasetException wrong(Row row, String why) {
    List<String> columns = new ArrayList<>(row.columns());
    return new DatasetException(
        at(row)
            + ": "
            + why
            + "; it has "
            + (columns.isEmpty() ? "no columns" : "the columns " + String.join(", ", columns))
            + ". --hf-name says which dataset the rows are of.");
  }
}
