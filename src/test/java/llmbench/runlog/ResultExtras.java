package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a result of vLLM bench says of its run besides its requests: keys of speculative and of
 * diffusion decoding, of probes, of audio and of a ramp-up. What isn't of its kind is left out, as
 * if the tool had not written it: no request hangs on it.
 *
 * @param numbers by their keys
 * @param byPosition shares of drafts whose token at a position was accepted
 * @param rateChanges when a ramp-up came to how many requests per second
 */
public record ResultExtras(
    Map<String, Double> numbers, List<Double> byPosition, List<RateChange> rateChanges) {

  private static final List<String> NUMBERS =
      List.of("spec_decode_", "diffusion_", "probe_", "rtfx");

  /** A step of a ramp-up; its time is ISO-8601 in local time. */
  public record RateChange(int requestsPerSecond, String timestamp) {}

  public ResultExtras {
    numbers = Map.copyOf(numbers);
    byPosition = List.copyOf(byPosition);
    rateChanges = List.copyOf(rateChanges);
  }

  /** The number of this key; empty where there is none. */
  public OptionalDouble number(String key) {
    Double number = numbers.get(key);
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  static ResultExtras of(JsonNode result) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      boolean known = NUMBERS.stream().anyMatch(field.getKey()::startsWith);
      if (known && isNumber(field.getValue())) {
        numbers.put(field.getKey(), field.getValue().doubleValue());
      }
    }
    List<Double> positions = new ArrayList<>();
    for (JsonNode rate : result.path("spec_decode_per_position_acceptance_rates")) {
      if (isNumber(rate)) {
        positions.add(rate.doubleValue());
      }
    }
    List<RateChange> changes = new ArrayList<>();
    for (JsonNode change : result.path("rps_change_events")) {
      if (change.path("rps").isInt() && change.path("timestamp").isTextual()) {
        changes.add(new RateChange(change.get("rps").intValue(), change.get("timestamp").asText()));
      }
    }
    return new ResultExtras(numbers, positions, changes);
  }

  private static boolean isNumber(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }
}
