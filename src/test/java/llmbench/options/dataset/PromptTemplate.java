package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import llmbench.options.given.Settings;
import llmbench.options.syntax.Enumeration;
import llmbench.options.syntax.PythonJson;
import llmbench.options.table.Option;
import llmbench.options.table.ValueType;

/**
 * Whether a dataset puts the model's chat template around its prompts.
 *
 * @param applied whether it does
 * @param variables a JSON object: the template's own variables
 */
public record PromptTemplate(boolean applied, String variables) {

  /** Applied, with nothing of its own. */
  public static final PromptTemplate PLAIN = new PromptTemplate(true, "{}");

  static final Option SKIP =
      flag("skip-chat-template")
          .since(VLLM_0_32)
          .honoured("prompts as the file has them; else the model's chat template is around them");

  static final Option CUSTOM_SKIP =
      flag("custom-skip-chat-template")
          .until(VLLM_0_32)
          .honoured("prompts as the file has them; else the model's chat template is around them");

  private static final String VARIABLES_NAME = "chat-template-kwargs";

  static final Option VARIABLES =
      one(VARIABLES_NAME, ValueType.JSON_OBJECT)
          .since(VLLM_0_32)
          .honoured("variables of the chat template, for custom and speed_bench");

  /** What the tool gives itself: to give it twice is an error of Python. */
  private static final List<String> TAKEN =
      List.of("conversation", "messages", "add_generation_prompt", "tokenize");

  private static final String OTHER_TEMPLATE = "chat_template";

  /** What was given. */
  static PromptTemplate of(Settings settings) {
    boolean skipped = settings.isOn(SKIP.name()) || settings.isOn(CUSTOM_SKIP.name());
    String given = settings.text(VARIABLES_NAME);
    if (given == null) {
      return new PromptTemplate(!skipped, PLAIN.variables());
    }
    JsonNode variables = PythonJson.required(given);
    for (String name : TAKEN) {
      if (variables.has(name)) {
        settings.problem(
            VARIABLES_NAME,
            "can't have " + Enumeration.or(TAKEN) + ", which the tool says itself; leave it out",
            VARIABLES_NAME);
        break;
      }
    }
    if (variables.has(OTHER_TEMPLATE)) {
      settings.problem(
          VARIABLES_NAME,
          "can't have another chat_template; put it into a chat_template.jinja beside a copy of"
              + " tokenizer.json",
          VARIABLES_NAME);
    }
    return new PromptTemplate(!skipped, given);
  }
}
