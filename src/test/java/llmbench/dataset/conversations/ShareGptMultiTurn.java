package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import llmbench.conversation.KnownTurns;
import llmbench.dataset.ChatCount;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Generators;
import llmbench.dataset.InputFit;
import llmbench.dataset.PromptContext;
import llmbench.dataset.PythonText;
import llmbench.options.dataset.ConversationFileOptions;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * evalscope's {@code share_gpt_zh_multi_turn} and {@code share_gpt_en_multi_turn}: what people have
 * said in turn; what was answered then isn't looked at.
 *
 * <p>Source: {@code ShareGPTMultiTurnBase} in evalscope/perf/plugin/datasets/multi_turn.py.
 */
final class ShareGptMultiTurn extends EvalscopeConversations {

  private static final String WHAT =
      "a JSON object such as {\"conversation\": [{\"human\": \"…\", \"assistant\": \"…\"}]} on each"
          + " line";

  private final String name;
  private final String file;

  /**
   * One of both.
   *
   * @param language that of its conversations, as names have it
   */
  ShareGptMultiTurn(String language) {
    this.name = "share_gpt_" + language + "_multi_turn";
    this.file = "common_" + language + "_70k.jsonl";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  Stream<KnownTurns> conversations(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    ConversationFileOptions asked = context.asked(ConversationFileOptions.class);
    InputFit fit = new InputFit(context, count, asked.length(), Optional.empty());
    int most = asked.range().most().orElse(Integer.MAX_VALUE);
    return ConversationLines.read(
            context,
            asked.place(),
            file,
            WHAT,
            (line, at) -> conversation(line, at, fit, most),
            fit::noneFits)
        .limit(wanted);
  }

  private static @Nullable KnownTurns conversation(
      String line, Supplier<String> at, InputFit fit, int most) {
    JsonNode json = PythonJson.loads(line);
    if (json == null || !json.isObject()) {
      throw wrong(at, String.valueOf(PythonJson.whyNoObject(line)));
    }
    List<String> said = said(json.path("conversation"), at, most);
    return said.isEmpty() || fit.prompt(said.get(0)) == null ? null : UserTurns.ofTexts(said);
  }

  private static List<String> said(JsonNode turns, Supplier<String> at, int most) {
    if (!turns.isArray() && !turns.isMissingNode() && !turns.isNull()) {
      throw wrong(at, "its \"conversation\" is not a list");
    }
    List<String> said = new ArrayList<>();
    for (JsonNode turn : turns) {
      JsonNode human = turn.path("human");
      if (!turn.isObject() || (!human.isTextual() && !human.isMissingNode())) {
        throw wrong(at, "a \"human\" of its \"conversation\" is not a text");
      }
      String text = PythonText.strip(human.asText());
      if (!text.isEmpty() && said.size() < most) {
        said.add(text);
      }
    }
    return said;
  }

  private static DatasetException wrong(Supplier<String> at, String why) {
    return new DatasetException(at.get() + ": " + why + "; expected " + WHAT + ".");
  }
}
