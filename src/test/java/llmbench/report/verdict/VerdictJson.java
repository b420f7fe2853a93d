package llmbench.report.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import llmbench.report.shards.ShardFigures;
import llmbench.verdict.Doubt;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;

/**
 * What a run comes to as JSON: its SLOs, each with what was measured, and its doubts, each with its
 * name, its message, the figures behind it and the next step.
 */
public final class VerdictJson {

  /** The file's name in a run directory. */
  public static final String FILE = "verdict.json";

  private static final int SCHEMA = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private VerdictJson() {}

  /** The file's text, of a run that is no shards. */
  public static String of(Outcome outcome) {
    return of(outcome, Optional.empty());
  }

  /**
   * The file's text.
   *
   * @param shards that the run is; empty where it is none
   */
  public static String of(Outcome outcome, Optional<ShardFigures> shards) {
    ObjectNode verdict = JSON.createObjectNode().put("schema", SCHEMA);
    verdict.put("failed", outcome.isFailure());
    verdict.put("line", outcome.line());
    shards.ifPresent(all -> verdict.set("shards", JSON.valueToTree(all)));
    ArrayNode slos = verdict.putArray("slos");
    for (SloResult result : outcome.slos()) {
      ObjectNode one = slos.addObject();
      one.put("slo", result.slo().text());
      one.put("kept", result.kept());
      result.measured().ifPresent(value -> one.put("measured", value));
      result.limitValue().ifPresent(value -> one.put("limit", value));
      result.baseline().ifPresent(value -> one.put("baseline", value));
      one.put("unit", result.slo().statistic().unit().symbol());
      one.put("margin", result.margin());
    }
    ArrayNode all = verdict.putArray("doubts");
    for (Doubt doubt : outcome.doubts()) {
      ObjectNode one = all.addObject();
      one.put("name", doubt.name());
      one.put("message", doubt.message());
      if (doubt instanceof Doubt.InRun inRun) {
        one.put("run", inRun.run());
      }
      // A doubt is a record of just these.
      one.set("figures", JSON.valueToTree(doubt instanceof Doubt.InRun in ? in.doubt() : doubt));
      one.put("next", doubt.advice());
    }
    try {
      return JSON.writeValueAsString(verdict) + "\n";
    } catch (JsonProcessingException never) {
      throw new IllegalStateException(never);
    }
  }
}
