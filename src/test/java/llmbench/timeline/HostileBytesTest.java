package llmbench.timeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bytes a server sends, nothing throws, everything ends, and the work is in proportion to
 * the bytes. Seeded: a failure repeats itself.
 */
class HostileBytesTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int CASES = 100_000;

  /** Words that parsers know, so that random bytes come deeper than to the first character. */
  private static final String[] WORDS = {
    "data:",
    "data: ",
    "event: error",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    ":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "\\",
    "\\u",
    "\\ud83d",
    "\\ude42",
    "\\u00e9",
    "{\"choices\":[",
    "{\"delta\":{",
    "{\"message\":{",
    "\"content\":",
    "\"text\":",
    "\"reasoning\":",
    "\"role\":",
    "\"finish_reason\":",
    "\"usage\":{",
    "\"prompt_tokens\":",
    "\"completion_tokens\":",
    "\"error\":",
    "\"tool_calls\":[",
    "\"function\":{",
    "\"arguments\":",
    "\"stream\":",
    "true",
    "null",
    "-1.5e+9",
    "99999999999999999999",
    "[DONE]",
    "\uFEFF",
    "é",
    "🙂",
    "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n",
  };

  @Test
  void noBytesMakeAnyParserThrow() {
    Random random = new Random(20_261_124);
    int faultless = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = i % 4 == 0 ? noise(random) : words(random);
      JsonCursor json = new JsonCursor();
      json.reset(bytes, 0, bytes.length);
      json.skip();
      if (json.atEnd()) {
        assertThat(isJson(bytes)).as(new String(bytes, StandardCharsets.UTF_8)).isTrue();
      }
      new ChunkScanner().message(bytes, 0, bytes.length);
      AnswerType unused = AnswerType.askedForBy(bytes);
      StreamTimeline whole = new StreamTimeline(0);
      whole.whole(bytes);
      StreamTimeline stream = cutAtRandom(bytes, random);
      holds(stream, bytes.length);
      faultless += whole.fault() == null || stream.fault() == null ? 1 : 0;
    }
    assertThat(faultless).as("some are good, so the words reach all of the code").isPositive();
  }

  /** What we take, Jackson takes; strings may hold bytes that are no UTF-8, as a server sends. */
  private static boolean isJson(byte[] bytes) {
    try {
      JSON.readTree(new String(bytes, StandardCharsets.ISO_8859_1));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** One byte changed, lost or too many, at every place of real streams. */
  @ParameterizedTest
  @ValueSource(strings = {"vllm_0.32_chat.sse", "vllm_0.32_completions.sse"})
  void aRealStreamMayBeSpoiltAnywhere(String file) throws IOException {
    byte[] golden = golden(file);
    Random random = new Random(golden.length);
    for (int at = 0; at < golden.length; at++) {
      byte[] changed = golden.clone();
      changed[at] = (byte) random.nextInt(256);
      holds(cutAtRandom(changed, random), changed.length);
      byte[] lost = Arrays.copyOf(golden, golden.length - 1);
      System.arraycopy(golden, at + 1, lost, at, lost.length - at);
      holds(cutAtRandom(lost, random), lost.length);
      byte[] more = Arrays.copyOf(golden, golden.length + 1);
      System.arraycopy(golden, at, more, at + 1, golden.length - at);
      more[at] = (byte) random.nextInt(256);
      holds(cutAtRandom(more, random), more.length);
    }
  }

  /** What came before the cut is there, nothing else is, and it is a failure up to the end. */
  @ParameterizedTest
  @ValueSource(strings = {"vllm_0.32_chat.sse", "vllm_0.32_completions.sse"})
  void aRealStreamMayEndAnywhere(String file) throws IOException {
    byte[] golden = golden(file);
    StreamTimeline whole = read(golden, golden.length);
    String text = new String(golden, StandardCharsets.ISO_8859_1);
    int finished = text.indexOf('\n', text.indexOf("\"finish_reason\":\""));
    for (int end = 0; end < golden.length; end++) {
      StreamTimeline cut = read(golden, end);
      holds(cut, end);
      assertThat(whole.text()).startsWith(cut.text().replace("\uFFFD", ""));
      for (int i = 0; i < cut.size(); i++) {
        assertThat(cut.messages().kind(i)).isEqualTo(whole.messages().kind(i));
      }
      if (end < finished) {
        FaultKind expected = cut.size() == 0 ? FaultKind.EMPTY : FaultKind.CUT;
        assertThat(requireNonNull(cut.fault()).kind()).as("cut at %d", end).isEqualTo(expected);
      }
    }
  }

  /**
   * Work by the memory that it takes, which no busy machine changes; what took a time that grows
   * with the square of these bytes would not end while anyone waits.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: x\n",
        "data: x\n\n",
        "\n",
        "\r",
        "x",
        ":",
        "data",
        "event: error\n",
        "[",
        "{\"a\":",
        "\\",
        "\"",
        "data: [",
        "\\u0041",
        "data: {\"choices\":[{\"delta\":{\"content\":\"",
        "\uFEFF"
      })
  void theWorkIsInProportionToTheBytes(String word) {
    byte[] bytes = word.repeat((1 << 20) / word.length()).getBytes(StandardCharsets.UTF_8);
    assertThat(allocatedBy(bytes, HostileBytesTest::byteByByte)).isLessThan(64L * bytes.length);
    assertThat(allocatedBy(bytes, b -> read(b, b.length))).isLessThan(64L * bytes.length);
    assertThat(allocatedBy(bytes, b -> new StreamTimeline(0).whole(b)))
        .isLessThan(64L * bytes.length);
  }

  private static long allocatedBy(byte[] bytes, Consumer<byte[]> work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.accept(bytes);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void byteByByte(byte[] bytes) {
    StreamTimeline timeline = new StreamTimeline(0);
    for (int i = 0; i < bytes.length; i++) {
      timeline.read(bytes, i, i + 1, i);
    }
    timeline.end();
    holds(timeline, bytes.length);
  }

  /** What is true of every stream of so many bytes. */
  private static void holds(StreamTimeline timeline, int bytes) {
    Messages messages = timeline.messages();
    assertThat(messages.size()).isEqualTo(timeline.size()).isLessThanOrEqualTo(bytes / 5 + 1);
    assertThat(messages.outputs()).isEqualTo(timeline.outputs());
    assertThat(timeline.text().length()).isLessThanOrEqualTo(bytes);
    Fault fault = timeline.fault();
    boolean failed = messages.count(MessageKind.ERROR) + messages.count(MessageKind.MALFORMED) > 0;
    assertThat(fault != null).isEqualTo(failed || timeline.outputs() == 0 || isCut(timeline));
    if (fault != null && fault.body() != null) {
      // A byte that is no UTF-8 is shown as a character of three.
      assertThat(fault.body().length()).isLessThanOrEqualTo(Fault.KEPT_BYTES);
    }
  }

  private static boolean isCut(StreamTimeline timeline) {
    return timeline.finishReason() == null && timeline.messages().count(MessageKind.DONE) == 0;
  }

  private static StreamTimeline cutAtRandom(byte[] bytes, Random random) {
    StreamTimeline timeline = new StreamTimeline(0);
    for (int from = 0, to; from < bytes.length; from = to) {
      to = Math.min(bytes.length, from + 1 + random.nextInt(bytes.length));
      timeline.read(bytes, from, to, from);
    }
    timeline.end();
    return timeline;
  }

  private static StreamTimeline read(byte[] bytes, int length) {
    StreamTimeline timeline = new StreamTimeline(0);
    timeline.read(bytes, 0, length, 0);
    timeline.end();
    return timeline;
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(24); i >= 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] golden(String file) throws IOException {
    try (InputStream in = HostileBytesTest.class.getResourceAsStream("/golden/streams/" + file)) {
      return requireNonNull(in).readAllBytes();
    }
  }
}
