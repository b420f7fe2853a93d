package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import llmbench.options.dataset.PromptTemplate;
import llmbench.options.syntax.PythonJson;
import llmbench.tokenizer.ChatTemplate;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.TokenizerException;

/**
 * Texts as vLLM's datasets put them into the model's chat template, where they are asked to, and
 * count them: {@code apply_chat_template} and {@code len(tokenizer(text).input_ids)}.
 *
 * <p>Thread-safe.
 */
final class TemplatedText {

  private final Opened opened;
  private final boolean applied;
  private final JsonNode variables;

  /**
   * The way of a run.
   *
   * @throws DatasetException when the template is to be applied and the tokenizer has none
   */
  TemplatedText(Opened opened, PromptTemplate asked) {
    this.opened = opened;
    this.applied = asked.applied() && !opened.isNone();
    this.variables = PythonJson.required(asked.variables());
    if (applied && opened.chatTemplate().isEmpty()) {
      throw new DatasetException(
          "The tokenizer "
              + opened.tokenizer().name()
              + " has no chat template to put prompts into. Use one that has, or, where the"
              + " dataset takes it, --skip-chat-template (--custom-skip-chat-template in 0.11).");
    }
  }

  /**
   * What a user says, with the prompt for the answer behind it; the text itself where no template
   * is asked for.
   *
   * @throws DatasetException when the template refuses it
   */
  String of(String text) {
    if (!applied) {
      return text;
    }
    ChatTemplate template = opened.chatTemplate().orElseThrow();
    try {
      return template.render(List.of(new Message("user", text)), true, variables);
    } catch (TokenizerException e) {
      throw new DatasetException(String.valueOf(e.getMessage()));
    }
  }

  /** The tokens of a text, with the special ones that the tokenizer adds by itself. */
  int tokens(String text) {
    return tokens(opened, text);
  }

  /**
   * The tokens of a text, with the special ones that the tokenizer adds by itself; 1 without a
   * tokenizer.
   */
  static int tokens(Opened opened, String text) {
    if (opened.isNone()) {
      return 1;
    }
    return opened.tokenizer().count(text) + opened.tokenizer().addedSpecialTokens();
  }
}
