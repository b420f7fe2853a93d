package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a result of vLLM bench counts, and what its lists have: so much of it as is there. */
final class ResultCounts {

  /** Lists with an entry a request; most results have no more than these. */
  private static final List<String> LISTS =
      List.of("latencies", "start_times", "ttfts", "input_lens", "errors");

  private ResultCounts() {}

  /** Where they disagree, a sentence each without its full stop. */
  static List<String> differences(JsonNode result) {
    List<String> differences = new ArrayList<>();
    JsonNode prompts = result.path("num_prompts");
    JsonNode completed = result.path("completed");
    JsonNode failed = result.path("failed");
    if (prompts.isNumber() && completed.isNumber() && failed.isNumber()) {
      double ended = completed.doubleValue() + failed.doubleValue();
      if (ended != prompts.doubleValue()) {
        differences.add(
            counts(prompts) + String.format(Locale.ROOT, "%.0f that completed or failed", ended));
      }
    }
    JsonNode list = listed(result);
    if (prompts.isNumber() && list.isArray() && list.size() != prompts.doubleValue()) {
      differences.add(counts(prompts) + String.format(Locale.ROOT, "it lists %,d", list.size()));
    }
    JsonNode errors = result.path("errors");
    if (completed.isNumber() && errors.isArray()) {
      long without = 0;
      for (JsonNode error : errors) {
        without += error.asText("").isEmpty() ? 1 : 0;
      }
      if (without != completed.doubleValue()) {
        differences.add(
            String.format(
                Locale.ROOT,
                "it counts %.0f successes, and lists %,d requests without an error",
                completed.doubleValue(),
                without));
      }
    }
    return differences;
  }

  private static String counts(JsonNode prompts) {
    return String.format(Locale.ROOT, "it counts %.0f requests, and ", prompts.doubleValue());
  }

  private static JsonNode listed(JsonNode result) {
    return LISTS.stream()
        .map(result::path)
        .filter(JsonNode::isArray)
        .findFirst()
        .orElseGet(() -> result.path(LISTS.get(0)));
  }
}
