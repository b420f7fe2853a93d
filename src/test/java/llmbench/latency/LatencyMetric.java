package llmbench.latency;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What is timed of requests, in the order in which it is printed. Blocks, pages, tables, limits and
 * statistics loop over this list, so that a new one is a constant here; a test asks each of them
 * for every constant.
 */
@SuppressWarnings("ImmutableEnumChecker") // Records of texts, and functions without a state.
public enum LatencyMetric {
  /** Time to first token. */
  TTFT(
      new Names("Time to first token", "Time to First Token", "TTFT"),
      "Time to the first token, by the tool's definition.",
      Optional.of(new Observed("to the first output", "Time to the first output.")),
      LatencyMetric.TOKENS_ARE_TIMED,
      new Help(
          "TTFT|time to first token|first output",
          "Time to first token, over successful requests. vLLM bench up to 0.32 and evalscope 1.1:"
              + " from sending a request to its first chunk, also one that only names the role."
              + " vLLM 0.33 in a chat, evalscope 1.14 and the true figures: to the first output"
              + " (text, reasoning or a tool call; in 0.33 an empty text, too). Of an answer that"
              + " came whole the tools take its latency; the true figures have none."),
      request -> some(request.hasFirstToken(), request.ttftSeconds())),

  /** Time per output token. */
  TPOT(
      new Names("Time per output token", "Time per Output Token (excl. 1st token)", "TPOT"),
      "Time per output token after the first.",
      Optional.empty(),
      LatencyMetric.TOKENS_ARE_TIMED,
      new Help(
          "TPOT|time per output token",
          "Time per output token without the first: (latency - TTFT) / (output tokens - 1), over"
              + " successful answers of more than one token. evalscope 1.1 takes 0 for an answer"
              + " of one token and averages it. It is by the request: a long answer counts once."),
      request ->
          request.outputTokens() > 1
              ? OptionalDouble.of(
                  (request.latencySeconds() - request.ttftSeconds()) / (request.outputTokens() - 1))
              : OptionalDouble.empty()),

  /** Inter-token latency. */
  ITL(
      new Names("Inter-token latency", "Inter-token Latency", "ITL"),
      "Time between tokens, by the tool's definition.",
      Optional.of(new Observed("between outputs", "Time from one output to the next.")),
      LatencyMetric.TOKENS_ARE_TIMED,
      new Help(
          "ITL|inter-token latency|between outputs",
          "Inter-token latency: the gaps between the parts of an answer, those of all successful"
              + " requests in one pool. vLLM bench: from chunk to chunk, empty and finish chunks"
              + " included (in 0.33's chat those with output or an empty text); 0.11's chat and"
              + " evalscope 1.1 take the time from the message before, whatever it was."
              + " evalscope 1.14 and the true figures: from output to output."
              + " Parts that came in one network read have a gap of 0. Where a server puts several"
              + " tokens into a chunk, a gap is more than a token."),
      Gaps.POOLED),

  /** End-to-end latency. */
  E2EL(
      new Names("End-to-end latency", "End-to-end Latency", "Latency"),
      "End-to-end latency, by the tool's definition.",
      Optional.of(new Observed("to the last byte", "From sending to the last byte.")),
      LatencyMetric.NO_TOKEN_IS_TIMED,
      new Help(
          "E2EL|[Ll]atency|last byte",
          "End-to-end latency, over successful requests, from sending. vLLM since 0.32: to the"
              + " last chunk that counts. vLLM 0.11's chat and evalscope: to the last message but"
              + " [DONE], token counts included. The true one: to the last byte."),
      request -> OptionalDouble.of(request.latencySeconds()));

  private static final boolean TOKENS_ARE_TIMED = true;
  private static final boolean NO_TOKEN_IS_TIMED = false;

  /**
   * Its names.
   *
   * @param words such as {@code Time to first token}
   * @param heading of its section in the block of {@code vllm bench serve}
   * @param evalscope in evalscope's tables, without the unit
   */
  private record Names(String words, String heading, String evalscope) {}

  /**
   * What it is where outputs are timed, not messages: the true figure.
   *
   * @param label such as {@code to the first output}
   * @param definition in a sentence
   */
  public record Observed(String label, String definition) {}

  /**
   * What is behind its (?) on the page.
   *
   * @param labels a pattern that is found in the labels of its rows
   * @param text how the tools define it
   */
  public record Help(String labels, String text) {}

  /** Takes nothing of a request itself. */
  private enum Gaps implements Function<RequestLatency, OptionalDouble> {
    POOLED;

    @Override
    public OptionalDouble apply(RequestLatency request) {
      return OptionalDouble.empty();
    }
  }

  private final Names names;
  private final String definition;

  private final Optional<Observed> observed;

  private final boolean timesTokens;
  private final Help help;

  private final Function<RequestLatency, OptionalDouble> seconds;

  LatencyMetric(
      Names names,
      String definition,
      Optional<Observed> observed,
      boolean timesTokens,
      Help help,
      Function<RequestLatency, OptionalDouble> seconds) {
    this.names = names;
    this.definition = definition;
    this.observed = observed;
    this.timesTokens = timesTokens;
    this.help = help;
    this.seconds = seconds;
  }

  /** Those that have one value a request, in their order. */
  public static List<LatencyMetric> ofRequests() {
    return Arrays.stream(values()).filter(metric -> !metric.isOfGaps()).toList();
  }

  /** Those that have a true figure, in their order. */
  public static List<LatencyMetric> ofOutputs() {
    return Arrays.stream(values()).filter(metric -> metric.observed.isPresent()).toList();
  }

  /** The ids of some, with commas between. */
  public static String ids(List<LatencyMetric> metrics) {
    return String.join(", ", metrics.stream().map(LatencyMetric::id).toList());
  }

  /** As in {@code --percentile-metrics}, in keys and in ids. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its short name, for people. */
  public String label() {
    return name();
  }

  /** Its name in words. */
  public String words() {
    return names.words();
  }

  /** The heading of its section in vLLM bench's block. */
  public String heading() {
    return names.heading();
  }

  /** Its name in evalscope's tables, without the unit. */
  public String evalscope() {
    return names.evalscope();
  }

  /** What it is by a tool's definition, in a sentence. */
  public String definition() {
    return definition;
  }

  /** The true figure of it; empty where there is none. */
  public Optional<Observed> observed() {
    return observed;
  }

  /** Whether tokens have to be timed for it. */
  public boolean timesTokens() {
    return timesTokens;
  }

  /** What is behind its (?) on the page. */
  public Help help() {
    return help;
  }

  /** Whether its values are the gaps of all requests in one pool, not one a request. */
  public boolean isOfGaps() {
    return seconds == Gaps.POOLED;
  }

  /** Its value of a successful request; empty where the request has none. */
  public OptionalDouble seconds(RequestLatency request) {
    return seconds.apply(request);
  }

  private static OptionalDouble some(boolean there, double value) {
    return there ? OptionalDouble.of(value) : OptionalDouble.empty();
  }
}
