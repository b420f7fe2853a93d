package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.rows.Row;
import llmbench.dataset.rows.RowReader;
import llmbench.dataset.rows.RowsException;
import llmbench.options.dataset.HfOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.random.PythonRandom;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.TokenizerException;

/**
 * Questions with functions that an answer may call, from the files of the Berkeley Function Calling
 * Leaderboard: the messages of each first turn, and the functions as OpenAI's tools.
 *
 * <p>Source: {@code BFCLDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class Bfcl {

  private static final int OUTPUT = 512;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Types that JSON Schema knows by another name. */
  private static final Map<String, String> TYPES =
      Map.of("dict", "object", "float", "number", "tuple", "array", "any", "string");

  private final PromptContext context;
  private final HfOptions asked;
  private final HfRun run;

  Bfcl(PromptContext context) {
    this.context = context;
    this.asked = context.asked(HfOptions.class);
    this.run = new HfRun(context);
  }

  /** The prompts of a run, each once. */
  List<Prompt> prompts() {
    List<Row> rows = inTurn();
    PythonRandom random = new PythonRandom(context.options().dataset().seed());
    FinishedCount done = new FinishedCount(context.done());
    List<Prompt> prompts = new ArrayList<>();
    for (int place : FileOrder.of(rows.size(), asked.file().shuffled(), random)) {
      Row row = rows.get(place);
      if (prompts.size() == context.options().dataset().prompts()) {
        break;
      }
      if (isWanted(row)) {
        prompts.add(prompt(prompts.size(), row));
        done.oneMore();
      }
    }
    if (prompts.isEmpty()) {
      throw new DatasetException(
          DatasetFile.OPTION + asked.file().path() + ": no row has a question and a function.");
    }
    return prompts;
  }

  /** One row of each category in turn, so that the first ones are of all of them. */
  private List<Row> inTurn() {
    List<List<Row>> categories = asked.categories().stream().map(this::category).toList();
    List<Row> rows = new ArrayList<>();
    int longest = categories.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (List<Row> category : categories) {
        if (i < category.size()) {
          rows.add(category.get(i));
        }
      }
    }
    return rows;
  }

  private List<Row> category(String category) {
    Path file = run.file("BFCL_v3_" + category + ".json");
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(
          DatasetFile.OPTION
              + file
              + ": no such file, for the category '"
              + category
              + "'; give the folder that has it (--hf-name "
              + HfOptions.FUNCTIONS
              + "), or other --bfcl-categories.");
    }
    List<Row> rows = new ArrayList<>();
    try (RowReader reader = RowReader.inOrder(List.of(file))) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    } catch (RowsException e) {
      throw new DatasetException(DatasetFile.OPTION + e.getMessage());
    }
    return rows;
  }

  private static boolean isWanted(Row row) {
    JsonNode turn = row.value("question").path(0);
    JsonNode functions = row.value("function");
    return turn.isArray() && !turn.isEmpty() && functions.isContainerNode() && !functions.isEmpty();
  }

  private Prompt prompt(int index, Row row) {
    JsonNode messages = row.value("question").path(0);
    ArrayNode tools = NODES.arrayNode();
    JsonNode functions = row.value("function");
    if (functions.isArray()) {
      functions.forEach(function -> add(tools, function));
    } else {
      add(tools, functions);
    }
    ObjectNode body = NODES.objectNode();
    body.set("messages", messages);
    body.set("tools", tools);
    body.put("tool_choice", "auto");
    return new Prompt(
        index,
        PythonJson.dumps(body),
        Form.BODY,
        tokens(row, messages, tools),
        run.outputLen(OUTPUT));
  }

  private static void add(ArrayNode tools, JsonNode function) {
    tools.addObject().put("type", "function").set("function", translated(function));
  }

  /** {@code _translate_schema}. */
  private static JsonNode translated(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        object.set(field.getKey(), translated(field.getValue()));
      }
      String type = object.path("type").textValue();
      if (type != null && TYPES.containsKey(type)) {
        object.put("type", TYPES.get(type));
      }
      return object;
    }
    if (node.isArray()) {
      ArrayNode list = NODES.arrayNode();
      node.forEach(item -> list.add(translated(item)));
      return list;
    }
    return node;
  }

  /** Those of the chat with the tools in its template. */
  private int tokens(Row row, JsonNode messages, JsonNode tools) {
    List<Message> chat = new ArrayList<>();
    try {
      for (JsonNode message : messages) {
        chat.add(Message.of(message.path("role").asText(), message.path("content")));
      }
    } catch (TokenizerException e) {
      throw new DatasetException(HfRun.at(row) + ": " + e.getMessage());
    }
    ObjectNode variables = NODES.objectNode();
    variables.set("tools", tools);
    return run.tokens(run.rendered(chat, variables));
  }
}
