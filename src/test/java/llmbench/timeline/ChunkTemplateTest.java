package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stream that is known by its form must read as one that is walked over. Byte by byte no chunk
 * ever lies whole in one read, so nothing is known by its form then: that reading is the oracle.
 */
class ChunkTemplateTest {

  private static final String HEAD =
      "{\"id\":\"chatcmpl-7\",\"object\":\"chat.completion.chunk\",\"created\":1764029000,"
          + "\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":";

  /** What comes between tokens in real streams, and what was made to look like one. */
  private static final String[] DELTAS = {
    "{\"content\":\"%s\"}",
    "{\"content\":\"%s\"}",
    "{\"content\":\"%s\"}",
    "{\"content\":\"%s\"}",
    "{\"reasoning_content\":\"%s\"}",
    "{\"reasoning\":\"%s\",\"content\":null}",
    "{\"reasoning\":\"%s\",\"content\":\"%s\"}",
    "{\"content\":\"%s\",\"content\":\"%s\"}",
    "{\"content\":\"\"}",
    "{\"role\":\"assistant\",\"content\":\"%s\"}",
    "{\"content\":\"%s\",\"role\":null}",
    "{\"function_call\":{},\"content\":\"%s\"}",
    "null},{\"delta\":{\"content\":\"%s\"}",
    "{},\"text\":\"%s\"",
    "{\"content\":null}",
    "{}",
    "{\"content\":\"%s\",\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]}",
  };

  private static final String[] TEXTS = {
    "a", " the", "红利", "🙂", "\\n", "\\\"", "\\u00e9", "", "\t", "\"}", "x\",\"role\":\"y", "{}",
  };

  private static final String[] TAILS = {
    ",\"finish_reason\":null}]}",
    ",\"finish_reason\":null}]}",
    ",\"finish_reason\":null}]}",
    ",\"finish_reason\":\"stop\"}]}",
    "}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}",
    "}],\"usage\":{\"completion_tokens\":8}}",
    "}],\"usage\":{\"completion_tokens\":9},\"metrics\":{\"queue_time_ms\":2.5}}",
    "}],\"metrics\":{\"queue_time_ms\":1,\"time_to_first_token_ms\":3}}",
    "}],\"metrics\":{\"time_to_first_token_ms\":4}}",
    "}],\"error\":null}",
    "}",
  };

  private static final String[] ENDS = {"\n\n", "\n\n", "\n\n", "\r\n\r\n", "\r\r", "\n", "\n\n\n"};

  private static final String[] PREFIXES = {
    "data: ",
    "data: ",
    "data: ",
    "data:",
    "id: 1\ndata: ",
    ": ping\n\ndata: ",
    "event: error\ndata: ",
    "data: {\ndata: ",
  };

  @Test
  void aStreamReadsTheSameByItsFormAsByItsJson() {
    Random random = new Random(20261125);
    int known = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] bytes = stream(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(3) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      StreamTimeline walked = read(bytes, 1, random);
      StreamTimeline whole = read(bytes, bytes.length, random);
      StreamTimeline cut = read(bytes, 1 + random.nextInt(bytes.length), random);
      assertThat(saw(whole)).as("stream %d", i).isEqualTo(saw(walked));
      assertThat(saw(cut)).as("stream %d, cut", i).isEqualTo(saw(walked));
      known += walked.outputs() > 1 ? 1 : 0;
    }
    // The streams are made well: many have something to know.
    assertThat(known).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\n", "\r\n\r\n"})
  void aMessageIsKnownByItsForm(String end) {
    ChunkTemplate template = new ChunkTemplate();
    byte[] learnt = ("xx" + chunk("one", end)).getBytes(StandardCharsets.UTF_8);
    int text = new String(learnt, StandardCharsets.UTF_8).indexOf("one");
    template.learn(MessageKind.TEXT, learnt, 2, text, text + 3, learnt.length);
    byte[] next = (chunk("two and a half", end) + chunk("x", end)).getBytes(StandardCharsets.UTF_8);
    int first = template.match(next, 0, next.length);
    assertThat(first).isEqualTo(chunk("two and a half", end).length());
    assertThat(textOf(template, next)).isEqualTo("two and a half");
    assertThat(template.match(next, first, next.length)).isEqualTo(next.length);
    assertThat(textOf(template, next)).isEqualTo("x");
    // Not all of it is there yet.
    assertThat(template.match(next, first, next.length - 1)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\\nb", "\\\"", "a\nb", "a\u0001"})
  void textsThatTheJsonMustTellAreLeftToIt(String text) {
    ChunkTemplate template = new ChunkTemplate();
    byte[] learnt = chunk("one", "\n\n").getBytes(StandardCharsets.UTF_8);
    int from = new String(learnt, StandardCharsets.UTF_8).indexOf("one");
    template.learn(MessageKind.TEXT, learnt, 0, from, from + 3, learnt.length);
    byte[] next = chunk(text, "\n\n").getBytes(StandardCharsets.UTF_8);
    assertThat(template.match(next, 0, next.length)).isEqualTo(-1);
  }

