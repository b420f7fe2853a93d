package llmbench.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import llmbench.runlog.RequestLines;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.Inputs;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.ServerTimes;
import llmbench.timeline.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLineTest {

  @TempDir Path folder;

  @Test
  void aSuccessIsOneLineWithKindsInRunsAndTimesAsGaps() throws IOException {
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
    RequestRecord request =
        new RequestRecord(
            7,
            "chat",
            "bench-1a2b3c4d-7",
            100,
            3,
            1_000,
            29_301_000,
            200,
            0,
            Messages.of(kinds, nanos),
            new Usage(129, 3, null),
            "length",
            "你好 \"quoted\"\n",
            "",
            null);
    assertThat(line(request))
        .isEqualTo(
            """
            {"index":7,"name":"chat","request_id":"bench-1a2b3c4d-7","prompt_tokens":100,\
            "max_tokens":3,"sent_ns":1000,"end_ns":29301000,"status":200,"resends":0,\
            "kinds":"RT3FUD","gaps_ns":[20000000,0,4600001,4599999,0,100000,0],\
            "usage":{"prompt_tokens":129,"completion_tokens":3},"finish_reason":"length",\
            "text":"你好 \\"quoted\\"\\n"}
            """);
  }

  @Test
  void aFailureSaysWhatHappened() throws IOException {
    RequestRecord request =
        new RequestRecord(
            0,
            "chat",
            "",
            100,
            100,
            5,
            9,
            404,
            1,
            Messages.NONE,
            null,
            null,
            "",
            "thought",
            new Fault(FaultKind.HTTP_STATUS, "404 Not Found", "{\"error\":{}}"));
    assertThat(line(request))
        .isEqualTo(
            """
            {"index":0,"name":"chat","request_id":"","prompt_tokens":100,"max_tokens":100,\
            "sent_ns":5,"end_ns":9,"status":404,"resends":1,"kinds":"","gaps_ns":[],"text":"",\
            "reasoning":"thought","fault":{"kind":"http-status","message":"404 Not Found",\
            "body":"{\\"error\\":{}}"}}
            """);
  }

  @Test
  void anAnswerThatCameWholeSaysSo() throws IOException {
    RequestRecord request =
        new RequestRecord(
                3,
                "chat",
                "",
                29,
                4,
                5,
                900_005,
                200,
                0,
                Messages.NONE,
                new Usage(29, 4, 16),
                "stop",
                "a b c",
                "",
                null)
            .asUnstreamed();
    assertThat(line(request))
        .isEqualTo(
            """
            {"index":3,"name":"chat","request_id":"","prompt_tokens":29,"max_tokens":4,\
            "sent_ns":5,"end_ns":900005,"status":200,"resends":0,"whole":true,"kinds":"",\
            "gaps_ns":[],"usage":{"prompt_tokens":29,"completion_tokens":4,"cached_tokens":16},\
            "finish_reason":"stop","text":"a b c"}
            """);
  }

  @Test
  void countsSayWhereTheyCameAndTheServersTimesAreThere() throws IOException {
    Usage alone = new Usage(29, null, null);
    Usage beside = new Usage(29, 3, null, Usage.Place.BESIDE_CHOICES, alone);
    MessageKind[] kinds = {
      MessageKind.EMPTY_STREAMED, MessageKind.REASONING_ELSEWHERE, MessageKind.FINISH_STREAMED
    };
    RequestRecord request =
        new RequestRecord(
            3,
            "chat",
            "",
            29,
            4,
            5,
            900_005,
            Departure.AT_ONCE,
            200,
            0,
            false,
            Messages.of(kinds, new long[] {1, 2, 3}),
            new Usage(29, 4, null, Usage.Place.WITH_OUTPUT, beside),
            new ServerTimes(1.5, null),
            "stop",
            "",
            "so",
            null);
    assertThat(line(request))
        .isEqualTo(
            """
            {"index":3,"name":"chat","request_id":"","prompt_tokens":29,"max_tokens":4,\
            "sent_ns":5,"end_ns":900005,"status":200,"resends":0,"kinds":"egf",\
            "gaps_ns":[1,1,1],"usage":{"prompt_tokens":29,"completion_tokens":4,\
            "place":"with_output","before":{"prompt_tokens":29,"completion_tokens":3,\
            "place":"beside_choices","before":{"prompt_tokens":29}}},\
            "server":{"queue_ms":1.5},"finish_reason":"stop","text":"","reasoning":"so"}
            """);
    Path file = Files.writeString(folder.resolve("requests.jsonl"), line(request));
    List<RequestRecord> read = new ArrayList<>();
    RequestLines.read(file, read::add);
    assertThat(read).containsExactly(request);
  }

  @Test
  void whatARequestHasBesideOneTextIsThereAndReadBack() throws IOException {
    RequestRecord request =
        new RequestRecord(
                1, "chat", "", 9, 0, 5, 10, 200, 0, Messages.NONE, null, null, "", "", null)
            .of(new Inputs(3, 1.5, 2))
            .in(new ConversationTurn(4, 2, 500));
    assertThat(line(request))
        .contains(
            "\"inputs\":3,\"audio_s\":1.5,\"media\":2,"
                + "\"conversation\":4,\"turn\":2,\"think_ns\":500,");
    Path file = Files.writeString(folder.resolve("requests.jsonl"), line(request));
    List<RequestRecord> read = new ArrayList<>();
    RequestLines.read(file, read::add);
    assertThat(read).containsExactly(request);
  }

  private static String line(RequestRecord request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RequestLine.write(request, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
