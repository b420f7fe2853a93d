package llmbench.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.files.IoReason;
import llmbench.files.PlainFile;
import org.jspecify.annotations.Nullable;

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
 * @param differences what its counts and its database don't agree in, a sentence each without its
 *     full stop
 */
public record EvalscopeOutput(
    Version version,
    Map<String, Double> summary,
    Map<String, Map<String, Double>> percentiles,
    Optional<List<EvalscopeDatabase.Request>> requests,
    boolean streamsChats,
    List<String> differences) {

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
    differences = List.copyOf(differences);
  }

  /** The summary in this folder or one below it, as evalscope nests them; or this very file. */
  public static Optional<Path> find(Path place) {
    if (!Files.isDirectory(place)) {
      return isSummary(place) ? Optional.of(place) : Optional.empty();
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
    } catch (UncheckedIOException e) {
      throw new RunLogException(IoReason.unread(place, IoReason.cause(e)));
    } catch (IOException e) {
      throw new RunLogException(IoReason.unread(place, e));
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
    Map<String, Double> numbers = ToolJson.numbers(summary);
    Optional<List<EvalscopeDatabase.Request>> requests =
        PlainFile.isThere(database)
            ? Optional.of(EvalscopeDatabase.read(database))
            : Optional.empty();
    return new EvalscopeOutput(
        version,
        numbers,
        PlainFile.isThere(percentiles) ? percentiles(percentiles) : Map.of(),
        requests,
        streamsChats(summaryFile.resolveSibling("benchmark_args.json")),
        requests.map(rows -> differences(version, numbers, rows)).orElse(List.of()));
  }

  private static List<String> differences(
      Version version, Map<String, Double> summary, List<EvalscopeDatabase.Request> rows) {
    boolean older = version == Version.V1_1;
    List<String> differences = new ArrayList<>();
    long successes = rows.stream().filter(EvalscopeDatabase.Request::success).count();
    compare(summary.get(older ? "Total requests" : "Total Requests"), rows.size(), "requests")
        .ifPresent(differences::add);
    compare(summary.get(older ? "Succeed requests" : "Success Requests"), successes, "successes")
        .ifPresent(differences::add);
    return differences;
  }

  private static Optional<String> compare(@Nullable Double counted, long stored, String what) {
    return counted == null || counted == stored
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "its summary counts %.0f %s, and its database has %,d",
                counted,
                what,
                stored));
  }

  /** Of the arguments only the URL and whether to stream are looked at: there is a key in them. */
  private static boolean streamsChats(Path arguments) {
    if (!PlainFile.isThere(arguments)) {
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
