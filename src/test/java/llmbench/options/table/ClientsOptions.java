package llmbench.options.table;

import static llmbench.options.table.Option.choice;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.syntax.PythonNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Clients that play the conversations of a file: what vLLM's {@code
 * benchmark_serving_multi_turn.py} is asked by. As settings they have the script's names, but where
 * {@code vllm bench serve} has another option of that name. None has a default here, so that a run
 * without them has none of them in its record.
 */
public final class ClientsOptions {

  public static final String INPUT_FILE = "input-file";
  public static final String NUM_CLIENTS = "num-clients";
  public static final String ACTIVE = "max-active-conversations";
  public static final String MAX_REQUESTS = "max-num-requests";
  public static final String WARMUP_STEP = "warmup-step";
  public static final String MAX_TURNS = "max-turns";
  public static final String NO_EARLY_STOP = "no-early-stop";
  public static final String LIMIT_MAX = "limit-max-tokens";
  public static final String LIMIT_MIN = "limit-min-tokens";
  public static final String RATE = "client-request-rate";
  public static final String MAX_RETRIES = "max-retries";
  public static final String SAMPLING = "conversation-sampling";
  public static final String SEND_ID = "send-conversation-id";
  public static final String WHOLE_ANSWERS = "whole-answers";
  public static final String WARMUP_PERCENTAGES = "warmup-percentages";

  /** A value of {@link #SAMPLING}: a conversation is drawn. */
  public static final String RANDOM = "random";

  private static final ValueType SHARES =
      new ValueType(
          "percentages from 0 to below 100 with commas between, such as 0%,50%",
          text -> shares(text).allMatch(ClientsOptions::isShare), text -> text);

  private static final String FOR_MOST = "0: as many as the file's answer has; below 0: no limit";

  public static final List<Option> OURS =
      List.of(
              one(INPUT_FILE, ValueType.PATH)
                  .honoured(
                      "a file of conversations, or of how they are made, played as vLLM's"
                          + " benchmark_serving_multi_turn.py does: docs/vllm-multi-turn.md"),
              one(NUM_CLIENTS, ValueType.wholeFrom(1))
                  .honoured("clients, each sends one by one; 1"),
              one(ACTIVE, ValueType.wholeFrom(1))
                  .honoured("conversations begun and not ended, of all clients; one of each"),
              one(MAX_REQUESTS, ValueType.wholeFrom(1))
                  .honoured("requests of all clients; no limit"),
              flag(WARMUP_STEP)
                  .honoured("the first turn of each conversation goes first, and isn't measured"),
              one(MAX_TURNS, ValueType.wholeFrom(1))
                  .honoured("messages of a conversation, answers among them; no limit"),
              flag(NO_EARLY_STOP).honoured("the others go on when a client is done"),
              one(LIMIT_MAX, ValueType.whole()).honoured("output tokens asked for; " + FOR_MOST),
              one(LIMIT_MIN, ValueType.whole())
                  .honoured("goes with the next one; the script doesn't send it"),
              one(RATE, ValueType.NOT_NEGATIVE)
                  .honoured("requests a second of each client, as a Poisson process; 0: at once"),
              one(MAX_RETRIES, ValueType.wholeFrom(0))
                  .honoured("how often a failed turn is sent again; 0"),
              choice(SAMPLING, "round_robin", RANDOM)
                  .honoured("which of its conversations a client goes on with; round_robin"),
              flag(SEND_ID).honoured("sends the conversation's id, in body and X-Session-ID"),
              flag(WHOLE_ANSWERS).honoured("answers come whole: the script's --no-stream"),
              one(WARMUP_PERCENTAGES, SHARES)
                  .honoured("shares of the first requests that the script's table leaves out; 0%"))
          .stream()
          .map(option -> option.noDefaultSince(Tool.VLLM.oldest()))
          .toList();

  private ClientsOptions() {}

  /** The shares of a text, each from 0 to below 1, the least first. */
  public static List<Double> warmUpShares(String text) {
    return shares(text).map(each -> Objects.requireNonNull(real(each)) / 100).sorted().toList();
  }

  private static Stream<String> shares(String text) {
    return Stream.of(text.split(",", -1));
  }

  private static boolean isShare(String text) {
    Double percent = real(text);
    return percent != null && percent >= 0 && percent < 100;
  }

  private static @Nullable Double real(String text) {
    return PythonNumbers.real(text.replace("%", ""));
  }
}
