package llmbench.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.api.Apis;
import llmbench.api.Body;
import llmbench.api.VllmApi;
import llmbench.api.VllmRun;
import llmbench.api.VllmTurnForm;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.RequestId;
import llmbench.options.BenchOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.timeline.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * The requests of {@code vllm bench serve}, byte for byte.
 *
 * <p>Source: vllm/benchmarks/lib/endpoint_request_func.py of 0.11.0 to 0.33.0. Bodies are what
 * Python's {@code json.dumps} makes of them. Where 0.11 sends {@code Authorization: Bearer None}
 * without a key, we send none. Thread-safe.
 */
public final class VllmRequests {

  /** The prompt of {@code --probe-request-rate}: {@code benchmark()} of {@code serve.py}. */
  public static final Prompt PROBE = new Prompt(0, "Hi", 1, 1);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String REQUEST_ID = "x-request-id";
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String JSON_TYPE = "application/json";

  private final BenchOptions options;
  private final VllmApi api;
  private final VllmRun run;
  private final boolean bare;
  private final Map<String, String> headers;

  /**
   * Requests for one run.
   *
   * @param model the model's id, as asked for or as the server lists it
   * @param apiKey sent as bearer token; null sends none
   */
  public VllmRequests(BenchOptions options, String model, @Nullable String apiKey) {
    this.options = options;
    this.api = Apis.vllm(options.target().backend());
    this.run = new VllmRun(options, model);
    this.bare = api.isBare(options.compat());
    this.headers =
        bare ? withKey(plainHeaders(), apiKey) : headers(plainHeaders(), options, apiKey);
  }

  /** Why a prompt can't be sent; empty where it can. */
  public Optional<String> whyNot(Prompt prompt) {
    boolean isChat = options.target().backend().isChat();
    return prompt.form() == Form.BODY && !isChat
        ? Optional.of("it is a chat with its tools; take --backend openai-chat")
        : api.whyNot(prompt);
  }

  /** The measured request of a prompt. */
  public LlmRequest measured(Prompt prompt) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    if (!bare) {
      prompt.requestNumber().ifPresent(number -> putRequestId(all, number));
      Headers.putAll(all, prompt.extras().headers());
    }
    return request(all, prompt);
  }

  /**
   * The measured request of a turn of a conversation: its one text is sent as a prompt's is,
   * several messages as they are.
   *
   * @param index of the request in the run
   */
  public LlmRequest measured(int index, TurnRequest turn) {
    int most = turn.ownMaxTokens().orElse(turn.maxTokens());
    List<JsonNode> messages = turn.messages();
    JsonNode only = messages.get(0).path("content");
    boolean isText = messages.size() == 1 && only.isTextual();
    return measured(
        isText
            ? new Prompt(index, only.textValue(), turn.tokens(), most)
            : new Prompt(
                index, PythonJson.dumps(list(messages)), Form.MESSAGES, turn.tokens(), most));
  }

  private static ArrayNode list(List<JsonNode> messages) {
    return JSON.arrayNode().addAll(messages);
  }

  private LlmRequest request(Map<String, String> all, Prompt prompt) {
    Body body = api.vllm(run, prompt);
    // Where the user says another, that is sent.
    all.replace(CONTENT_TYPE, JSON_TYPE, body.contentType());
    return new LlmRequest(
        options.target().endpoint(), all, body, api.answers(body), api.inputs(prompt));
  }

  /** The measured request of a turn of a conversation. */
  public LlmRequest of(TurnRequest turn) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    VllmTurnForm.of(options).headers(turn).forEach((name, value) -> Headers.put(all, name, value));
    Body body = Apis.vllmConversations(options.target().backend()).vllm(run, turn);
    return new LlmRequest(options.target().endpoint(), all, body, api.answers(body), Inputs.ONE);
  }

  private void putRequestId(Map<String, String> all, int number) {
    Headers.put(all, REQUEST_ID, options.output().requestIdPrefix() + number);
  }

  /** The same without {@code x-request-id}, for the run's model: ready check and warm-up. */
  public LlmRequest test(Prompt prompt) {
    Prompt ofTheRun = prompt.with(prompt.extras().with(RequestId.NONE).withModel(null));
    return request(new LinkedHashMap<>(headers), ofTheRun);
  }

  /** Asks for the server's tokens of a prompt, as 0.32 does before its run; without any key. */
  public LlmRequest tokenize(Prompt prompt) {
    ObjectNode body = JSON.objectNode();
    body.put("model", run.modelId());
    body.put("prompt", prompt.text());
    body.put("add_special_tokens", false);
    return new LlmRequest("/tokenize", plainHeaders(), PythonJson.dumps(body));
  }

  /**
   * The headers of the question which models there are. The tool has {@code --header} alone in it,
   * and ends where the server wants the key; here it has the key of the requests, too.
   */
  public static Map<String, String> modelHeaders(BenchOptions options, @Nullable String apiKey) {
    return headers(new LinkedHashMap<>(), options, apiKey);
  }

  private static Map<String, String> headers(
      Map<String, String> headers, BenchOptions options, @Nullable String apiKey) {
    withKey(headers, apiKey);
    Headers.putAll(headers, options.target().headers());
    return headers;
  }

  private static Map<String, String> withKey(Map<String, String> headers, @Nullable String apiKey) {
    if (apiKey != null && !apiKey.isEmpty()) {
      headers.put("Authorization", "Bearer " + apiKey);
    }
    return headers;
  }

  private static Map<String, String> plainHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTENT_TYPE, JSON_TYPE);
    headers.put("Accept", "*/*");
    return headers;
  }
}
