package llmbench.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLinesTest {

  private static final String LINE =
      """
      {"index":7,"name":"chat","request_id":"id-7","prompt_tokens":100,"max_tokens":3,\
      "sent_ns":1000,"end_ns":29301000,"status":200,"resends":1,"kinds":"RT3FUD",\
      "gaps_ns":[20000000,0,4600001,4599999,0,100000,0],"usage":{"prompt_tokens":129,\
      "completion_tokens":3},"finish_reason":"length","text":"你好 🙂","reasoning":"so"}
      """;

  private static final String FAILED =
      """
      {"index":8,"name":"chat","request_id":"","prompt_tokens":9,"max_tokens":3,"sent_ns":5,\
      "end_ns":9,"status":404,"resends":0,"kinds":"","gaps_ns":[],"text":"","fault":{"kind":\
      "http-status","message":"404 Not Found","body":"{}"}}
      """;

  @TempDir Path folder;

  @Test
  void aLineIsTheRequestThatWasWritten() throws IOException {
    List<RequestRecord> requests = new ArrayList<>();
    RequestLines lines = read(bytes(LINE + FAILED), requests);
    MessageKind[] kinds = {
      MessageKind.ROLE,
      MessageKind.TEXT,
      MessageKind.TEXT,
      MessageKind.TEXT,
      MessageKind.FINISH,
      MessageKind.USAGE,
      MessageKind.DONE
    };
    long[] nanos = {
      20_000_000, 20_000_000, 24_600_001, 29_200_000, 29_200_000, 29_300_000, 29_300_000
    };
    assertThat(requests)
        .containsExactly(
            new RequestRecord(
                7,
                "chat",
                "id-7",
                100,
                3,
                1000,
                29_301_000,
                200,
                1,
                Messages.of(kinds, nanos),
                new Usage(129, 3, null),
                "length",
                "你好 🙂",
                "so",
                null),
            new RequestRecord(
                8,
                "chat",
                "",
                9,
                3,
                5,
                9,
                404,
                0,
                Messages.NONE,
                null,
                null,
                "",
                "",
                new Fault(FaultKind.HTTP_STATUS, "404 Not Found", "{}")));
    assertThat(lines).isEqualTo(new RequestLines(List.of(), false));
  }

  @Test
  void anAnswerThatCameWholeIsTold() throws IOException {
    List<RequestRecord> requests = new ArrayList<>();
    read(bytes(FAILED.replace("\"kinds\"", "\"whole\":true,\"kinds\"") + FAILED), requests);
    assertThat(requests).extracting(RequestRecord::unstreamed).containsExactly(true, false);
    assertThat(requests.get(1).asUnstreamed()).isEqualTo(requests.get(0));
  }

  @Test
  void aFileThatEndsAnywhereKeepsTheLinesBefore() throws IOException {
    byte[] file = bytes(FAILED + LINE);
    int first = bytes(FAILED).length;
    for (int cut = 0; cut <= file.length; cut++) {
      List<RequestRecord> requests = new ArrayList<>();
      RequestLines lines = read(Arrays.copyOf(file, cut), requests);
      int whole = cut >= file.length - 1 ? 2 : cut >= first - 1 ? 1 : 0;
      assertThat(requests).as("cut at %d", cut).hasSize(whole);
      boolean within = (cut > 0 && cut < first - 1) || (cut > first && cut < file.length - 1);
      assertThat(lines.partialLastLine()).as("cut at %d", cut).isEqualTo(within);
      assertThat(lines.broken()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "nonsense",
        "{\"index\":1,\"sent_ns\":1}",
        "{\"index\":1,\"sent_ns\":9,\"end_ns\":8}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"kinds\":\"T2\",\"gaps_ns\":[1]}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"kinds\":\"T\",\"gaps_ns\":[1,2]}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"kinds\":\"T99999999999\",\"gaps_ns\":[1]}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"kinds\":\"?\",\"gaps_ns\":[1]}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"kinds\":\"TT\",\"gaps_ns\":[1,-1]}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"fault\":{\"kind\":\"unheard-of\"}}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8}{}",
        "{\"index\":1,\"sent_ns\":-9223372036854775808,\"end_ns\":8}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":9223372036854775807}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":100000000000000001}",
        "{\"index\":-1,\"sent_ns\":1,\"end_ns\":8}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"prompt_tokens\":-1}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"usage\":{\"completion_tokens\":-1}}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"kinds\":\"T\",\"gaps_ns\":[900000000000000000]}",
        "{\"index\":1,\"sent_ns\":1,\"end_ns\":8,\"kinds\":\"T2\","
            + "\"gaps_ns\":[9223372036854775807,9223372036854775807]}"
      })
  void aLineThatIsNoRequestIsSaidWithItsNumberAndTheOthersAreRead(String line) throws IOException {
    List<RequestRecord> requests = new ArrayList<>();
    RequestLines lines = read(bytes(FAILED + line + "\n\n" + LINE), requests);
    assertThat(requests).hasSize(2);
    assertThat(lines.broken()).containsExactly(2);
    assertThat(lines.partialLastLine()).isFalse();
  }

  @Test
  void everyLineThatCantBeReadIsCountedThoughOnlyAHundredAreNamed() throws IOException {
    RequestLines lines = read(bytes("nonsense\n".repeat(250) + LINE + "half"), new ArrayList<>());
    assertThat(lines.broken()).hasSize(100).startsWith(1, 2, 3);
    assertThat(lines.brokenLines()).isEqualTo(250);
    assertThat(lines.unreadable()).isEqualTo(251);
  }

  @Test
  void bytesThatAreNoTextAreABrokenLine() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(bytes(FAILED));
    file.write(bytes("{\"index\":1,\"text\":\""));
    file.write(new byte[] {(byte) 0xE4, (byte) 0xBD, '\n'});
    file.write(bytes(LINE));
    List<RequestRecord> requests = new ArrayList<>();
    assertThat(read(file.toByteArray(), requests).broken()).containsExactly(2);
    assertThat(requests).hasSize(2);
  }

  @Test
  void linesOfAnyLengthAreRead() throws IOException {
    String text = "long ".repeat(60_000);
    String line = LINE.replace("你好 🙂", text);
    List<RequestRecord> requests = new ArrayList<>();
    read(bytes(line + FAILED + line), requests);
    assertThat(requests).extracting(RequestRecord::text).containsExactly(text, "", text);
  }

  @Test
  void randomBytesNeverThrow() throws IOException {
    Random random = new Random(4);
    byte[] line = bytes(LINE);
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = line.clone();
      for (int k = random.nextInt(5); k >= 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      new LineParser().parse(changed, changed.length);
    }
  }

  private RequestLines read(byte[] bytes, List<RequestRecord> requests) throws IOException {
    Path file = Files.write(folder.resolve("requests.jsonl"), bytes);
    return RequestLines.read(file, requests::add);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
