package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SseReaderTest {

  private static final List<String> TERMINATORS = List.of("\n", "\r", "\r\n");
  private static final List<Integer> CUTS = List.of(1, 2, 3, 5, 7, 200, 1 << 16);

  /** Lines of a stream with all that the format allows; its terminator is put in by the test. */
  private static final List<String> LINES =
      List.of(
          ": a comment",
          "data: {\"text\":\"plain\"}",
          "",
          "event: message",
          "data:no blank after the colon",
          "id: 7",
          "",
          "data: 你好 🙂 décoder",
          ":",
          "",
          "",
          "data: first",
          "data: second",
          "retry: 10",
          "data",
          "",
          "event: error",
          "data: it broke",
          "",
          "dataset: no data field",
          "",
          "data:  two blanks",
          "",
          "data: [DONE]",
          "");

  private static final List<String> MESSAGES =
      List.of(
          "{\"text\":\"plain\"}",
          "no blank after the colon",
          "你好 🙂 décoder",
          "first\nsecond\n",
          "error: it broke",
          " two blanks",
          "[DONE]");

  static Stream<Arguments> terminatorsAndCuts() {
    return TERMINATORS.stream().flatMap(t -> CUTS.stream().map(cut -> Arguments.of(t, cut)));
  }

  @ParameterizedTest
  @MethodSource("terminatorsAndCuts")
  void messagesAreTheSameHoweverTheStreamIsCut(String terminator, int cut) {
    byte[] stream = bytes(String.join(terminator, LINES) + terminator);
    Collector collector = new Collector();
    for (int from = 0; from < stream.length; from += cut) {
      collector.read(stream, from, Math.min(stream.length, from + cut), from);
    }
    assertThat(collector.reader.end()).isFalse();
    assertThat(collector.messages).isEqualTo(MESSAGES);
  }

  @Test
  void messagesAreTheSameForEveryPlaceWhereTwoReadsMeet() {
    for (String terminator : TERMINATORS) {
      byte[] stream = bytes(String.join(terminator, LINES) + terminator);
      for (int cut = 0; cut <= stream.length; cut++) {
        Collector collector = new Collector();
        collector.read(stream, 0, cut, 0);
        collector.read(stream, cut, stream.length, 1);
        assertThat(collector.messages).as("cut at %d", cut).isEqualTo(MESSAGES);
      }
    }
  }

  @Test
  void mixedTerminatorsAndRandomCutsGiveTheSameMessages() {
    Random random = new Random(20261124);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder(round % 2 == 0 ? "" : "\uFEFF");
      for (String line : LINES) {
        text.append(line).append(TERMINATORS.get(random.nextInt(TERMINATORS.size())));
      }
      // CR then LF of two lines would read as one terminator: a blank line may vanish, no data.
      byte[] stream = bytes(text.toString().replace("\r\n\n", "\n\n").replace("\r\n\r\n", "\n\n"));
      Collector whole = new Collector();
      whole.read(stream, 0, stream.length, 0);
      Collector cut = new Collector();
      for (int from = 0; from < stream.length; ) {
        int to = Math.min(stream.length, from + random.nextInt(30));
        cut.read(stream, from, to, from);
        from = to;
      }
      assertThat(cut.messages).isEqualTo(whole.messages);
    }
  }

  @Test
  void aMessageHasTheTimeOfTheReadThatBroughtItsLastByteOfData() {
    Collector collector = new Collector();
    collector.read("data: one", 10);
    collector.read("\n", 20);
    collector.read("\n", 30);
    collector.read("data: tw", 40);
    collector.read("o\n\ndata: three\n\n", 50);
    collector.read("data: four\r", 60);
    collector.read("\n\r\n", 70);
    assertThat(collector.messages).containsExactly("one", "two", "three", "four");
    assertThat(collector.nanos).containsExactly(10L, 50L, 50L, 60L);
  }

  @Test
  void whatNoBlankLineEndedIsHandedOnAtTheEnd() {
    Collector collector = new Collector();
    collector.read("data: one\n\ndata: [DONE]", 5);
    assertThat(collector.messages).containsExactly("one");
    assertThat(collector.reader.end()).isTrue();
    assertThat(collector.messages).containsExactly("one", "[DONE]");
    assertThat(collector.nanos).containsExactly(5L, 5L);
  }

  @Test
  void aMessageWithoutEndIsRefusedBeforeItFillsTheHeap() {
    Collector collector = new Collector();
    byte[] megabyte = new byte[1 << 20];
    collector.read("data: ", 0);
    for (int i = 0; i < 64; i++) {
      collector.read(megabyte, 0, megabyte.length, i);
    }
    assertThat(collector.reader.tooLong()).isTrue();
    collector.read("\n\ndata: late\n\n", 99);
    collector.reader.end();
    assertThat(collector.messages).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Collects messages; hands each read over in an array that is spoiled afterwards. */
  private static final class Collector {
    final List<String> messages = new ArrayList<>();
    final List<Long> nanos = new ArrayList<>();
    final SseReader reader =
        new SseReader(
            (bytes, from, to, error, time) -> {
              String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
              messages.add(error ? "error: " + text : text);
              nanos.add(time);
            });

    void read(String text, long time) {
      byte[] all = bytes(text);
      read(all, 0, all.length, time);
    }

    void read(byte[] stream, int from, int to, long time) {
      byte[] buffer = new byte[to - from + 7];
      System.arraycopy(stream, from, buffer, 3, to - from);
      reader.read(buffer, 3, 3 + to - from, time);
      java.util.Arrays.fill(buffer, (byte) '#');
    }
  }
}
