package llmbench.metrics.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.evalscope.EvalscopeFigures;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.numbers.Series;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.TokenCounters;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.StreamTimeline;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * For tests: raw streams with times, what evalscope made of them, and the same streams read by our
 * own timeline.
 *
 * @param set the first is all regular, in the second everything goes wrong that can
 * @param version {@code 1.1} or {@code 1.14}
 * @param input the streams
 * @param output evalscope's records, tables and files
 */
public record EvalscopeGolden(String set, String version, JsonNode input, JsonNode output) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Tokens of the one prompt, with its chat template, as evalscope counted them by Qwen2.5. */
  private static final int PROMPT_TOKENS = 35;

  /** Tokens of the answers that evalscope counted itself, by Qwen2.5's tokenizer. */
  private static final Map<String, Integer> COUNTED =
      Map.of(
          " tok0 tok1 tok2 tok3", 8,
          " a b", 2,
          " a", 1,
          // Two choices, 1 and 4 tokens: evalscope counts each by itself, our record has them
          // joined.
          "ax y z w", 5);

  private static final Path FOLDER = Path.of("src/test/resources/golden/evalscope");
  private static final Pattern NAME = Pattern.compile("metrics_(set\\d)_output_(.+)\\.json");

  /** Both sets in every version. */
  public static List<EvalscopeGolden> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .sorted(Comparator.comparing(Matcher::group))
          .map(name -> read(name.group(1), name.group(2), name.group()))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static EvalscopeGolden read(String set, String version, String name) {
    return new EvalscopeGolden(set, version, json("metrics_" + set + "_input.json"), json(name));
  }

  /** A file of golden/evalscope; numbers keep the form that they are written in. */
  public static JsonNode json(String name) {
    try (InputStream in = EvalscopeGolden.class.getResourceAsStream("/golden/evalscope/" + name)) {
      return JSON.readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The dialect of the version. */
  public EvalscopeDialect dialect() {
    return version.equals("1.1") ? EvalscopeDialect.V1_1 : EvalscopeDialect.V1_14;
  }

  /** How many requests were sent at once. */
  public int concurrency() {
    return input.get("concurrency").asInt();
  }

  /** Our figures of what evalscope counted, where a success is what evalscope took for one. */
  public EvalscopeFigures figures() {
    return EvalscopeFigures.of(requests(), dialect());
  }

  /** The requests that evalscope counted, with its judgement, in the order in which they ended. */
  public List<EvalscopeRequest> requests() {
    List<RequestRecord> records = new ArrayList<>();
    for (JsonNode request : input.get("requests")) {
      String id = request.get("id").asText();
      if (!output.get("consumer_exceptions").has(id)) {
        records.add(asEvalscopeTookIt(record(request, records.size()), id));
      }
    }
    return EvalscopeRequest.of(records, dialect(), counters());
  }

  /**
   * Our figures of evalscope's own records: its clock is a double of seconds, whose noise of 1e-13
   * s decides where a figure lies in the middle of two roundings.
   */
  public EvalscopeFigures figuresOfItsRecords() {
    List<EvalscopeRequest> requests = new ArrayList<>();
    for (JsonNode record : output.get("records")) {
      if (!output.get("consumer_exceptions").has(record.get("id").asText())) {
        requests.add(itsRecord(record, requests.size()));
      }
    }
    return EvalscopeFigures.of(requests, dialect());
  }

  private static EvalscopeRequest itsRecord(JsonNode record, int index) {
    double start = record.get("start_time").asDouble();
    boolean success = record.get("success").asBoolean();
    RequestTimes times =
        new RequestTimes(
            index,
            success,
            start,
            record.get("completed_time").asDouble(),
            record.get("first_chunk_latency").asDouble(),
            series(record.get("inter_chunk_latency")),
            success ? record.get("query_latency").asDouble() : 0,
            record.get("prompt_tokens").asInt(),
            record.get("completion_tokens").asInt(),
            false,
            0,
            null,
            "",
            success ? "" : "failed");
    return new EvalscopeRequest(
        times,
        record.get("is_stream").asBoolean(true),
        record.get("n_decode_chunks").asInt(),
        OptionalInt.empty());
  }

  /** A list of numbers. */
  public static Series series(JsonNode numbers) {
    double[] values = new double[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).asDouble();
    }
    return Series.of(values);
  }

  /** Every request as we judge it. */
  public List<RequestRecord> ourRecords() {
    List<RequestRecord> records = new ArrayList<>();
    for (JsonNode request : input.get("requests")) {
      records.add(record(request, records.size()));
    }
    return records;
  }

  /** Evalscope's record of a request. */
  public JsonNode evalscopes(String id) {
    for (JsonNode record : output.get("records")) {
      if (record.get("id").asText().equals(id)) {
        return record;
      }
    }
    throw new IllegalArgumentException("no record of " + id);
  }

  /** Counts by evalscope's own results; another text than those fails. */
  static TokenCounters counters() {
    ToIntFunction<String> answers =
        text -> {
          Integer tokens = COUNTED.get(text);
          if (tokens == null) {
            throw new IllegalStateException("nobody counted the tokens of: " + text);
          }
          return tokens;
        };
    return new TokenCounters(record -> PROMPT_TOKENS, answers);
  }

  private RequestRecord asEvalscopeTookIt(RequestRecord record, String id) {
    boolean success = evalscopes(id).get("success").asBoolean();
    if (!success) {
      return with(record, record.messages(), record.usage(), record.fault());
    }
    if (record.text().isEmpty() && record.messages().size() <= 1 && record.fault() != null) {
      // Without a single event, 1.14 takes 0 tokens for both; [DONE] alone is as good as nothing.
      Messages done = Messages.of(new MessageKind[] {MessageKind.DONE}, new long[] {0});
      return with(record, done, new Usage(0, 0, null), null);
    }
    return with(record, record.messages(), record.usage(), null);
  }

  private static RequestRecord with(
      RequestRecord record, Messages messages, @Nullable Usage usage, @Nullable Fault fault) {
    return new RequestRecord(
        record.index(),
        record.name(),
        record.requestId(),
        record.promptTokens(),
        record.maxTokens(),
        record.sentNanos(),
        record.endNanos(),
        Departure.AT_ONCE,
        record.status(),
        record.resends(),
        record.unstreamed(),
        messages,
        usage,
        record.server(),
        record.finishReason(),
        record.text(),
        record.reasoning(),
        fault);
  }

  /** The request read by our timeline, as the load half does it. */
  private RequestRecord record(JsonNode request, int index) {
    StreamTimeline timeline = new StreamTimeline(nanos(request.get("t_start")));
    boolean broken = false;
    for (JsonNode chunk : request.path("chunks")) {
      if (chunk.has("raise")) {
        broken = true;
        break;
      }
      if (version.equals("1.1") && chunk.get("data").asText().contains("BROKEN")) {
        // 1.1 never parses what comes after it, and says nothing.
        break;
      }
      byte[] bytes = chunk.get("data").asText().getBytes(StandardCharsets.UTF_8);
      timeline.read(bytes, 0, bytes.length, nanos(chunk.get("t")));
    }
    timeline.end();
    boolean unstreamed = request.path("json").has("choices");
    if (unstreamed) {
      timeline.whole(request.get("json").toString().getBytes(StandardCharsets.UTF_8));
    }
    int status = request.get("status").asInt();
    Fault fault = broken ? new Fault(FaultKind.CUT, "cut", null) : timeline.fault();
    if (status != 200) {
      fault = new Fault(FaultKind.HTTP_STATUS, Integer.toString(status), null);
    }
    return new RequestRecord(
        index,
        request.get("id").asText(),
        "",
        0,
        0,
        timeline.sentNanos(),
        nanos(request.get("t_end")),
        Departure.AT_ONCE,
        status,
        0,
        unstreamed,
        timeline.messages(),
        timeline.usage(),
        timeline.serverTimes(),
        timeline.finishReason(),
        timeline.text(),
        timeline.reasoning(),
        fault);
  }

  private static long nanos(JsonNode seconds) {
    return seconds.decimalValue().movePointRight(9).longValueExact();
  }
}
