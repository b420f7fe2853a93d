package llmbench.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import llmbench.conversation.RecordedCall;
import llmbench.conversation.TracePlay;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.dataset.trace.AskedTrace;
import llmbench.metrics.numbers.Distribution;
import llmbench.metrics.numbers.Doubles;
import llmbench.options.BenchOptions;
import llmbench.options.SecretValues;
import llmbench.options.dataset.AgentTraceOptions;
import llmbench.options.syntax.Hidden;
import llmbench.request.EvalscopeRequests;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;
import llmbench.target.Secrets;
import llmbench.timeline.Printable;
import org.jspecify.annotations.Nullable;

/** All of a run's requests, made and counted, and not sent. */
final class DryRun {

  /** Of the first request's body. */
  private static final int SHOWN_CHARS = 2_000;

  private static final int BINS = 40;

  /** How full a bin is, from empty to the fullest. */
  private static final String LEVELS = " .:-=+*#%@";

  private final BenchOptions options;
  private final @Nullable String apiKey;
  private final Secrets secrets;

  DryRun(BenchOptions options, @Nullable String apiKey) {
    this.options = options;
    this.apiKey = apiKey;
    this.secrets = Secrets.of(SecretValues.of(options, apiKey));
  }

  /**
   * What there is to say, line by line; every prompt is made meanwhile, one after the other.
   *
   * @throws RefusedException where only a server could name the model
   * @throws llmbench.dataset.DatasetException when the prompts can't be made as asked
   */
  List<String> lines(PromptContext context) {
    String model = options.model().id();
    if (model == null) {
      throw new RefusedException(
          "A dry run asks no server, so it can't know the model: name it with --model.");
    }
    if (options.dataset().options() instanceof AgentTraceOptions) {
      return trace(AskedTrace.of(context).play(), model);
    }
    if (options.dataset().options().turns().isPresent()) {
      DryTurns.Found turns = new DryTurns(options, apiKey).found(context, model);
      return Stream.concat(turns.lines().stream(), shown(turns.first())).toList();
    }
    Function<Prompt, LlmRequest> requests = requests(model);
    Doubles input = new Doubles();
    Doubles output = new Doubles();
    long[] bytes = {0};
    LlmRequest[] first = {null};
    try (Prompts plain = Datasets.of(options).prompts(context)) {
      Prompts made = plain.assigned(options);
      OwnPart.of(options.injector(), made.requests())
          .of(made.measured())
          .forEachOrdered(
              prompt -> {
                LlmRequest request = requests.apply(prompt);
                first[0] = first[0] == null ? request : first[0];
                input.add(prompt.tokens());
                output.add(prompt.maxTokens());
                bytes[0] += request.bytes().length;
              });
    }
    Stream<String> prompts =
        context.tokenizer().isNone()
            ? Stream.of(
                String.format(
                    Locale.ROOT,
                    "Prompts: %,d, whose tokens nobody counts",
                    input.toArray().length))
            : lines("Prompt tokens, by " + context.tokenizer().tokenizer().name(), input.toArray());
    Stream<String> lengths =
        Stream.concat(
            prompts,
            options.target().backend().hasTokens()
                ? lines("Output tokens asked for", output.toArray())
                : Stream.of());
    String sum = String.format(Locale.ROOT, "%,d bytes of bodies", bytes[0]);
    return Stream.of(
            lengths, Stream.of(sum), first[0] == null ? Stream.<String>of() : shown(first[0]))
        .flatMap(lines -> lines)
        .toList();
  }

  private List<String> trace(TracePlay play, String model) {
    double[] input = play.calls().mapToDouble(call -> call.prompt().tokens()).toArray();
    double[] output = play.calls().mapToDouble(RecordedCall::outputTokens).toArray();
    LlmRequest first = new VllmRequests(options, model, apiKey).measured(0, play.first());
    return Stream.of(
            Stream.of(String.format(Locale.ROOT, "Trace: %,d sessions", play.sessions())),
            lines("Prompt tokens of calls", input),
            lines("Output tokens asked for", output),
            shown(first))
        .flatMap(lines -> lines)
        .toList();
  }

  private Function<Prompt, LlmRequest> requests(String model) {
    if (options.evalscope().isPresent()) {
      EvalscopeRequests requests = new EvalscopeRequests(options, model);
      return PromptWorkload.sendable(options, requests::whyNot, requests::of);
    }
    VllmRequests requests = new VllmRequests(options, model, apiKey);
    return PromptWorkload.sendable(options, requests::whyNot, requests::measured);
  }

  private static Stream<String> lines(String what, double[] values) {
    Distribution lengths = Distribution.of(values);
    String figures =
        String.format(
            Locale.ROOT,
            "%s: %,d, min %,.0f, mean %,.1f, P50 %,.1f, P99 %,.1f, max %,.0f",
            what,
            lengths.size(),
            lengths.min(),
            lengths.mean(),
            lengths.median(),
            lengths.percentile(99),
            lengths.max());
    return lengths.min() == lengths.max()
        ? Stream.of(figures)
        : Stream.of(figures, histogram(values));
  }

  /** A character for each of 40 bins of one width. */
  static String histogram(double... lengths) {
    double low = Arrays.stream(lengths).min().orElse(0);
    double high = Arrays.stream(lengths).max().orElse(0);
    int[] counts = new int[BINS];
    for (double length : lengths) {
      int bin = (int) ((length - low) / (high - low) * BINS);
      counts[Math.min(bin, BINS - 1)]++;
    }
    int most = Arrays.stream(counts).max().orElse(1);
    StringBuilder line = new StringBuilder();
    for (int count : counts) {
      // Whatever is there is seen.
      int level = (int) Math.ceil((double) count / most * (LEVELS.length() - 1));
      line.append(LEVELS.charAt(level));
    }
    return String.format(Locale.ROOT, "  %,.0f |%s| %,.0f", low, line, high);
  }

  /** A request as it would go over the wire, without what is secret. */
  private Stream<String> shown(LlmRequest request) {
    Stream<String> head =
        Stream.of(
            "The first request:",
            "  POST " + request.path().replaceFirst("(?s)[?].*", "?" + Hidden.MARK));
    Stream<String> headers =
        request.headers().entrySet().stream()
            .map(
                header ->
                    "  " + header.getKey() + ": " + value(header.getKey(), header.getValue()));
    return Stream.of(head, headers, Stream.of("", "  " + body(request))).flatMap(lines -> lines);
  }

  private String value(String name, String value) {
    return SecretValues.isHeader(name) ? Hidden.MARK : secrets.hide(value);
  }

  private String body(LlmRequest request) {
    if (!request.contentType().equals("application/json")) {
      return request.bytes().length + " bytes of " + request.contentType();
    }
    String text = Printable.line(secrets.hide(new String(request.bytes(), StandardCharsets.UTF_8)));
    return text.length() <= SHOWN_CHARS
        ? text
        : text.substring(0, SHOWN_CHARS)
            + String.format(Locale.ROOT, "… (%,d characters)", text.length());
  }
}
