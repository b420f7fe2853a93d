package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of evalscope's {@code --api openai_responses}. Source: {@code build_request} in
 * evalscope/perf/plugin/api/openai_responses_api.py of 1.14.1, and {@code
 * normalize_responses_input} in evalscope/models/utils/openai_responses.py.
 */
final class EvalscopeResponses {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String MESSAGES = "messages";
  private static final String INPUT = "input";
  private static final String MAX_TOKENS = "max_output_tokens";

  /** Of the options that a chat has, only these are sent. */
  private static final List<String> PARAMETERS = List.of("stream", "temperature", "top_p");

  private EvalscopeResponses() {}

  static Body body(EvalscopeRun run, Prompt prompt) {
    ObjectNode body = begun(run, run.said(prompt));
    return Body.unicodeJson(composed(run, body, run.model(prompt), prompt.maxTokens()));
  }

  /** What a turn asks for itself goes over all else, and its conversation's id behind it. */
  static Body body(EvalscopeRun run, TurnRequest turn) {
    ObjectNode body = begun(run, JSON.arrayNode().addAll(turn.messages()));
    composed(run, body, run.model(), turn.maxTokens());
    turn.ownMaxTokens().ifPresent(own -> body.put(MAX_TOKENS, own));
    return Body.unicodeJson(run.routed(body, turn));
  }

  private static ObjectNode composed(
      EvalscopeRun run, ObjectNode body, String model, int maxTokens) {
    body.put("model", model);
    body.put(MAX_TOKENS, maxTokens);
    for (String name : PARAMETERS) {
      JsonNode value = run.parameters().get(name);
      if (value != null) {
        body.set(name, value);
      }
    }
    run.extraArgs().properties().forEach(field -> body.set(field.getKey(), field.getValue()));
    return body;
  }

  private static ObjectNode begun(EvalscopeRun run, JsonNode said) {
    if (run.asked().body().queryTemplate().isPresent()) {
      ObjectNode body = (ObjectNode) PythonJson.required(run.asked().body().queryTemplate().get());
      body.set(INPUT, normalized(said));
      return body;
    }
    ObjectNode body = JSON.objectNode();
    if (!said.isObject()) {
      body.set(INPUT, normalized(said));
      return body;
    }
    said.properties().forEach(field -> body.set(field.getKey(), field.getValue()));
    if (body.has(MESSAGES) && !body.has(INPUT)) {
      JsonNode messages = body.remove(MESSAGES);
      body.set(INPUT, normalized(messages));
    }
    return body;
  }

  private static JsonNode normalized(JsonNode said) {
    if (!said.isArray()) {
      return said;
    }
    ArrayNode all = JSON.arrayNode();
    said.forEach(message -> all.add(message(message)));
    return all;
  }

  private static JsonNode message(JsonNode message) {
    if (!message.path("content").isArray()) {
      return message;
    }
    ObjectNode changed = message.deepCopy();
    ArrayNode parts = JSON.arrayNode();
    message.get("content").forEach(part -> parts.add(part(part)));
    changed.set("content", parts);
    return changed;
  }

  private static JsonNode part(JsonNode part) {
    ObjectNode changed = JSON.objectNode();
    return switch (part.path("type").asText()) {
      case "text" -> {
        changed.put("type", "input_text");
        changed.set("text", part.has("text") ? part.get("text") : JSON.textNode(""));
        yield changed;
      }
      case "image_url" -> {
        JsonNode image = part.path("image_url");
        changed.put("type", "input_image");
        changed.set("image_url", image.isTextual() ? image : orNull(image.get("url")));
        JsonNode detail = image.get("detail");
        changed.set("detail", detail == null ? JSON.textNode("auto") : detail);
        yield changed;
      }
      default -> part;
    };
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? JSON.nullNode() : value;
  }
}
