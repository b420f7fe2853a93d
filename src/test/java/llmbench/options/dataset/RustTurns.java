package llmbench.options.dataset;

import java.util.Objects;
import java.util.OptionalInt;
import llmbench.options.Turns;
import llmbench.options.Turns.Client;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.LoadOptions;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.RustTurnOptions;

/**
 * What vLLM's Rust client asks of conversations, whichever dataset they are of.
 *
 * <p>Source: {@code BenchConfig::from_args} in {@code rust/src/bench/src/config.rs}.
 *
 * @param turns how many each has
 * @param configured the turns that its block names, whatever was played
 * @param atOnce the most requests in flight
 * @param delayMillis between an answer and the next turn
 * @param globalRatio the share of a turn's text that all turns have
 * @param conversationRatio the share that those of a conversation have
 * @param maxModelLen the most tokens of a turn with its answer; empty for no limit
 */
public record RustTurns(
    Turns turns,
    int configured,
    int atOnce,
    int delayMillis,
    double globalRatio,
    double conversationRatio,
    OptionalInt maxModelLen) {

  private static final int TURNS = 3;
  private static final String BACKEND = "backend";
  private static final String CHAT = "openai-chat";

  /** Whether a turn sends nothing of what was said before. */
  public boolean areSeparate() {
    return globalRatio > 0 || conversationRatio > 0;
  }

  /** Of random conversations: how many turns is drawn, or known. */
  static RustTurns drawn(Settings settings) {
    int number = whole(settings, RustTurnOptions.NUM_TURNS, TURNS);
    int least = orElse(whole(settings, RustTurnOptions.MIN_TURNS, 0), number);
    int most = orElse(whole(settings, RustTurnOptions.MAX_TURNS, 0), number);
    if (least > most) {
      settings.problem(
          RustTurnOptions.MIN_TURNS,
          "the fewest turns, " + least + ", are more than the most, " + most,
          RustTurnOptions.MIN_TURNS,
          RustTurnOptions.MAX_TURNS,
          RustTurnOptions.NUM_TURNS);
    }
    return of(settings, new Turns(Client.VLLM_RS, least, OptionalInt.of(Math.max(least, most))));
  }

  /** Of those of a file, which are as long as they are. */
  static RustTurns ofFile(Settings settings) {
    int most = whole(settings, RustTurnOptions.MAX_TURNS, 0);
    if (most == 1) {
      settings.problem(
          RustTurnOptions.MAX_TURNS,
          "expected at least 2, or 0: a conversation of less is left out",
          RustTurnOptions.MAX_TURNS);
    }
    RustTurns turns =
        of(
            settings,
            new Turns(Client.VLLM_RS, 2, most == 0 ? OptionalInt.empty() : OptionalInt.of(most)));
    if (turns.areSeparate()) {
      settings.problem(
          turns.globalRatio > 0 ? RustTurnOptions.GLOBAL_RATIO : RustTurnOptions.CONVERSATION_RATIO,
          "what turns share is made with --dataset-name random only",
          PromptOptions.DATASET);
    }
    return turns;
  }

  private static RustTurns of(Settings settings, Turns turns) {
    if (!settings.required(BACKEND).equals(CHAT)) {
      settings.problem(
          RustTurnOptions.MULTI_TURN,
          "conversations are chats; give --backend " + CHAT + " and its --endpoint",
          BACKEND);
    }
    double global = ratio(settings, RustTurnOptions.GLOBAL_RATIO);
    double conversation = ratio(settings, RustTurnOptions.CONVERSATION_RATIO);
    if (global + conversation >= 1) {
      settings.problem(
          global >= 1 ? RustTurnOptions.GLOBAL_RATIO : RustTurnOptions.CONVERSATION_RATIO,
          "both shares together are to be below 1: each turn needs some text of its own",
          RustTurnOptions.GLOBAL_RATIO,
          RustTurnOptions.CONVERSATION_RATIO);
    }
    LoadOptions.NOT_OF_CONVERSATIONS.stream()
        .filter(settings::isAsked)
        .forEach(
            name ->
                settings.problem(
                    name,
                    "vLLM's Rust client takes no notice of it with --multi-turn; leave it out",
                    name));
    return new RustTurns(
        turns,
        whole(settings, RustTurnOptions.NUM_TURNS, TURNS),
        atOnce(settings),
        whole(settings, RustTurnOptions.DELAY, 0),
        global,
        conversation,
        settings.optionalWhole(RustTurnOptions.MAX_MODEL_LEN));
  }

  private static int atOnce(Settings settings) {
    OptionalInt most = settings.optionalWhole("max-concurrency");
    return settings
        .optionalWhole(RustTurnOptions.CONCURRENCY)
        .orElse(most.orElse(Math.max(1, settings.whole(PromptOptions.NUMBER))));
  }

  private static int whole(Settings settings, String name, int standard) {
    return settings.optionalWhole(name).orElse(standard);
  }

  private static int orElse(int given, int number) {
    return given == 0 ? number : given;
  }

  private static double ratio(Settings settings, String name) {
    String text = settings.text(name);
    return text == null ? 0 : Objects.requireNonNull(PythonNumbers.real(text));
  }
}
