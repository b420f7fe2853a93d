package llmbench.timeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTimelineTest {

  private static final String TOKEN = delta("{\"content\":\"hi\"}");
  private static final String FINISH =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 200, 1 << 16})
  void aRealChatStreamOfVllmIsToldApart(int cut) throws IOException {
    StreamTimeline timeline = played("vllm_0.32_chat.sse", cut);
    assertThat(letters(timeline)).isEqualTo("RTTTTTTUD");
    assertThat(timeline.text()).isEqualTo("红利 bö++,변(move 返回");
    assertThat(timeline.usage()).isEqualTo(new Usage(31, 6, null));
    assertThat(timeline.finishReason()).isEqualTo("length");
    assertThat(timeline.fault()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 200, 1 << 16})
  void aRealCompletionsStreamOfVllmIsToldApart(int cut) throws IOException {
    StreamTimeline timeline = played("vllm_0.32_completions.sse", cut);
    assertThat(letters(timeline)).isEqualTo("TTTTTTUD");
    assertThat(timeline.text()).isEqualTo(" odp_SUPPORTED(permission拣征求首都");
    assertThat(timeline.usage()).isEqualTo(new Usage(2, 6, null));
    assertThat(timeline.fault()).isNull();
  }

  @Test
  void timesAreThoseOfTheReadsSinceTheRequestWasSent() {
    StreamTimeline timeline = new StreamTimeline(1000);
    read(timeline, delta("{\"role\":\"assistant\",\"content\":\"\"}"), 1020);
    read(timeline, TOKEN, 1025);
    read(timeline, TOKEN + TOKEN, 1031);
    read(timeline, TOKEN.substring(0, 20), 1040);
    read(timeline, TOKEN.substring(20) + FINISH, 1042);
    read(timeline, DONE, 1050);
    timeline.end();
    assertThat(timeline.messages()).hasToString("R@20 T@25 T@31 T@31 T@42 F@42 D@50");
    assertThat(timeline.firstChunkNanos()).isEqualTo(20);
    assertThat(timeline.firstOutputNanos()).isEqualTo(25);
    assertThat(timeline.chunkNanos()).containsExactly(20, 25, 31, 31, 42, 42);
    assertThat(timeline.interOutputNanos()).containsExactly(6, 0, 11);
  }

  static Stream<Arguments> messagesAndTheirKinds() {
    return Stream.of(
        Arguments.of("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}", "R"),
        Arguments.of("{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}", "R"),
        Arguments.of("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"x\"}}]}", "T"),
        Arguments.of("{\"choices\":[{\"delta\":{\"content\":\"\\u4f60\"}}]}", "T"),
        Arguments.of("{\"choices\":[{\"delta\":{\"content\":\"\"}}]}", "e"),
        Arguments.of("{\"choices\":[{\"delta\":{\"content\":null}}]}", "E"),
        Arguments.of("{\"choices\":[{\"delta\":null}]}", "E"),
        Arguments.of("{\"choices\":[null]}", "E"),
        Arguments.of("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}", "F"),
        Arguments.of(
            "{\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"s\"}]}", "T"),
        Arguments.of("{\"choices\":[{\"delta\":{\"reasoning_content\":\"x\"}}]}", "g"),
        Arguments.of("{\"choices\":[{\"delta\":{\"reasoning\":\"x\",\"content\":null}}]}", "G"),
        Arguments.of("{\"choices\":[{\"delta\":{\"reasoning\":\"x\",\"content\":\"y\"}}]}", "T"),
        Arguments.of(
            "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]}}]}", "C"),
        Arguments.of(
            "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"\"}}]}}]}",
            "e"),
        Arguments.of("{\"choices\":[{\"text\":\"x\"}],\"object\":\"text_completion\"}", "T"),
        Arguments.of("{\"choices\":[{\"text\":\"\"},{\"text\":\"x\"}]}", "T"),
        Arguments.of("{\"choices\":[],\"usage\":{\"prompt_tokens\":1}}", "U"),
        Arguments.of("{\"choices\":null,\"usage\":{}}", "U"),
        Arguments.of("{\"choices\":[{\"text\":\"x\"}],\"usage\":{\"prompt_tokens\":1}}", "T"),
        Arguments.of("{\"choices\":[],\"usage\":null}", "O"),
        Arguments.of("{}", "O"),
        Arguments.of("[]", "O"),
        Arguments.of("\"text\"", "O"),
        Arguments.of("{\"error\":{\"message\":\"broke\"}}", "X"),
        Arguments.of("{\"error\":null,\"choices\":[{\"text\":\"x\"}]}", "T"),
        Arguments.of("{\"object\":\"error\",\"message\":\"broke\"}", "X"),
        Arguments.of("[DONE]", "D"),
        Arguments.of("[DONE] ", "D"),
        Arguments.of("[DONE", "M"),
        Arguments.of("{\"choices\":[{\"text\":\"x\"}]", "M"),
        Arguments.of("", "M"));
  }

  @ParameterizedTest
  @MethodSource("messagesAndTheirKinds")
  void everyKindOfMessageIsToldApart(String data, String letter) {
    StreamTimeline timeline = new StreamTimeline(0);
    read(timeline, "data: " + data + "\n\n", 1);
    assertThat(letters(timeline)).isEqualTo(letter);
  }

  @Test
  void textOfAMalformedMessageIsNotKept() {
    StreamTimeline timeline = new StreamTimeline(0);
    read(timeline, TOKEN + "data: {\"choices\":[{\"text\":\"lost\"}]\n\n" + TOKEN, 1);
    assertThat(timeline.text()).isEqualTo("hihi");
  }

  @Test
  void reasoningUnderTwoNamesCountsOnce() {
    StreamTimeline timeline = new StreamTimeline(0);
    read(timeline, delta("{\"reasoning\":\"so\",\"reasoning_content\":\"so\"}"), 1);
    assertThat(timeline.reasoning()).isEqualTo("so");
    assertThat(timeline.text()).isEmpty();
  }

  static Stream<Arguments> endsAndTheirFaults() {
    String role = delta("{\"role\":\"assistant\",\"content\":\"\"}");
    return Stream.of(
        Arguments.of(TOKEN + FINISH + DONE, null),
        Arguments.of(TOKEN + DONE, null),
        Arguments.of(TOKEN + FINISH, null),
        Arguments.of(TOKEN + "data: [DONE]", null),
        Arguments.of(TOKEN, FaultKind.CUT),
        Arguments.of(TOKEN + TOKEN.substring(0, 30), FaultKind.CUT),
        Arguments.of(TOKEN + "data: [DO", FaultKind.CUT),
        Arguments.of("", FaultKind.EMPTY),
        Arguments.of(": ping\n\n", FaultKind.EMPTY),
        Arguments.of(DONE, FaultKind.EMPTY),
        Arguments.of(DONE + DONE, FaultKind.EMPTY),
        Arguments.of(role + DONE, FaultKind.NO_OUTPUT),
        Arguments.of(role + FINISH + DONE, FaultKind.NO_OUTPUT),
        Arguments.of(role, FaultKind.CUT),
        Arguments.of(TOKEN + "data: oops\n\n" + TOKEN + DONE, FaultKind.MALFORMED),
        Arguments.of("data: {\"error\":{\"message\":\"x\"}}\n\n" + DONE, FaultKind.ERROR_EVENT),
        Arguments.of(TOKEN + "event: error\ndata: {}\n\n" + DONE, FaultKind.ERROR_EVENT));
  }

  @ParameterizedTest
  @MethodSource("endsAndTheirFaults")
  void everyEndIsJudged(String stream, @Nullable FaultKind expected) {
    StreamTimeline timeline = new StreamTimeline(0);
    read(timeline, stream, 1);
    timeline.end();
    Fault fault = timeline.fault();
    assertThat(fault == null ? null : fault.kind()).isEqualTo(expected);
  }

  @Test
  void anErrorEventIsKeptForTheReport() {
    StreamTimeline timeline = new StreamTimeline(0);
    read(timeline, TOKEN + "data: {\"error\":{\"message\":\"out of memory\"}}\n\n", 1);
    timeline.end();
    assertThat(requireNonNull(timeline.fault()).body())
        .isEqualTo("{\"error\":{\"message\":\"out of memory\"}}");
  }

  @Test
  void anEarlierMalformedMessageStaysOneThoughTheLastIsCut() {
    StreamTimeline timeline = new StreamTimeline(0);
    read(timeline, "data: {oops\n\n" + TOKEN + "data: [DONE]\n\ndata: {", 1);
    timeline.end();
    assertThat(requireNonNull(timeline.fault()).kind()).isEqualTo(FaultKind.MALFORMED);
    assertThat(requireNonNull(timeline.fault()).body()).contains("{oops");
  }

  @Test
  void noBytesMakeItThrow() {
    Random random = new Random(9);
    String alphabet = "data: {}[]\",:\\\n\r\u00e9choicestextdelta0";
    for (int round = 0; round < 20_000; round++) {
      StreamTimeline timeline = new StreamTimeline(0);
      for (int read = 0; read < 3; read++) {
        byte[] bytes = new byte[random.nextInt(60)];
        for (int i = 0; i < bytes.length; i++) {
          int pick = random.nextInt(alphabet.length() + 4);
          bytes[i] =
              (byte) (pick < alphabet.length() ? alphabet.charAt(pick) : random.nextInt(256));
        }
        timeline.read(bytes, 0, bytes.length, read);
      }
      timeline.end();
      assertThat(timeline.messages().size()).isEqualTo(timeline.size());
      assertThat(timeline.fault()).isNotNull();
    }
  }

  private static String delta(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n";
  }

  private static void read(StreamTimeline timeline, String text, long stampNanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    timeline.read(bytes, 0, bytes.length, stampNanos);
  }

  private static StreamTimeline played(String file, int cut) throws IOException {
    StreamTimeline timeline = new StreamTimeline(0);
    try (InputStream in = StreamTimelineTest.class.getResourceAsStream("/golden/streams/" + file)) {
      byte[] stream = requireNonNull(in).readAllBytes();
      for (int from = 0; from < stream.length; from += cut) {
        timeline.read(stream, from, Math.min(stream.length, from + cut), from);
      }
    }
    timeline.end();
    return timeline;
  }

  private static String letters(StreamTimeline timeline) {
    Messages messages = timeline.messages();
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < messages.size(); i++) {
      letters.append(messages.kind(i).letter());
    }
    return letters.toString();
  }
}
