package llmbench.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import llmbench.Report;
import llmbench.latency.LatencyMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of runs that lack something. */
class PageEdgesTest {

  private static final String ONE =
      """
      {"index":0,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000000,\
      "end_ns":650000000,"status":200,"kinds":"RT3D","gaps_ns":[10000000,0,20000000,7000000,0],\
      "text":"a b c","usage":{"prompt_tokens":120,"completion_tokens":3}}
      """;

  private static final String FAILED =
      """
      {"index":1,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":400000004,\
      "end_ns":540000000,"status":503,"kinds":"","gaps_ns":[],"text":"",\
      "fault":{"kind":"http-status","message":"503 Service Unavailable","body":"busy"}}
      """;

  private static final String WHOLE =
      """
      {"index":2,"name":"chat","prompt_tokens":90,"max_tokens":9,"sent_ns":400000005,\
      "end_ns":550000000,"status":200,"whole":true,"kinds":"","gaps_ns":[],"text":"whole",\
      "usage":{"prompt_tokens":120,"completion_tokens":9}}
      """;

  private static final String INTERRUPTED =
      """
      {"index":3,"name":"chat","prompt_tokens":90,"max_tokens":3,"sent_ns":410000000,\
      "end_ns":560000000,"status":200,"kinds":"RT2","gaps_ns":[1000000,2,3],"text":"d",\
      "fault":{"kind":"interrupted","message":"the run was stopped"}}
      """;

  private static final String IN_NO_TIME =
      """
      {"index":4,"name":"chat","prompt_tokens":0,"max_tokens":1,"sent_ns":5,"end_ns":5,\
      "status":200,"kinds":"TD","gaps_ns":[0,0],"text":"d"}
      """;

  @TempDir private Path folder;

  @Test
  void aSingleRequestHasEveryPart() throws IOException {
    JsonNode run = run(ONE);
    assertThat(run.at("/series/t")).hasSize(3);
    assertThat(run.at("/series/ttft/p99/0").asDouble()).isBetween(9.9, 10.1);
    assertThat(run.at("/timeline/rows/0").toString()).isEqualTo("[0,0,10,250,0,-1,3]");
    assertThat(run.at("/scatter/x/0").asInt()).isEqualTo(120);
    assertThat(run.at("/scatter/y/0").asDouble()).isEqualTo(10);
    assertThat(run.at("/distributions")).hasSize(LatencyMetric.values().length);
    assertThat(run.at("/missing")).isEmpty();
  }

  @Test
  void ofFailuresAloneThereAreTheirKindsAndNoTimes() throws IOException {
    JsonNode run = run(FAILED, FAILED.replace("\"index\":1", "\"index\":9"));
    assertThat(run.at("/verdict/state").asText()).isEqualTo("failed");
    assertThat(run.at("/verdict/line").asText())
        .isEqualTo("Nothing succeeded. http-status: 503 Service Unavailable.");
    assertThat(run.at("/distributions")).isEmpty();
    assertThat(run.at("/missing/scatter").asText()).isEqualTo("No request succeeded.");
    assertThat(run.at("/series/failed_per_s").toString()).isEqualTo("[0,20]");
    assertThat(run.at("/series").has("ttft")).isFalse();
    assertThat(run.at("/failures").toString())
        .isEqualTo(
            "[{\"kind\":\"http-status\",\"count\":2,\"message\":\"503 Service Unavailable\","
                + "\"body\":\"busy\"}]");
    assertThat(run.at("/timeline/kinds/0").asText()).isEqualTo("http-status");
    assertThat(run.at("/timeline/rows/1").toString()).isEqualTo("[9,0,-1,140,1,0,0]");
    assertThat(card(run, "success").get("value").asInt()).isZero();
    assertThat(card(run, "request_throughput").has("value")).isFalse();
  }

  @Test
  void aWholeAnswerHasALatencyAndNoTokenTimes() throws IOException {
    JsonNode run = run(WHOLE);
    assertThat(run.at("/series/output_tokens_per_s").toString()).isEqualTo("[0,90]");
    assertThat(run.at("/series").has("itl")).isFalse();
    assertThat(run.at("/missing/scatter").asText()).contains("answers that come whole");
    assertThat(run.at("/timeline/rows/0").toString()).isEqualTo("[2,0,-1,150,0,-1,9]");
  }

  @Test
  void whatWasInterruptedIsDrawnAndInNoLatency() throws IOException {
    JsonNode run = run(ONE, INTERRUPTED);
    assertThat(card(run, "success").get("note").asText()).isEqualTo("1 of 1");
    assertThat(run.at("/timeline/rows/1").toString()).isEqualTo("[3,10,11,160,2,0,2]");
    assertThat(run.at("/failures")).isEmpty();
    assertThat(run.at("/series/in_flight").toString()).isEqualTo("[2,2,1]");
  }

  @Test
  void aRunThatTookNoTimeHasAPage() throws IOException {
    JsonNode run = run(IN_NO_TIME);
    assertThat(run.at("/series/t").toString()).isEqualTo("[0]");
    assertThat(run.at("/series/in_flight").toString()).isEqualTo("[1]");
    assertThat(run.at("/distributions/0/zeros").asInt()).isEqualTo(1);
    assertThat(run.at("/distributions/0/edges")).isEmpty();
  }

  @Test
  void ofTheLogAloneThereIsWhatItHas() throws IOException {
    try (InputStream log =
        Objects.requireNonNull(getClass().getResourceAsStream("/runlog/every-record.log"))) {
      Files.copy(log, folder.resolve("simulation.log"));
    }
    JsonNode run = page(folder);
    assertThat(run.at("/distributions").findValuesAsText("id")).containsExactly("ttft", "e2el");
    assertThat(run.at("/tables")).isEmpty();
    assertThat(run.at("/timeline/rows")).as("prompts, and no other request").hasSize(3);
    assertThat(run.at("/footnotes/0").asText()).startsWith("From simulation.log alone");
    assertThat(run.at("/series").has("output_tokens_per_s")).isFalse();
    assertThat(card(run, "ttft").get("p50").asInt()).isEqualTo(50);
  }

  @Test
  void aPageLeadsToWhatIsBesideIt() throws IOException {
    run(ONE);
    Files.writeString(folder.resolve("index.html"), "Gatling's");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Report.run(new String[] {folder.toString()}, stream, stream)).isZero();
    JsonNode head =
        PageGoldenTest.data(Files.readString(folder.resolve("llm.html"))).at("/runs/0/head");
    assertThat(head.get("gatling_report").asText()).isEqualTo("index.html");
    for (JsonNode file : head.get("files")) {
      assertThat(folder.resolve(file.asText())).exists();
    }
    assertThat(head.get("files").toString()).contains("\"vllm.txt\"", "\"requests.jsonl\"");
  }

  private static JsonNode card(JsonNode run, String id) {
    for (JsonNode card : run.get("cards")) {
      if (card.get("id").asText().equals(id)) {
        return card;
      }
    }
    throw new AssertionError("no card " + id);
  }

  /** The page's data of a run with these lines. */
  private JsonNode run(String... lines) throws IOException {
    Files.writeString(folder.resolve("requests.jsonl"), String.join("", lines));
    return page(folder);
  }

  private static JsonNode page(Path directory) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int status =
        Report.run(new String[] {"--format", "html", directory.toString()}, stream, stream);
    assertThat(status).isLessThanOrEqualTo(1);
    return PageGoldenTest.data(out.toString(StandardCharsets.UTF_8)).at("/runs/0");
  }
}
