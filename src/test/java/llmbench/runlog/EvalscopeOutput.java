package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code evalscope perf} leaves behind of one run: {@code benchmark_summary.json}, {@code
 * benchmark_percentile.json} and its database; or the summary and percentiles that we write.
 *
 * @param version 1.1 and 1.14 name their figures differently
 * @param summary the figures by label, in the units of the labels
 * @param percentiles by percentile, such as {@code 50%}, then by label
 * @param requests of the database; empty when it isn't there
 * @param streamsChats whether answers were streams of chat completions, by {@code
 *     benchmark_args.json}; so they are where it isn't there
 */
public record EvalscopeOutput(
    Version version,
    Map<String, Double> summary,
    Map<String, Map<String, Double>> percentiles,
    Optional<List<EvalscopeDatabase.Request>> requests,
    boolean streamsChats) {

  /** Which versions name their figures so. */
  public enum Version {
    V1_1,
    V1_14
  }

  private static final List<String> SUMMARIES =
      List.of("benchmark_summary.json", "evalscope_summary.json");
  private static final int DEEP_ENOUGH = 6;

  public EvalscopeOutput {
    summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
    percentiles = Collections.unmodifiableMap(new LinkedHashMap<>(percentiles));
  }

  /** The summary in this folder or one below it, as evalscope nests them; or this very file. */
  public static Optional<Path> find(Path place) {
    if (Files.isRegularFile(place)) {
      return isSummary(place) ? Optional.of(place) : Optional.empty();
    }
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(place, DEEP_ENOUGH)) {
      List<Path> found = files.filter(EvalscopeOutput::isSummary).sorted().toList();
      if (found.size() > 1) {
        throw new RunLogException(
            place
                + " holds "
                + found.size()
                + " runs of evalscope; name one of them, such as "
                + found.get(0).getParent());
      }
      return found.stream().findFirst();
    } catch (UncheckedIOException | IOException e) {
      throw new RunLogException(place + " can't be read: " + e.getMessage());
    }
  }

  private static boolean isSummary(Path file) {
    return SUMMARIES.contains(String.valueOf(file.getFileName()));
  }

  /**
   * Reads a run by its summary.
   *
   * @throws RunLogException when it is none
   */
  public static EvalscopeOutput read(Path summaryFile) {
    JsonNode summary = ToolJson.last(summaryFile).document();
    Version version =
        summary.has("Test Duration (s)")
            ? Version.V1_14
            : summary.has("Time taken for tests (s)") ? Version.V1_1 : null;
    if (version == null) {
      throw new RunLogException(
          summaryFile
              + " is not a summary of evalscope 1.1 or 1.14: it has neither \"Test Duration"
              + " (s)\" nor"
              + " \"Time taken for tests (s)\".");
    }
    String name = String.valueOf(summaryFile.getFileName());
    Path percentiles = summaryFile.resolveSibling(name.replace("summary", "percentile"));
    Path database = summaryFile.resolveSibling("benchmark_data.db");
    return new EvalscopeOutput(
        version,
        ToolJson.numbers(summary),
        Files.isRegularFile(percentiles) ? percentiles(percentiles) : Map.of(),
        Files.isRegularFile(database)
            ? Optional.of(EvalscopeDatabase.read(database))
            : Optional.empty(),
        streamsChats(summaryFile.resolveSibling("benchmark_args.json")));
  }

  /** Of the arguments only the URL and whether to stream are looked at: there is a key in them. */
  private static boolean streamsChats(Path arguments) {
    if (!Files.isRegularFile(arguments)) {
      return true;
    }
    JsonNode asked = ToolJson.last(arguments).document();
    String url = asked.path("url").asText("");
    boolean completions = url.endsWith("/completions") && !url.endsWith("/chat/completions");
    boolean chat = !completions && !asked.path("tokenize_prompt").asBoolean(false);
    return chat && asked.path("stream").asBoolean(true);
  }

  private static Map<String, Map<String, Double>> percentiles(Path file) {
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    for (JsonNode row : ToolJson.last(file).document()) {
      rows.put(row.path("Percentiles").asText(""), ToolJson.numbers(row));
    }
    return rows;
  }
}
