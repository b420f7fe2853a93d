package llmbench.runlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import llmbench.files.PlainFile;
import llmbench.timeline.PlanFacts;

/** plan.json, read. What a later version added is ignored. */
public final class PlanFileReader {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** Of a directory, and of none elsewhere. */
  private static final Pattern NAME = Pattern.compile("(?!\\.+$)[^/\\\\\\p{Cntrl}]+");

  private PlanFileReader() {}

  /** Whether a run of several levels has its levels below this directory. */
  public static boolean isIn(Path runDirectory) {
    return PlainFile.isThere(runDirectory.resolve(PlanFacts.FILE));
  }

  /**
   * Which level of a plan a directory holds: its name, if the plan above it has one of that name;
   * else empty. A plan that can't be read names none.
   */
  public static String levelIn(Path directory) {
    Path whole = directory.toAbsolutePath().normalize();
    Path above = whole.getParent();
    if (above == null || !isIn(above)) {
      return "";
    }
    String name = String.valueOf(whole.getFileName());
    try {
      boolean listed = read(above).levels().stream().anyMatch(level -> name.equals(level.name()));
      return listed ? name : "";
    } catch (RunLogException e) {
      return "";
    }
  }

  /**
   * Reads it.
   *
   * @throws RunLogException when it can't be read, or is of a newer schema
   */
  public static PlanFacts read(Path runDirectory) {
    Path file = runDirectory.resolve(PlanFacts.FILE);
    try {
      JsonNode json = JsonFile.read(JSON, file);
      int schema = json.path("schema").asInt(0);
      if (schema > PlanFacts.SCHEMA) {
        throw new RunLogException(
            file
                + " was written by a newer LLM Bench (schema "
                + schema
                + ", known is "
                + PlanFacts.SCHEMA
                + "): report it with that one.");
      }
      if (schema < 1 || !json.path("plan").isTextual() || !json.path("levels").isArray()) {
        throw new RunLogException(file + " is broken: it names no schema, plan or levels.");
      }
      return checked(file, JSON.treeToValue(json, PlanFacts.class));
    } catch (IOException e) {
      throw new RunLogException(file + " can't be read: " + JsonFile.reason(e) + ".");
    }
  }

  /** A level's directory is right below the plan's. */
  private static PlanFacts checked(Path file, PlanFacts plan) {
    for (PlanFacts.Level level : plan.levels()) {
      String name = String.valueOf(level.name());
      if (!NAME.matcher(name).matches()) {
        throw new RunLogException(
            file + " is broken: '" + name + "' is no name of a directory beside it.");
      }
    }
    return plan;
  }
}
