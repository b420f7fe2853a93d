package llmbench.simserver.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import llmbench.simserver.config.PromptCounter.Turn;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Fields;

/** The body of {@code /v1/rerank}: a query, and documents, each of which is read with it. */
public final class RerankRequest {

  private RerankRequest() {}

  /** The request in this JSON. */
  public static CompletionRequest of(JsonNode json, SimConfig config) throws ApiError {
    for (String name : List.of("query", "documents")) {
      if (!json.has(name)) {
        throw ApiError.invalid(Fields.missing(name, json));
      }
    }
    JsonNode documents = json.get("documents");
    if (!documents.isArray()) {
      throw ApiError.invalid(Fields.notA("list", "documents", documents));
    }
    boolean truncates = EmbeddingsRequest.truncation(json, config).isPresent();
    String model = CompletionRequest.checkModel(json, config);
    if (documents.isEmpty()) {
      throw ApiError.badRequest("At least one document must be given", "documents");
    }
    String query = json.get("query").asText();
    List<Turn> inputs = new ArrayList<>();
    for (JsonNode document : documents) {
      String text = document.isTextual() ? document.asText() : document.path("text").asText();
      inputs.add(new Turn("user", query + text));
    }
    return CompletionRequest.pooling(
        Shape.RANKING, model, inputs, new Pooled(inputs.size(), "float", truncates));
  }
}
