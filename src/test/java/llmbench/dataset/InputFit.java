package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import llmbench.dataset.Prompt.Form;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.InputLength;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * Which texts of a dataset of evalscope are taken, and what becomes of them: those outside the
 * limits are left out, or all are brought to one length.
 *
 * <p>Source: {@code prepare_prompt}, {@code prepare_messages}, {@code prepare_conversation} and
 * {@code check_prompt_length} in evalscope/perf/plugin/datasets/base.py. Thread-safe.
 */
public final class InputFit {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String CONTENT = "content";

  private final ToolVersion version;
  private final EvalscopeOptions options;
  private final Range length;
  private final ChatCount count;
  private final Consumer<String> say;
  private final @Nullable InputLength input;
  private final @Nullable PrefixText prefix;
  private final AtomicBoolean saidOfTooLong = new AtomicBoolean();

  /**
   * For a dataset.
   *
   * @param length the limits
   * @param input the length to which texts are brought instead of the limits
   * @throws DatasetException when the file of the text that goes before them can't be read
   */
  public InputFit(
      PromptContext context, ChatCount count, Range length, Optional<InputLength> input) {
    this.version = context.version();
    this.options = context.options().evalscope().orElseThrow();
    this.length = length;
    this.count = count;
    this.say = context.say();
    this.input = input.orElse(null);
    this.prefix =
        input
            .flatMap(InputLength::prefix)
            .map(file -> PrefixText.read(file, count.tokenizer()))
            .orElse(null);
    if (prefix != null) {
      sayOf(prefix, input.orElseThrow());
    }
  }

  private void sayOf(PrefixText text, InputLength asked) {
    if (text.tokens() < asked.target()) {
      say.accept(
          ("The prefix_file has %,d tokens, fewer than the target_input_len of %,d: it is"
                  + " repeated where that isn't enough.")
              .formatted(text.tokens(), asked.target()));
    }
    if (asked.asSystem() && !options.chatTemplate()) {
      say.accept(
          "Without messages there is none of the system's: the prefix_file goes right before the"
              + " prompt.");
    }
  }

  /** Whether texts are brought to a length. */
  boolean bringsToLength() {
    return input != null;
  }

  /** Whether a text goes before conversations to fill them up. */
  boolean hasPrefix() {
    return prefix != null;
  }

  /** Why there may be none at all, to follow the file's name. */
  public String noneFits() {
    if (input != null) {
      return "no prompt has "
          + (prefix == null ? input.target() + " tokens or more" : "at most " + input.target())
          + (prefix == null ? "" : " tokens")
          + "; change the target_input_len of --dataset-args, or take another file.";
    }
    return "no prompt has "
        + length.low()
        + " to "
        + length.high()
        + (options.countsTokens() ? " tokens" : " characters")
        + "; widen --min-prompt-length and --max-prompt-length, or take another file.";
  }

  /** A text of the length that was asked for; null for one that is left out. */
  public @Nullable String prompt(String text) {
    if (input == null) {
      return length.holds(length(text)) ? text : null;
    }
    int[] ids = count.tokenizer().encode(text);
    if (ids.length > input.target()) {
      return CutText.decoded(count.tokenizer(), ids, input.target());
    }
    return ids.length == input.target() || !input.drops() ? text : null;
  }

  /** What a request says for a text; null for one that is left out. */
  @Nullable Content content(String text) {
    String prompt = prompt(text);
    if (prompt == null) {
      return null;
    }
    String before = prefix == null ? "" : before(count.tokenizer().count(prompt));
    if (before.isEmpty() || !isOfSystem()) {
      return Content.text(before + prompt);
    }
    return messages(JSON.arrayNode().add(message("system", before)).add(message("user", prompt)));
  }

  /**
   * Likewise for a conversation that ends with what the user says: only that is limited or cut,
   * unless a text goes before all of it.
   */
  @Nullable Content conversation(ArrayNode conversation) {
    if (prefix != null) {
      return filledUp(conversation);
    }
    ObjectNode last = (ObjectNode) conversation.get(conversation.size() - 1);
    String prompt = prompt(last.path(CONTENT).textValue());
    if (prompt == null) {
      return null;
    }
    last.put(CONTENT, prompt);
    return messages(conversation);
  }

  private @Nullable Content filledUp(ArrayNode conversation) {
    int tokens = 0;
    for (JsonNode message : conversation) {
      tokens += count.tokenizer().count(message.path(CONTENT).textValue());
    }
    if (tokens > target()) {
      if (!saidOfTooLong.getAndSet(true)) {
        say.accept(
            ("Conversations of more than %,d tokens, the target_input_len, are left out; the first"
                    + " of them has %,d.")
                .formatted(target(), tokens));
      }
      return null;
    }
    String before = before(tokens);
    if (!before.isEmpty() && isOfSystem()) {
      conversation.insert(0, message("system", before));
    } else {
      ObjectNode first = (ObjectNode) conversation.get(0);
      first.put(CONTENT, before + first.path(CONTENT).textValue());
    }
    return messages(conversation);
  }

  private String before(int tokens) {
    return prefix == null ? "" : prefix.filling(target() - tokens);
  }

  private int target() {
    return input == null ? 0 : input.target();
  }

  private boolean isOfSystem() {
    return input != null && input.asSystem() && options.chatTemplate();
  }

  private static Content messages(ArrayNode messages) {
    return new Content(PythonJson.dumps(messages), Form.MESSAGES);
  }

  private static ObjectNode message(String role, String content) {
    return JSON.objectNode().put("role", role).put(CONTENT, content);
  }

  private int length(String text) {
    if (!options.countsTokens()) {
      return PythonText.length(text);
    }
    if (version.atLeast(ToolVersion.EVALSCOPE_1_14) && options.chatTemplate()) {
      return count.ids(text).length;
    }
    return count.tokenizer().count(text) + count.tokenizer().addedSpecialTokens();
  }
}
