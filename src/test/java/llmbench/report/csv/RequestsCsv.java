package llmbench.report.csv;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.numbers.Seconds;
import llmbench.metrics.observed.TrueTimes;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.server.AnswerTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.ServerTimes;
import org.jspecify.annotations.Nullable;

/**
 * requests.csv: a line for each request in the order of sending. Latencies stand only where the
 * request succeeded, so that a statistic of a column is that of the report.
 *
 * @param requests of the run, interrupted ones included
 * @param dialect whose definitions the columns {@code vllm_…} have
 * @param goodput the limits of a good request
 * @param converse whether any of them is a turn of a conversation
 */
public record RequestsCsv(
    Requests requests, VllmDialect dialect, Goodput goodput, boolean converse) {

  /** The file's name in a run directory. */
  public static final String FILE = "requests.csv";

  /** Of a run whose requests are turns of conversations, behind the others. */
  static final List<String> TURN_COLUMNS = List.of("conversation", "turn", "think_ms");

  /** The columns, in their order; docs/other-tools.md says what each is. */
  static final List<String> COLUMNS =
      Stream.of(
              Stream.of(
                  "index",
                  "name",
                  "request_id",
                  "sent_s",
                  "end_s",
                  "outcome",
                  "status",
                  "fault",
                  "fault_message",
                  "resends",
                  "prompt_tokens",
                  "input_tokens",
                  "output_tokens",
                  "output_chunks",
                  "ttft_ms",
                  "longest_itl_ms",
                  "total_ms"),
              LatencyMetric.ofRequests().stream().map(metric -> "vllm_" + metric.id() + "_ms"),
              Stream.of(
                  "good",
                  "finish_reason",
                  "server_queue_ms",
                  "server_ttft_ms",
                  "beyond_server_ms",
                  "connect_ms"))
          .flatMap(part -> part)
          .toList();

  private static final double MILLIS_PER_SECOND = 1000;

  /** Of a request that has failed: tokens, chunks and times. */
  private static final int ONLY_OF_SUCCESSES =
      COLUMNS.indexOf("good") - COLUMNS.indexOf("output_tokens");

  /**
   * Writes the header and the lines; {@code out} stays open.
   *
   * @param tokens counts the tokens of an answer that came without counts
   */
  public void writeTo(Writer out, ToIntFunction<String> tokens) throws IOException {
    CsvLine line = new CsvLine(out);
    int[] places = inOrder();
    COLUMNS.forEach(line::word);
    if (converse) {
      TURN_COLUMNS.forEach(line::word);
    }
    line.end();
    long first = places.length == 0 ? 0 : requests.sentNanos(places[0]);
    Requests shifted = requests.later(-first);
    for (int place : places) {
      RequestRecord request = shifted.get(place);
      write(line, request, dialect.times(request, request.ok() ? tokens : text -> 0));
      if (converse) {
        turn(line, request.turn());
      }
      line.end();
    }
  }

  /** By the time of sending; of one time by the place in the dataset. */
  private int[] inOrder() {
    return IntStream.range(0, requests.size())
        .boxed()
        .sorted(
            (a, b) -> {
              int bySending = Long.compare(requests.sentNanos(a), requests.sentNanos(b));
              return bySending != 0
                  ? bySending
                  : Integer.compare(requests.index(a), requests.index(b));
            })
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void write(CsvLine line, RequestRecord request, RequestTimes vllm) throws IOException {
    line.number(request.index()).text(request.name()).text(request.requestId());
    line.seconds(vllm.startSeconds()).seconds(vllm.endSeconds());
    outcome(line, request);
    line.number(request.promptTokens()).number(vllm.inputTokens());
    OptionalDouble firstSeconds = OptionalDouble.empty();
    if (request.ok()) {
      line.number(vllm.outputTokens()).number(request.messages().outputs());
      TrueTimes seen = TrueTimes.of(request);
      firstSeconds = LatencyMetric.TTFT.seconds(seen);
      times(line, seen);
      times(line, vllm, dialect.isOfPooling());
    } else {
      for (int i = 0; i < ONLY_OF_SUCCESSES; i++) {
        line.nothing();
      }
    }
    boolean judged = !goodput.isEmpty() && !request.isInterrupted();
    line.word(judged ? String.valueOf(vllm.success() && goodput.isMetBy(vllm)) : "");
    String reason = request.finishReason();
    line.text(reason == null ? "" : reason);
    server(line, request.server(), firstSeconds);
    if (request.ok()) {
      line.millis(Seconds.ofNanos(request.departure().connectNanos()));
    } else {
      line.nothing();
    }
  }

  private static void turn(CsvLine line, @Nullable ConversationTurn turn) {
    if (turn == null) {
      TURN_COLUMNS.forEach(column -> line.nothing());
    } else {
      line.number(turn.conversation()).number(turn.turn());
      line.millis(Seconds.ofNanos(turn.thinkNanos()));
    }
  }

  /**
   * What the answer says of the server's own times, and how much longer ours took.
   *
   * @param firstSeconds ours to the first output; empty of a failure, too
   */
  private static void server(
      CsvLine line, @Nullable ServerTimes said, OptionalDouble firstSeconds) {
    millis(line, said == null ? null : said.queueMillis());
    millis(line, said == null ? null : said.ttftMillis());
    OptionalDouble beyond = AnswerTimes.beyondMillis(firstSeconds, said);
    millis(line, beyond.isPresent() ? Double.valueOf(beyond.getAsDouble()) : null);
  }

  private static void millis(CsvLine line, @Nullable Double millis) {
    if (millis == null) {
      line.nothing();
    } else {
      line.millis(millis / MILLIS_PER_SECOND);
    }
  }

  private static void outcome(CsvLine line, RequestRecord request) {
    Fault fault = request.fault();
    if (fault == null) {
      line.word("ok").number(request.status()).nothing().nothing();
    } else {
      line.word(fault.isInterruption() ? "interrupted" : "failed").number(request.status());
      line.word(fault.kind().label()).text(fault.message());
    }
    line.number(request.resends());
  }

  private static void times(CsvLine line, TrueTimes times) {
    LatencyMetric.TTFT.seconds(times).ifPresentOrElse(line::millis, line::nothing);
    times.longestGapSeconds().ifPresentOrElse(line::millis, line::nothing);
    line.millis(times.totalSeconds());
  }

  private static void times(CsvLine line, RequestTimes vllm, boolean tokenless) {
    for (LatencyMetric metric : LatencyMetric.ofRequests()) {
      boolean there = vllm.success() && !(tokenless && metric.timesTokens());
      OptionalDouble seconds = there ? metric.seconds(vllm) : OptionalDouble.empty();
      seconds.ifPresentOrElse(line::millis, line::nothing);
    }
  }
}
