package llmbench.runlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ScheduleKept;

/** run.json, read. What a later version added is ignored; what is left out counts as empty. */
final class RunFileReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final List<String> MAPS =
      List.of("options", "versions", "host", "dataset", "tokenizer");

  private RunFileReader() {}

  /** It is not whole, or none of ours. */
  static final class BrokenException extends RunLogException {

    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
      super(message);
    }
  }

  /**
   * Reads run.json.
   *
   * @throws BrokenException when it can't be read
   * @throws RunLogException when it is of a newer schema
   */
  static RunFacts read(Path file) {
    try {
      JsonNode json = JsonFile.read(JSON, file);
      if (!(json instanceof ObjectNode facts) || !facts.path("schema").isInt()) {
        throw new BrokenException(file + " is not a run.json of ours: it names no schema.");
      }
      int schema = facts.get("schema").intValue();
      // Before anything else is looked at: what is new may have another form.
      if (schema > RunFacts.SCHEMA) {
        throw new RunLogException(
            file
                + " was written by a newer version of LLM Bench (schema "
                + schema
                + "; this one knows up to "
                + RunFacts.SCHEMA
                + "): report it with that version.");
      }
      if (!facts.path("state").isTextual() || !facts.path("clock_zero_epoch_millis").isNumber()) {
        throw new BrokenException(
            file + " is broken: it lacks its state or clock_zero_epoch_millis.");
      }
      return checked(file, JSON.treeToValue(completed(facts), RunFacts.class));
    } catch (IOException e) {
      throw new BrokenException(file + " can't be read: " + JsonFile.reason(e) + ".");
    }
  }

  private static RunFacts checked(Path file, RunFacts facts) {
    Long end = facts.endNanos();
    if (!RunTimes.isEpochMillis(facts.clockZeroEpochMillis())
        || (end != null && !RunTimes.isNanos(end))) {
      throw new BrokenException(
          file + " is broken: its clock_zero_epoch_millis or end_nanos is no time of a run.");
    }
    ScheduleKept schedule = facts.conditions() == null ? null : facts.conditions().schedule();
    if (schedule != null && !RunTimes.isNanos(schedule.zeroNanos())) {
      throw new BrokenException(file + " is broken: its zero_nanos is no time of a run.");
    }
    return facts;
  }

  private static ObjectNode completed(ObjectNode facts) {
    for (String map : MAPS) {
      if (facts.path(map).isMissingNode() || facts.path(map).isNull()) {
        facts.putObject(map);
      }
      if (facts.get(map) instanceof ObjectNode values) {
        // Somebody's own program may write null for what isn't there.
        values.removeIf(JsonNode::isNull);
      }
    }
    if (facts.path("notes").isMissingNode() || facts.path("notes").isNull()) {
      facts.putArray("notes");
    }
    for (String text : List.of("simulation", "started_at")) {
      if (!facts.path(text).isTextual()) {
        facts.put(text, "");
      }
    }
    return facts;
  }
}