  @Test
  void beforeAnythingIsLearntNothingIsKnown() {
    byte[] bytes = chunk("one", "\n\n").getBytes(StandardCharsets.UTF_8);
    assertThat(new ChunkTemplate().match(bytes, 0, bytes.length)).isEqualTo(-1);
  }

  private static String textOf(ChunkTemplate template, byte[] bytes) {
    return new String(
        Arrays.copyOfRange(bytes, template.textFrom(), template.textTo()), StandardCharsets.UTF_8);
  }

  private static String chunk(String text, String end) {
    return "data: " + HEAD + "{\"content\":\"" + text + "\"},\"finish_reason\":null}]}" + end;
  }

  private static String stream(Random random) {
    StringBuilder stream = new StringBuilder();
    String delta = any(DELTAS, random);
    String tail = any(TAILS, random);
    String end = any(ENDS, random);
    String prefix = any(PREFIXES, random);
    int chunks = 1 + random.nextInt(8);
    for (int i = 0; i < chunks; i++) {
      // Mostly as the one before, so that there is something to know.
      delta = random.nextInt(4) == 0 ? any(DELTAS, random) : delta;
      tail = random.nextInt(6) == 0 ? any(TAILS, random) : tail;
      end = random.nextInt(8) == 0 ? any(ENDS, random) : end;
      prefix = random.nextInt(8) == 0 ? any(PREFIXES, random) : prefix;
      String text = delta.replace("%s", any(TEXTS, random));
      stream.append(prefix).append(HEAD).append(text).append(tail).append(end);
    }
    return stream.append(random.nextBoolean() ? "data: [DONE]\n\n" : "").toString();
  }

  private static String any(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  private static StreamTimeline read(byte[] bytes, int most, Random random) {
    StreamTimeline timeline = new StreamTimeline(0);
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + most);
      byte[] buffer = new byte[end - at + 7];
      System.arraycopy(bytes, at, buffer, 7, end - at);
      timeline.read(buffer, 7, buffer.length, 0);
      // As the next read would: nothing may be kept in it.
      random.nextBytes(buffer);
      at = end;
    }
    timeline.end();
    return timeline;
  }

  private static String saw(StreamTimeline timeline) {
    StringBuilder saw = new StringBuilder();
    Messages messages = timeline.messages();
    for (int i = 0; i < messages.size(); i++) {
      saw.append(messages.kind(i).letter());
    }
    Fault fault = timeline.fault();
    return saw.append(' ')
        .append(timeline.text())
        .append(" | ")
        .append(timeline.reasoning())
        .append(" | ")
        .append(Objects.toString(timeline.finishReason()))
        .append(" | ")
        .append(Objects.toString(timeline.usage()))
        .append(" | ")
        .append(Objects.toString(timeline.serverTimes()))
        .append(" | ")
        .append(fault == null ? "ok" : fault.line() + Objects.toString(fault.body()))
        .toString();
  }
}
