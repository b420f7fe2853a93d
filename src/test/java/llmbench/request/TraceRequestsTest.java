package llmbench.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.DatasetException;
import llmbench.dataset.PromptContext;
import llmbench.dataset.trace.AskedTrace;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.Test;

/** What the calls of a trace send: vLLM bench's requests. */
class TraceRequestsTest {

  private static final String CHAT = "--backend openai-chat --endpoint /v1/chat/completions";
  private static final Opened TOKENIZER = Tokenizers.open("bundled", null);

  private final List<String> said = new ArrayList<>();

  private static BenchOptions options(String line, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("llm.trace", "docs/agent-trace.jsonl");
    return new OptionsReader(() -> "bench-", () -> 1)
        .read(new Sources("vllm bench serve --model M --host h " + line, settings));
  }

  private AskedTrace trace(BenchOptions options) {
    return AskedTrace.of(new PromptContext(options, TOKENIZER, done -> {}, said::add));
  }

  private LlmRequest first(String line) {
    BenchOptions options = options(line, Map.of());
    return new VllmRequests(options, "M", null).measured(7, trace(options).play().first());
  }

  private String text() {
    TurnRequest first = trace(options(CHAT, Map.of())).play().first();
    assertThat(first.messages()).hasSize(1);
    return first.messages().get(0).path("content").textValue();
  }

  @Test
  void aChatIsAMessageThatAsksForTheRecordedLength() {
    LlmRequest request = first(CHAT);
    assertThat(TOKENIZER.tokenizer().count(text())).isEqualTo(100);
    assertThat(request.text())
        .isEqualTo(
            "{\"model\": \"M\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\":"
                + " \"text\", \"text\": \""
                + text()
                + "\"}]}], \"max_completion_tokens\": 20, \"stream\": true, \"stream_options\":"
                + " {\"include_usage\": true}, \"ignore_eos\": true}");
    assertThat(request.headers()).containsEntry("x-request-id", "bench-7");
    assertThat(said).isEmpty();
  }

  @Test
  void completionsHaveTheSameTextAlone() {
    assertThat(first("--backend openai --endpoint /v1/completions").text())
        .startsWith("{\"model\": \"M\", \"prompt\": \"" + text() + "\", ")
        .contains("\"max_tokens\": 20")
        .contains("\"ignore_eos\": true");
  }

  /** Else the server's cache would have what the first call is to compute. */
  @Test
  void whatIsSentBeforehandSharesNothingWithAnyCall() {
    AskedTrace trace = trace(options(CHAT, Map.of()));
    assertThat(trace.test().tokens()).isEqualTo(100);
    assertThat(TOKENIZER.tokenizer().count(trace.test().text())).isEqualTo(100);
    assertThat(trace.test().text()).doesNotStartWith(text().split(" ", 4)[0] + " ");
  }

  @Test
  void aPartWithoutASessionIsRefused() {
    BenchOptions options = options(CHAT, Map.of("llm.shard", "3/3"));
    assertThatThrownBy(() -> trace(options))
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "The trace has 2 sessions, each of which is one part's, so this part has none; ask for"
                + " fewer parts by -Dllm.shard.");
  }
}
