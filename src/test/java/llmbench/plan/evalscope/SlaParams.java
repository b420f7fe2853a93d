package llmbench.plan.evalscope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import llmbench.options.syntax.PythonJson;
import llmbench.options.syntax.PythonRepr;
import llmbench.plan.PlanException;

/**
 * {@code --sla-params}: what is searched for, one group after the other. Source: {@code
 * parse_sla_params()} of {@code evalscope/perf/sla/sla_run.py}, 1.14.1.
 *
 * @param groups at least one; only one where it asks for an extreme
 * @param text the same as it was given
 */
public record SlaParams(List<SlaGroup> groups, String text) {

  private static final String EMPTY_GROUP =
      "--sla-params must contain only non-empty criterion groups";

  public SlaParams {
    groups = List.copyOf(groups);
  }

  /**
   * The groups of a text.
   *
   * @throws PlanException in the tool's own words
   */
  static SlaParams of(String text) {
    JsonNode json = PythonJson.loads(text);
    if (json == null) {
      throw new PlanException("Invalid JSON for --sla-params: " + text);
    }
    if (json.isArray() && json.isEmpty()) {
      throw new PlanException("--sla-params must contain at least one non-empty criterion group");
    }
    List<SlaGroup> groups = new ArrayList<>();
    for (JsonNode group : json.isArray() ? json : List.of(json)) {
      groups.add(group(group));
    }
    boolean extreme =
        groups.stream()
            .flatMap(group -> group.conditions().values().stream())
            .anyMatch(condition -> condition.kind().isExtreme());
    if (extreme && (groups.size() > 1 || groups.get(0).conditions().size() > 1)) {
      throw new PlanException("max/min requires exactly one SLA group containing one metric");
    }
    return new SlaParams(groups, text);
  }

  private static SlaGroup group(JsonNode group) {
    if (!group.isObject() || group.isEmpty()) {
      throw new PlanException(EMPTY_GROUP);
    }
    Map<SlaMetric, SlaCondition> conditions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : group.properties()) {
      SlaMetric metric =
          SlaMetric.labelled(each.getKey())
              .orElseThrow(
                  () ->
                      new PlanException(
                          "Unknown SLA metric '%s'; supported: %s"
                              .formatted(each.getKey(), String.join(", ", SlaMetric.labels()))));
      conditions.put(metric, SlaCondition.of(PythonRepr.str(each.getValue()), metric));
    }
    return new SlaGroup(conditions);
  }

  /** As Python shows it. */
  String python() {
    return PythonRepr.of(PythonJson.required(text));
  }

  /** What any of the groups is about. */
  Set<SlaMetric> metrics() {
    Set<SlaMetric> metrics = new TreeSet<>();
    groups.forEach(group -> metrics.addAll(group.conditions().keySet()));
    return metrics;
  }
}
