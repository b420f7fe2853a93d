package llmbench.simserver;

import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.Answers;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.http.Fields;
import llmbench.simserver.request.ChatMessages;
import llmbench.simserver.request.CompletionRequest;

/** {@code /tokenize} and {@code /detokenize}; the tokenizer works off the event loops. */
final class TokenPages {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SimConfig config;
  private final PromptCounter counter;
  private final Executor counting;

  TokenPages(SimConfig config, PromptCounter counter, Executor counting) {
    this.config = config;
    this.counter = counter;
    this.counting = counting;
  }

  /** The tokens of a text, or of a chat with its template; {@code token_strs} is always null. */
  void tokenize(Exchange exchange) throws ApiError {
    JsonNode asked = Fields.body(exchange);
    if (!asked.has("prompt") && !asked.has("messages")) {
      throw ApiError.invalid(Fields.missing("prompt", asked), Fields.missing("messages", asked));
    }
    CompletionRequest.checkModel(asked, config);
    Supplier<int[]> tokens;
    if (asked.has("prompt")) {
      if (!asked.get("prompt").isTextual()) {
        throw ApiError.invalid(Fields.notA("string", "prompt", asked.get("prompt")));
      }
      String text = asked.get("prompt").asText();
      tokens = () -> counter.encode(text);
    } else {
      List<PromptCounter.Turn> turns = ChatMessages.of(asked, config);
      tokens = () -> counter.encodeChat(turns);
    }
    answerLater(exchange, () -> tokenized(tokens.get()));
  }

  void detokenize(Exchange exchange) throws ApiError {
    JsonNode asked = Fields.body(exchange);
    JsonNode list = asked.path("tokens");
    if (list.isMissingNode()) {
      throw ApiError.invalid(Fields.missing("tokens", asked));
    }
    int[] tokens = Fields.tokenIds("tokens", list);
    CompletionRequest.checkModel(asked, config);
    answerLater(exchange, () -> JSON.objectNode().put("prompt", counter.decode(tokens)));
  }

  private ObjectNode tokenized(int[] tokens) {
    ObjectNode answer = JSON.objectNode();
    answer.put("count", tokens.length);
    answer.put("max_model_len", config.maxModelLen());
    ArrayNode list = answer.putArray("tokens");
    for (int token : tokens) {
      list.add(token);
    }
    return answer.putNull("token_strs");
  }

  private void answerLater(Exchange exchange, Supplier<ObjectNode> work) {
    CompletableFuture<?> unused =
        CompletableFuture.supplyAsync(work, counting)
            .whenComplete(
                (answer, failure) ->
                    exchange.answer(
                        failure == null
                            ? Answers.json(OK, answer.toString())
                            : Answers.detail(INTERNAL_SERVER_ERROR)));
  }
}
