package llmbench.metrics.vllm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import llmbench.api.Api;
import llmbench.api.Apis;
import llmbench.api.Body;
import llmbench.metrics.request.RequestTimes;
import llmbench.metrics.request.ServerSeconds;
import llmbench.metrics.testing.VllmGolden;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.StreamTimeline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripted streams, read by our reader, and what each version makes of the one record. The golden
 * is what vLLM's own functions made of the same reads. A read comes a second after the one before,
 * so every time is the number of a read.
 */
class VllmStreamsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/vllm/sse_streams.json");

  private static final long SECOND = 1_000_000_000L;

  /** What the tokenizer is taken to count. */
  private static final int COUNTED = 777;

  private static final Map<String, String> BACKENDS =
      Map.of("chat", "openai-chat", "completions", "openai", "responses", "openai-responses");

  /**
   * Where our reader is none of Python's, with the versions and the reason: it reads an event
   * stream as the standard has it, and a server's slip doesn't end it. What it makes of these is in
   * {@code SseReaderTest} and {@code StreamTimelineTest}.
   */
  private static final String UNLIKE =
      """
      delta_missing           0.32 0.11       a choice without a delta is an exception there
      delta_null              0.32 0.11       a delta of null is an exception there
      comment_own_read        0.32 0.11       each read is stripped, so a comment swallows the rest
      comment_single_newline  0.32 0.11       each read is stripped, so a comment swallows the rest
      comment_same_read       0.32 0.11       each read is stripped, so a comment swallows the rest
      t_comment_own_read      0.32 0.11       each read is stripped, so a comment swallows the rest
      split_inside_utf8       0.11            each read is decoded by itself
      t_split_inside_utf8     0.11            each read is decoded by itself
      crlf_two_per_read       0.33 0.32 0.11  only LF LF ends a message there
      split_between_newlines  0.33            JSON that a LF follows waits for the blank line
      no_space_after_data     0.33 0.32 0.11  a blank has to follow the colon
      event_lines             0.33 0.32 0.11  other fields than data are taken for data
      event_lines_one_read    0.33 0.32 0.11  other fields than data are taken for data
      id_and_retry_fields     0.33 0.32 0.11  other fields than data are taken for data
      multi_line_data         0.33 0.32 0.11  several lines of data are not joined
      json_over_two_lines     0.33 0.32 0.11  a line without a field's name is taken for data
      r_crlf                  0.33 0.32       only LF LF ends a message there
      r_split                 0.33 0.32       JSON that a LF follows waits for the blank line
      """;

  /** Where only the text differs, of which nothing is made once the server counts the tokens. */
  private static final String OTHER_TEXT =
      """
      several_choices            0.33 0.32 0.11  we keep the text of all choices
      delta_missing              0.33            we keep the text of a choice without a delta
      t_chat_format              0.33 0.32 0.11  we keep the text of a delta
      split_after_space_in_text  0.32 0.11       each read is stripped, within a text as well
      """;

  static Stream<Arguments> streams() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (JsonNode stream : new ObjectMapper().readTree(GOLDEN.toFile()).get("cases")) {
      for (ToolVersion version : Tool.VLLM.versions()) {
        // A version that doesn't have the API has no result.
        if (stream.get("result").path(version.number()).isObject()) {
          all.add(Arguments.of(stream.get("id").asText(), version, stream));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("streams")
  void everyVersionMakesOfAStreamWhatVllmDoes(String id, ToolVersion version, JsonNode stream) {
    Seen theirs = theirs(stream.get("result").get(version.number()));
    Seen ours = ours(stream, version);
    if (isListed(UNLIKE, id, version)) {
      assertThat(ours.withText("")).isNotEqualTo(theirs.withText(""));
    } else if (isListed(OTHER_TEXT, id, version)) {
      assertThat(ours).isNotEqualTo(theirs).isEqualTo(theirs.withText(ours.text));
    } else {
      assertThat(ours).isEqualTo(theirs);
    }
  }

  @Test
  void whatIsListedIsThere() throws IOException {
    List<String> listed =
        (UNLIKE + OTHER_TEXT).lines().map(line -> line.substring(0, line.indexOf(" "))).toList();
    assertThat(streams().map(stream -> stream.get()[0])).containsAll(listed);
  }

  private static boolean isListed(String list, String id, ToolVersion version) {
    return list.lines()
        .map(line -> List.of(line.split(" +", -1)))
        .anyMatch(words -> words.get(0).equals(id) && words.contains(version.number()));
  }

  /** What a version makes of a stream; times in seconds, those of the server in milliseconds. */
  private record Seen(
      boolean success,
      double ttft,
      List<Double> gaps,
      double latency,
      String text,
      int output,
      int input,
      @Nullable ServerSeconds server,
      String error) {

    Seen withText(String other) {
      return new Seen(success, ttft, gaps, latency, other, output, input, server, error);
    }
  }

  private static Seen ours(JsonNode stream, ToolVersion version) {
    String backend = requireNonNull(BACKENDS.get(stream.get("api").asText()));
    VllmDialect dialect = Apis.named(backend).dialect(version);
    RequestRecord record = dialect.ownRule().judge(record(stream, Apis.named(backend)));
    RequestTimes times = dialect.times(record, text -> COUNTED);
    List<Double> gaps = new ArrayList<>();
    for (int i = 0; i < times.gapsSeconds().size(); i++) {
      gaps.add(times.gapsSeconds().get(i));
    }
    return new Seen(
        times.success(),
        times.ttftSeconds(),
        gaps,
        times.latencySeconds(),
        times.text(),
        times.outputTokens(),
        times.inputTokens(),
        version.atLeast(ToolVersion.VLLM_0_33) ? times.server() : null,
        noChunk(times.error()));
  }

  private static Seen theirs(JsonNode result) {
    List<Double> gaps = new ArrayList<>();
    result.get("itl").forEach(gap -> gaps.add(gap.asDouble()));
    boolean success = result.get("success").asBoolean();
    int output = result.get("output_tokens").asInt();
    return new Seen(
        success,
        result.get("ttft").asDouble(),
        gaps,
        result.get("latency").asDouble(),
        success ? result.get("generated_text").asText() : "",
        success ? output == 0 ? COUNTED : output : 0,
        result.get("prompt_len").asInt(),
        VllmGolden.server(result),
        noChunk(result.get("error_last_line").asText()));
  }

  /** The one error that is the tool's own: others have a name of ours. */
  private static String noChunk(String error) {
    return error.startsWith("Never received") ? error : "";
  }

  private static RequestRecord record(JsonNode stream, Api api) {
    StreamTimeline timeline = new StreamTimeline(0, api.answers(Body.json("{}")));
    int reads = 0;
    boolean broke = false;
    for (JsonNode read : stream.get("reads")) {
      reads++;
      broke = read.has("raise");
      byte[] bytes =
          read.has("b64")
              ? Base64.getDecoder().decode(read.get("b64").asText())
              : read.asText().getBytes(StandardCharsets.UTF_8);
      timeline.read(bytes, 0, bytes.length, reads * SECOND);
    }
    timeline.end();
    int status = stream.path("status").asInt(200);
    return new RequestRecord(
        0,
        "",
        "",
        7,
        9,
        0,
        reads * SECOND,
        Departure.AT_ONCE,
        status,
        0,
        false,
        timeline.messages(),
        timeline.usage(),
        timeline.serverTimes(),
        timeline.finishReason(),
        timeline.text(),
        timeline.reasoning(),
        fault(timeline, status, broke));
  }

  private static @Nullable Fault fault(StreamTimeline timeline, int status, boolean broke) {
    if (status != 200) {
      return new Fault(FaultKind.HTTP_STATUS, "status " + status, "");
    }
    return broke ? new Fault(FaultKind.CUT, "cut", null, true) : timeline.fault();
  }
}
