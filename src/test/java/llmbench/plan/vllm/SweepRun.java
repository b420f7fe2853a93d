package llmbench.plan.vllm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One measurement of a sweep.
 *
 * @param asked the sweep
 * @param serveNumber which set of the server's
 * @param bench the benchmark's set with what a workload or a warm-up adds to it
 * @param folder below the experiment's
 * @param number from 0; {@link #WARM_UP} for the run before the first
 * @param place of its rows among all
 */
record SweepRun(
    SweepAsked asked, int serveNumber, ParameterSet bench, String folder, int number, Place place) {

  static final int WARM_UP = -1;

  /** The metrics that every result has. */
  private static final List<String> ALL_METRICS =
      List.of("--percentile-metrics", "ttft,tpot,itl,e2el", "--save-result");

  /**
   * Where rows stand in the summary: pair after pair, and in a pair the serial runs, those between,
   * the batch runs, in whatever order they are measured.
   */
  record Place(int pair, Part part) {}

  /** A part of a pair of sets. */
  enum Part {
    /** All, where nothing is explored. */
    WHOLE,
    SERIAL,
    BETWEEN,
    BATCH
  }

  ParameterSet serve() {
    return asked.serveSets().get(serveNumber);
  }

  boolean isWarmUp() {
    return number == WARM_UP;
  }

  /** Its result, in the folder. */
  String file() {
    return isWarmUp() ? "warmup.json" : "run=" + number + ".json";
  }

  /** Its result, as Python writes the path. */
  String output() {
    return plain(asked.experiment().resolve(folder).resolve(file()));
  }

  SweptServer server() {
    return new SweptServer(SweepCommand.of(asked.serveCommand(), serve()));
  }

  /** The benchmark's command. */
  List<String> command() {
    List<String> words = new ArrayList<>(SweepCommand.of(asked.benchCommand(), bench));
    words.addAll(ALL_METRICS);
    words.addAll(List.of("--result-dir", plain(asked.experiment().resolve(folder))));
    words.addAll(List.of("--result-filename", file()));
    return List.copyOf(words);
  }

  /** The name of its directory below the run's. */
  String levelName() {
    String run = file().replaceFirst("\\.json$", "");
    String name = folder.isEmpty() ? run : folder + "-" + run;
    return name.replaceAll("[\\\\\\p{Cntrl}]", "_");
  }

  /** What its report needs. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    String server = serve().name().isEmpty() ? "default" : serve().name();
    settings.put("experiment", plain(asked.experiment()));
    settings.put("folder", folder);
    settings.put("run_number", String.valueOf(number));
    settings.put("serve", serve().json());
    settings.put("bench", bench.json());
    settings.put("continue_on_error", String.valueOf(asked.mayFail()));
    settings.put("server_failure", FolderName.harmless("SERVE-" + server + "-failure.json"));
    settings.put("pair", String.valueOf(place.pair()));
    settings.put("part", place.part().name());
    return settings;
  }

  /** A path as {@code pathlib} writes it: without the directory itself. */
  static String plain(Path path) {
    String parts =
        StreamSupport.stream(path.spliterator(), false)
            .map(Path::toString)
            .filter(part -> !part.equals(".") && !part.isEmpty())
            .collect(Collectors.joining("/"));
    String whole = (path.isAbsolute() ? "/" : "") + parts;
    return whole.isEmpty() ? "." : whole;
  }
}
