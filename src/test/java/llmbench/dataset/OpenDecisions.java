package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.rows.Row;
import llmbench.options.dataset.OpenDecisionsOptions;
import llmbench.options.syntax.PythonJson;

/**
 * evalscope's {@code open_decisions}: each row's state and question, without what a question leaves
 * open.
 *
 * <p>Source: evalscope/perf/plugin/datasets/open_decisions.py.
 */
final class OpenDecisions extends EvalscopeDataset {

  @Override
  public String name() {
    return OpenDecisionsOptions.NAME;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    OpenDecisionsOptions asked = context.asked(OpenDecisionsOptions.class);
    return ItemSource.stream(
            RowContents.open(
                context, asked.place(), List.of("default"), "test", OpenDecisions::content),
            () -> RowContents.none(context, asked.place(), "a \"question\""))
        .limit(wanted);
  }

  private static Content content(Row row) {
    if (!row.value("question").isObject() || !row.values().has("state")) {
      throw RowPicture.wrong(row, "has no \"state\", or no object \"question\"");
    }
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    for (var field : row.value("question").properties()) {
      JsonNode value = field.getValue();
      if (!value.isNull()) {
        question.set(field.getKey(), value);
      }
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("state", row.values().get("state"));
    body.putObject("questions").set("answer", question);
    return new Content(PythonJson.dumps(body), Form.BODY);
  }
}
