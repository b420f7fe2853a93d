package llmbench.simserver;

import static java.util.Objects.requireNonNull;
import static llmbench.simserver.testing.SimClient.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import llmbench.api.Apis;
import llmbench.api.Body;
import llmbench.api.VllmApi;
import llmbench.api.VllmRun;
import llmbench.dataset.Audio;
import llmbench.dataset.Extras;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.Backend;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.testing.SimClient;
import llmbench.simserver.testing.WordCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.StreamTimeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints beside chats and completions: what they refuse, and what the others get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedEndpointsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SimServer server;
  private SimClient client;

  @BeforeAll
  void start() {
    Timing timing = Timing.Fixed.ofMillis(0, 0);
    server =
        SimServer.start(
            new SimConfig("127.0.0.1", 0, List.of(MODEL), timing, 64, false, null, true),
            new WordCounter());
    client = new SimClient(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/responses  | {}                                              | 400 | body.input",
        "/v1/responses  | {\"input\":7}                                   | 400 | body.input.str",
        "/v1/responses  | {\"input\":\"a\",\"model\":\"x\"}               | 404 | does not exist",
        "/v1/responses  | {\"input\":\"a\",\"max_output_tokens\":99}      | 400 | max_model_len=64",
        "/v1/embeddings | {}                                              | 400 | body.input",
        "/v1/embeddings | {\"input\":[]}                                  | 400 | at least one",
        "/v1/embeddings | {\"input\":[7]}                                 | 400 | body.input.0",
        "/v1/embeddings | {\"input\":\"a\",\"encoding_format\":\"x\"}     | 400 | encoding_format",
        "/v1/embeddings | {\"input\":\"a\",\"truncate_prompt_tokens\":-2} | 400 | truncate_prompt",
        "/pooling       | {\"input\":\"a\",\"model\":\"x\"}               | 404 | does not exist",
        "/v1/rerank     | {\"documents\":[\"a\"]}                         | 400 | body.query",
        "/rerank        | {\"query\":\"a\",\"documents\":\"b\"}           | 400 | body.documents",
        "/v2/rerank     | {\"query\":\"a\",\"documents\":[]}              | 400 | one document",
      })
  void whatVllmRefusesIsRefused(String path, String body, int status, String message)
      throws Exception {
    HttpResponse<String> answer = client.post(path, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).at("/error/message").asText()).contains(message);
  }

  @Test
  void aFormWithoutAFileIsRefused() throws Exception {
    HttpResponse<String> answer = client.post("/v1/audio/transcriptions", "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void anInputThatIsTooLongIsCutWhereThatIsAskedFor() throws Exception {
    String input = "\"" + "word ".repeat(90) + "\"";
    HttpResponse<String> refused = client.post("/v1/embeddings", "{\"input\":" + input + "}");
    assertThat(refused.statusCode()).isEqualTo(400);
    HttpResponse<String> cut =
        client.post("/v1/embeddings", "{\"input\":" + input + ",\"truncate_prompt_tokens\":-1}");
    assertThat(JSON.readTree(cut.body()).at("/usage/prompt_tokens").asInt()).isEqualTo(64);
  }

  @Test
  void asManyVectorsAndScoresComeAsThereAreInputs() throws Exception {
    String texts = "[\"a b\",\"c\"]";
    JsonNode vectors = JSON.readTree(client.post("/v1/embeddings", input(texts)).body());
    assertThat(vectors.get("data")).hasSize(2);
    assertThat(vectors.at("/data/1/embedding")).hasSize(4);
    JsonNode pooled = JSON.readTree(client.post("/pooling", input(texts)).body());
    assertThat(pooled.at("/data/1/data")).hasSize(4);
    String ranking = "{\"query\":\"q\",\"documents\":" + texts + "}";
    JsonNode scores = JSON.readTree(client.post("/rerank", ranking).body());
    assertThat(scores.get("results")).hasSize(2);
    assertThat(scores.at("/results/0/relevance_score").asDouble()).isPositive();
  }

  private static String input(String json) {
    return "{\"input\":" + json + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "bytes_only"})
  void vectorsComeAsBytesWhereTheyAreAskedFor(String encoding) throws Exception {
    HttpResponse<String> answer =
        client.post(
            "/v1/embeddings", "{\"input\":\"a b\",\"encoding_format\":\"" + encoding + "\"}");
    assertThat(answer.headers().firstValue("content-type")).contains("application/octet-stream");
    boolean metadata = answer.headers().firstValue("metadata").isPresent();
    assertThat(metadata).isEqualTo(encoding.equals("bytes"));
  }

  /** Of those that no random text is for: their requests, and answers by the server's account. */
  @ParameterizedTest
  @CsvSource({"OPENAI_AUDIO, TEXT", "VLLM_RERANK, TEXTS", "OPENAI_RESPONSES, TEXT"})
  void whatVllmBenchSendsIsAnsweredAndRead(Backend backend, Form form) throws Exception {
    server.truth().reset();
    BenchOptions options =
        new OptionsReader()
            .read(
                new Sources(
                    "vllm bench serve --model "
                        + MODEL
                        + " --backend "
                        + backend.label()
                        + " --endpoint "
                        + backend.defaultEndpoint(),
                    Map.of("llm.compat", "vllm-0.33")));
    Audio audio = new Audio("a b.wav", "audio/wav", new byte[] {'\r', '\n', '-', '-'}, 1.5);
    Prompt prompt =
        new Prompt(0, form == Form.TEXT ? "two words" : "[\"q\", \"a\", \"b\"]", form, 2, 3)
            .with(Extras.NONE.with(audio));
    VllmApi api = Apis.vllm(backend);
    Body body = api.vllm(new VllmRun(options, MODEL), prompt);
    HttpResponse<byte[]> answer = send(backend.defaultEndpoint(), body);
    assertThat(answer.statusCode()).isEqualTo(200);
    AnswerForm answers = api.answers(body);
    StreamTimeline timeline = new StreamTimeline(0, answers);
    if (backend.hasTokens()) {
      timeline.read(answer.body(), 0, answer.body().length, 1);
    } else {
      timeline.whole(answer.body());
    }
    timeline.end();
    RequestTruth truth = server.truth().requests().get(0);
    assertThat(timeline.fault()).isNull();
    assertThat(timeline.outputs()).isEqualTo(truth.chunks()).isEqualTo(truth.tokens());
    assertThat(truth.tokens()).isEqualTo(backend.hasTokens() ? 3 : 0);
    assertThat(requireNonNull(timeline.usage()).promptTokens()).isEqualTo(truth.promptTokens());
    assertThat(api.inputs(prompt).count()).isEqualTo(form == Form.TEXT ? 1 : 2);
    assertThat(api.inputs(prompt).audioSeconds())
        .isEqualTo(backend == Backend.OPENAI_AUDIO ? 1.5 : 0);
  }

  private HttpResponse<byte[]> send(String path, Body body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .header("content-type", body.contentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
            .build();
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aResponseInOnePieceHasItsText() throws Exception {
    HttpResponse<String> answer =
        client.post("/v1/responses", "{\"input\":\"a b\",\"max_output_tokens\":2}");
    StreamTimeline timeline =
        new StreamTimeline(0, Apis.of(Backend.OPENAI_RESPONSES).answers(Body.json("{}")));
    timeline.whole(answer.body().getBytes(StandardCharsets.UTF_8));
    timeline.end();
    assertThat(timeline.fault()).isNull();
    assertThat(timeline.text()).isNotEmpty();
    assertThat(timeline.finishReason()).isEqualTo("completed");
  }
}
