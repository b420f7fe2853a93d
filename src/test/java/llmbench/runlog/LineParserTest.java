package llmbench.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/** Times that are read ahead are those that the JSON parser alone reads, or it reads them. */
class LineParserTest {

  private static final String BEFORE =
      "{\"index\":7,\"name\":\"chat\",\"sent_ns\":1000,\"end_ns\":29301000,\"kinds\":\"RT3\"";
  private static final String AFTER = ",\"usage\":{\"completion_tokens\":3},\"text\":\"你好 🙂\"}";
  private static final String PLAIN = BEFORE + ",\"gaps_ns\":[20000000,0,4600001,4599999]" + AFTER;

  /** Pieces of lines, put together at random: plain ones, odd ones and broken ones. */
  private static final List<String> PIECES =
      List.of(
          ",\"gaps_ns\":[1,2,3,4]",
          ",\"gaps_ns\":[1,2,3,4]",
          ",\"gaps_ns\":[4,3,2,1]",
          ",\"gaps_ns\":[]",
          ",\"gaps_ns\": [1,2,3,4]",
          ",\"gaps_ns\":[1, 2,3,4]",
          ",\"gaps_ns\":[01,2,3,4]",
          ",\"gaps_ns\":[1,2,-3,4]",
          ",\"gaps_ns\":[1,2,3,4",
          ",\"gaps_ns\":[1,2,3,,4]",
          ",\"gaps_ns\":[1,2,3,4,]",
          ",\"gaps_ns\":[1,2,3e2,4]",
          ",\"gaps_ns\":[1,2,3.0,4]",
          ",\"gaps_ns\":[1,2,999999999999999999,4]",
          ",\"gaps_ns\":[1,2,9223372036854775808,4]",
          ",\"gaps_ns\":null",
          ",\"usage\":{\"x\":1,\"gaps_ns\":[1,2,3,4]}",
          ",\"x\":[{\"y\":0,\"gaps_ns\":[5,6,7,8]}]",
          ",\"text\":\",\\\"gaps_ns\\\":[9,9,9,9]\"",
          ",\"text\":\",\"gaps_ns\":[9,9,9,9]",
          ",\"kinds\":\"T4\"",
          ",\"kinds\":\"\"",
          ",\"index\":8",
          "}",
          ",",
          "\"",
          "\u0000");

  private final LineParser parser = new LineParser();

  @Test
  void aPlainLineIsReadQuickly() {
    byte[] line = PLAIN.getBytes(StandardCharsets.UTF_8);
    assertThat(parser.quickly(line, line.length))
        .isNotNull()
        .isEqualTo(LineParser.strictly(line, line.length));
  }

  @Test
  void longArraysAndLongLinesAreReadQuicklyToo() {
    StringJoiner gaps = new StringJoiner(",", ",\"gaps_ns\":[", "]");
    for (int i = 0; i < 5_000; i++) {
      gaps.add(String.valueOf(i * 1_001L));
    }
    String text = ",\"text\":\"" + "long ".repeat(20_000) + "\"}";
    byte[] line = (BEFORE.replace("RT3", "T5000") + gaps + text).getBytes(StandardCharsets.UTF_8);
    assertThat(parser.quickly(line, line.length))
        .isNotNull()
        .isEqualTo(LineParser.strictly(line, line.length));
    byte[] plain = PLAIN.getBytes(StandardCharsets.UTF_8);
    assertThat(parser.parse(plain, plain.length))
        .isEqualTo(LineParser.strictly(plain, plain.length));
  }

  @Test
  void linesPutTogetherAtRandomAreReadAsByTheJsonParserAlone() {
    Random random = new Random(21);
    int read = 0;
    for (int round = 0; round < 15_000; round++) {
      StringBuilder line = new StringBuilder(BEFORE);
      for (int pieces = random.nextInt(4); pieces >= 0; pieces--) {
        line.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      line.append(random.nextBoolean() ? AFTER : "}");
      read += agree(line.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(1_000);
  }

  @Test
  void changedBytesAreReadAsByTheJsonParserAlone() {
    Random random = new Random(22);
    byte[] bytes = PLAIN.getBytes(StandardCharsets.UTF_8);
    byte[] likely = "0123456789,,]][[{}\":-. eE\\".getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int round = 0; round < 15_000; round++) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (byte each : bytes) {
        int dice = random.nextInt(bytes.length * 2);
        if (dice > 2) {
          line.write(each);
        }
        if (dice < 2) {
          line.write(likely[random.nextInt(likely.length)]);
        }
      }
      read += agree(line.toByteArray()) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(1_000);
  }

  /** Whether it is a request at all. */
  private boolean agree(byte[] line) {
    boolean isRequest = LineParser.strictly(line, line.length) != null;
    assertThat(parser.parse(line, line.length))
        .as(new String(line, StandardCharsets.UTF_8))
        .isEqualTo(LineParser.strictly(line, line.length));
    return isRequest;
  }
}
