package llmbench.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import llmbench.metrics.observed.TrueTimes;
import llmbench.metrics.vllm.Goodput;
import llmbench.metrics.vllm.VllmDialect;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import llmbench.timeline.ServerTimes;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestsCsvTest {

  /** Six days: of longer ones the last digit may be another. */
  private static final long DAYS_NANOS = 1L << 49;

  private static final List<String> ODD =
      List.of(
          "plain",
          "",
          "a,b",
          "say \"so\"",
          "=1+1",
          "+1",
          "-1",
          "@SUM(A1)",
          "\t=1+1",
          "two\nlines\r\n",
          "ünï 日本 😀",
          "'quoted'",
          "\"",
          "=\"a\",b");

  @Test
  void anyTextComesBackFromAReaderOfRfc4180() throws IOException {
    Random random = new Random(8);
    List<RequestRecord> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      requests.add(request(i, odd(random), odd(random), odd(random)));
    }
    List<List<String>> lines = read(csv(requests, Goodput.NONE));
    assertThat(lines).hasSize(201);
    assertThat(lines.get(0)).isEqualTo(RequestsCsv.COLUMNS);
    for (int i = 0; i < 200; i++) {
      RequestRecord request = requests.get(i);
      List<String> line = lines.get(i + 1);
      assertThat(line).hasSameSizeAs(RequestsCsv.COLUMNS);
      assertThat(cell(line, "index")).isEqualTo(String.valueOf(i));
      assertThat(cell(line, "name")).isEqualTo(expected(request.name()));
      assertThat(cell(line, "request_id")).isEqualTo(expected(request.requestId()));
      assertThat(cell(line, "finish_reason"))
          .isEqualTo(expected(String.valueOf(request.finishReason())));
    }
  }

  @Test
  void noCellIsAFormula() throws IOException {
    List<RequestRecord> requests = new ArrayList<>();
    for (String odd : ODD) {
      requests.add(request(0, odd, odd, odd));
      requests.add(failed(0, odd, FaultKind.HTTP_STATUS));
    }
    for (List<String> line : read(csv(requests, Goodput.NONE))) {
      assertThat(line).noneMatch(cell -> cell.matches("(?s)[=+@\t\r].*|-\\D.*"));
    }
  }

  @Test
  void latenciesStandOnlyWhereTheRequestSucceeded() throws IOException {
    List<RequestRecord> requests =
        List.of(
            request(0, "a", "", "stop"),
            failed(1, "cut", FaultKind.CUT),
            failed(2, "stop", FaultKind.INTERRUPTED));
    List<List<String>> lines = read(csv(requests, Goodput.of(Map.of("ttft", 20.0))));
    assertThat(lines.stream().skip(1).map(line -> cell(line, "outcome")))
        .containsExactly("ok", "failed", "interrupted");
    assertThat(lines.stream().skip(1).map(line -> cell(line, "good")))
        .containsExactly("true", "false", "");
    List<String> times =
        RequestsCsv.COLUMNS.stream()
            .filter(name -> name.endsWith("_ms") && !name.contains("server"))
            .toList();
    for (String time : times) {
      assertThat(cell(lines.get(1), time)).as(time).isNotEmpty();
      assertThat(cell(lines.get(2), time)).as(time).isEmpty();
      assertThat(cell(lines.get(3), time)).as(time).isEmpty();
    }
    assertThat(cell(lines.get(2), "end_s")).isEqualTo("0.05");
  }

  @Test
  void whatTheServerSaysOfItsTimesStandsBesideWhatOursTookMore() throws IOException {
    RequestRecord plain = request(0, "a", "", "stop");
    double ours = TrueTimes.of(plain).ttftSeconds() * 1000;
    List<List<String>> lines =
        read(
            csv(
                List.of(
                    plain,
                    saying(plain, new ServerTimes(1.25, ours - 4)),
                    saying(plain, new ServerTimes(1.25, null))),
                Goodput.NONE));
    assertThat(lines.stream().skip(1).map(line -> cell(line, "server_queue_ms")))
        .containsExactly("", "1.25", "1.25");
    assertThat(lines.stream().skip(1).map(line -> cell(line, "beyond_server_ms")))
        .containsExactly("", "2.75", "");
  }

  @Test
  void howLongASuccessTookToConnectIsSaidAndThatItHadNotTo() throws IOException {
    RequestRecord open = request(0, "a", "", "stop");
    RequestRecord connected = setOut(open, new Departure(null, null, 1_250_000), null);
    List<List<String>> lines =
        read(csv(List.of(open, connected, failed(1, "cut", FaultKind.CUT)), Goodput.NONE));
    assertThat(lines.stream().skip(1).map(line -> cell(line, "connect_ms")))
        .containsExactly("0", "1.25", "");
    assertThat(cell(lines.get(2), "ttft_ms")).isEqualTo(cell(lines.get(1), "ttft_ms"));
  }

  private static RequestRecord saying(RequestRecord request, ServerTimes times) {
    return setOut(request, Departure.AT_ONCE, times);
  }

  private static RequestRecord setOut(
      RequestRecord request, Departure departure, @Nullable ServerTimes times) {
    return new RequestRecord(
        request.index(),
        request.name(),
        request.requestId(),
        request.promptTokens(),
        request.maxTokens(),
        request.sentNanos(),
        request.endNanos(),
        departure,
        request.status(),
        request.resends(),
        request.unstreamed(),
        request.messages(),
        request.usage(),
        times,
        request.finishReason(),
        request.text(),
        request.reasoning(),
        request.fault());
  }

  @Test
  void theOrderIsThatOfSending() throws IOException {
    List<RequestRecord> requests = new ArrayList<>();
    Random random = new Random(8);
    for (int i = 0; i < 50; i++) {
      requests.add(sent(i, random.nextInt(5)));
    }
    List<List<String>> lines = read(csv(requests, Goodput.NONE));
    List<BigDecimal> times =
        lines.stream().skip(1).map(line -> new BigDecimal(cell(line, "sent_s"))).toList();
    assertThat(times).isSorted().first().isEqualTo(BigDecimal.ZERO);
    assertThat(lines.stream().skip(1).map(line -> cell(line, "index"))).doesNotHaveDuplicates();
  }

  @Test
  void numbersAreExactToTheNanosecond() throws IOException {
    Random random = new Random(8);
    for (int i = 0; i < 5000; i++) {
      long nanos = random.nextLong() >>> random.nextInt(10, 63);
      nanos = i % 3 == 0 ? nanos / 1_000_000 * 1_000_000 : nanos;
      if (nanos < DAYS_NANOS) {
        StringWriter out = new StringWriter();
        new CsvLine(out).seconds(nanos / 1e9).millis(nanos / 1e9).seconds(-nanos / 1e9).end();
        String[] cells = out.toString().strip().split(",", -1);
        BigDecimal exact = BigDecimal.valueOf(nanos);
        assertThat(cells[0]).isEqualTo(plain(exact.movePointLeft(9)));
        assertThat(cells[1]).isEqualTo(plain(exact.movePointLeft(6)));
        assertThat(new BigDecimal(cells[2])).isEqualByComparingTo(exact.movePointLeft(9).negate());
      }
    }
  }

  @Test
  void turnsOfConversationsSayWhichTheyAreAndOthersHaveNothingThere() throws IOException {
    RequestRecord turn = sent(0, 5).in(new ConversationTurn(7, 3, 1_500_000));
    List<List<String>> lines = read(csv(List.of(turn, sent(1, 9)), Goodput.NONE));
    int before = RequestsCsv.COLUMNS.size();
    assertThat(lines.get(0).subList(before, before + 3)).isEqualTo(RequestsCsv.TURN_COLUMNS);
    assertThat(lines.get(1).subList(before, before + 3)).containsExactly("7", "3", "1.5");
    assertThat(lines.get(2).subList(before, before + 3)).containsExactly("", "", "");
    assertThat(read(csv(List.of(sent(1, 9)), Goodput.NONE)).get(0)).hasSize(before);
  }

  @Test
  void thePageHasEachColumn() throws IOException {
    String page = Files.readString(Path.of("docs", "other-tools.md"));
    for (List<String> columns : List.of(RequestsCsv.COLUMNS, RequestsCsv.TURN_COLUMNS)) {
      columns.forEach(column -> assertThat(page).contains("`" + column + "`"));
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0
        ? "0"
        : number.setScale(9, RoundingMode.UNNECESSARY).stripTrailingZeros().toPlainString();
  }

  private static String odd(Random random) {
    return ODD.get(random.nextInt(ODD.size()));
  }

  private static String expected(String text) {
    String line = text.replaceAll("[\t\r\n]+", " ").strip();
    return line.matches("[=+@-].*") ? "'" + line : line;
  }

  private static String cell(List<String> line, String column) {
    return line.get(RequestsCsv.COLUMNS.indexOf(column));
  }

  private static String csv(List<RequestRecord> requests, Goodput goodput) throws IOException {
    StringWriter out = new StringWriter();
    boolean converse = requests.stream().anyMatch(request -> request.turn() != null);
    new RequestsCsv(Requests.of(requests), VllmDialect.V0_32_CHAT, goodput, converse)
        .writeTo(out, String::length);
    return out.toString();
  }

  /** By the letter of RFC 4180. */
  private static List<List<String>> read(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (twice) {
          i++;
        }
        if (c == '"' && !twice) {
          quoted = false;
        } else {
          cell.append(c);
        }
      } else if (c == '"') {
        assertThat(cell).as("a quote begins a cell").isEmpty();
        quoted = true;
      } else if (c == ',' || c == '\r') {
        line.add(cell.toString());
        cell.setLength(0);
        if (c == '\r') {
          assertThat(text.charAt(++i)).isEqualTo('\n');
          lines.add(List.copyOf(line));
          line.clear();
        }
      } else {
        assertThat(c).as("a line ends with both").isNotEqualTo('\n');
        cell.append(c);
      }
    }
    assertThat(quoted || !line.isEmpty()).as("the last line is whole").isFalse();
    return lines;
  }

  private static RequestRecord request(int index, String name, String id, String reason) {
    return record(index, name, id, 0, reason, null);
  }

  private static RequestRecord failed(int index, String message, FaultKind kind) {
    return record(index, "a", "", 0, null, new Fault(kind, message, null));
  }

  private static RequestRecord sent(int index, long sentNanos) {
    return record(index, "a", "", sentNanos, "stop", null);
  }

  private static RequestRecord record(
      int index,
      String name,
      String id,
      long sentNanos,
      @Nullable String reason,
      @Nullable Fault fault) {
    MessageKind[] kinds = {
      MessageKind.ROLE, MessageKind.TEXT, MessageKind.TEXT, MessageKind.USAGE, MessageKind.DONE
    };
    long[] nanos = {10_000_000, 11_000_000, 15_000_000, 15_000_100, 15_000_100};
    return new RequestRecord(
        index,
        name,
        id,
        10,
        2,
        sentNanos,
        sentNanos + 50_000_000,
        200,
        0,
        Messages.of(kinds, nanos),
        new Usage(39, 2, null),
        reason,
        "a b",
        "",
        fault);
  }
}
