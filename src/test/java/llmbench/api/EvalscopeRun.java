package llmbench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import llmbench.conversation.TurnRequest;
import llmbench.dataset.Prompt;
import llmbench.dataset.Prompt.Form;
import llmbench.options.BenchOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.syntax.PythonJson;

/** What the bodies of a run of {@code evalscope perf} have besides the prompt. Thread-safe. */
public final class EvalscopeRun {

  private final EvalscopeOptions asked;
  private final String model;
  private final boolean namesModel;
  private final JsonNode parameters;
  private final JsonNode extraArgs;

  /**
   * A run.
   *
   * @param options of evalscope
   * @param model the name in requests
   */
  public EvalscopeRun(BenchOptions options, String model) {
    this.asked = options.evalscope().orElseThrow();
    this.model = model;
    this.namesModel = options.model().id() != null;
    this.parameters = PythonJson.required(asked.body().parameters());
    this.extraArgs = PythonJson.required(asked.body().extraArgs());
  }

  EvalscopeOptions asked() {
    return asked;
  }

  /** The name of the model that answers whatever names no other. */
  String model() {
    return model;
  }

  /**
   * With the conversation's id and the turn's number, where there is an id and the body has none.
   */
  ObjectNode routed(ObjectNode body, TurnRequest turn) {
    turn.conversationId()
        .filter(id -> !body.has("rid"))
        .ifPresent(id -> body.put("rid", id + "_t" + turn.turn()));
    return body;
  }

  /** The name of the model that answers a prompt. */
  String model(Prompt prompt) {
    String own = prompt.extras().model();
    return own == null ? model : own;
  }

  /**
   * What the tool's dataset yields for a prompt: a text is a message in a chat, a plain one never.
   */
  JsonNode said(Prompt prompt) {
    boolean plain = prompt.form() == Form.PLAIN;
    if (prompt.form() != Form.TEXT && !plain) {
      return PythonJson.required(prompt.text());
    }
    TextNode text = TextNode.valueOf(prompt.text());
    if (plain || !asked.chatTemplate()) {
      return text;
    }
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "user");
    message.set("content", text);
    return JsonNodeFactory.instance.arrayNode().add(message);
  }

  /** Whether a model was given; else the tool puts none into bodies. */
  boolean namesModel() {
    return namesModel;
  }

  /** Those behind {@code model} and {@code max_tokens}, in the tool's order. */
  JsonNode parameters() {
    return parameters;
  }

  /** Merged into the body last. */
  JsonNode extraArgs() {
    return extraArgs;
  }
}
