package llmbench.plan.evalscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.options.BenchOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;
import llmbench.options.syntax.ShellWords;
import llmbench.plan.Level;
import llmbench.plan.LevelOutcome;
import llmbench.plan.Levels;
import llmbench.plan.PlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The search, level by level, against the runs that evalscope 1.14 made. */
class EvalscopeSearchTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/evalscope/sla_1.14.json");

  static Stream<Golden> cases() throws IOException {
    JsonNode cases = new ObjectMapper().readTree(GOLDEN.toFile()).get("cases");
    return StreamSupport.stream(cases.spliterator(), false).map(Golden::new);
  }

  /** One search of the tool. */
  record Golden(JsonNode json) {

    @Override
    public String toString() {
      return json.get("name").asText();
    }

    Sources sources() {
      StringBuilder line = new StringBuilder("evalscope perf --model m --prompt p --sla-auto-tune");
      json.get("args")
          .properties()
          .forEach(
              each -> {
                line.append(" --").append(each.getKey().replace('_', '-')).append(' ');
                JsonNode value = each.getValue();
                boolean list = value.isArray() && !each.getKey().equals("sla_params");
                line.append(
                    list
                        ? StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(" "))
                        : ShellWords.quote(
                            value.isValueNode() ? value.asText() : value.toString()));
              });
      String url = line.indexOf("embedding") > 0 ? " --url http://h:1/v1" : "";
      return new Sources(line + url, Map.of());
    }

    int runs() {
      return json.at("/args/sla_num_runs").asInt(3);
    }

    /** What a run came to, by what the tool says of all runs of its load. */
    LevelOutcome outcome(Level level, int load) {
      for (JsonNode probe : json.get("probes")) {
        if (probe.get(0).asInt() == load) {
          String[] counts = probe.get(1).asText().split("/", -1);
          Map<String, Double> values = new HashMap<>();
          probe.get(3).properties().forEach(v -> values.put(v.getKey(), v.getValue().asDouble()));
          long requests = Long.parseLong(counts[1]) / runs();
          long succeeded = Long.parseLong(counts[0]) / runs();
          return new LevelOutcome(level.name(), 0, requests, succeeded, true, values, List.of());
        }
      }
      throw new AssertionError("the tool has not tried " + load);
    }
  }

  private record Measured(List<Level> levels, List<LevelOutcome> outcomes) {}

  private static Measured measured(Golden golden, Levels levels) {
    Measured all = new Measured(new ArrayList<>(), new ArrayList<>());
    Optional<Level> next = levels.next(List.of());
    while (next.isPresent()) {
      Level level = next.get();
      all.levels.add(level);
      int load = AskedSearch.load(level.name());
      all.outcomes.add(golden.outcome(level, load));
      next = levels.next(all.outcomes);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theRunsAndWhatTheyComeToAreTheTools(Golden golden) {
    if (golden.json.has("error")) {
      assertThatThrownBy(() -> new EvalscopeSearch().levels(golden.sources()))
          .isInstanceOf(PlanException.class)
          .hasMessage(golden.json.get("error").asText().replace("ValueError: ", ""));
      return;
    }
    Measured measured = measured(golden, new EvalscopeSearch().levels(golden.sources()));
    assertThat(calls(measured.levels)).isEqualTo(calls(golden.json.get("calls")));
    if (golden.json.has("sleeps")) {
      // How often, and how long.
      List<Long> pauses = pauses(measured.levels);
      assertThat(List.of(pauses.size(), pauses.stream().distinct().toList()))
          .hasToString(golden.json.get("sleeps").toString().replace(",", ", "));
    }

    AskedSearch asked = AskedSearch.of(OptionsReader.asked(golden.sources()));
    assertThat(AskedSearch.of(measured.levels.get(0).settings()))
        .as("what plan.json keeps")
        .isEqualTo(asked);
    List<String> log = new ArrayList<>();
    SearchResult result =
        new SlaSearch(asked, new MeasuredProbes(asked, measured.outcomes), log::add).run();
    assertThat(probes(result)).isEqualTo(probes(golden.json.get("probes")));
    assertThat(selections(result)).isEqualTo(selections(golden.json.get("selections")));
    if (golden.json.has("log")) {
      List<String> lines = new ArrayList<>();
      golden.json.get("log").forEach(line -> lines.add(line.asText()));
      assertThat(log).isEqualTo(lines.subList(0, lines.size() - 3));
    }
  }

  private static List<Long> pauses(List<Level> levels) {
    return levels.stream()
        .map(level -> level.surroundings().pauseBefore().toSeconds())
        .filter(seconds -> seconds > 0)
        .toList();
  }

  private static String calls(List<Level> levels) {
    return levels.stream()
        .map(
            level -> {
              Map<String, String> own = level.sources().properties();
              return Stream.of("number", "parallel", "rate", "dataset-offset")
                      .map(name -> own.get("llm." + name))
                      .collect(Collectors.joining(" "))
                  + " "
                  + level.name();
            })
        .collect(Collectors.joining("\n"));
  }

  /** The tool has the directories of all runs in one more. */
  private static String calls(JsonNode calls) {
    List<String> lines = new ArrayList<>();
    for (JsonNode call : calls) {
      String load = call.get(4).asText().equals("-1") ? "parallel" : "rate";
      lines.add(
          Stream.of(2, 3, 4, 5).map(i -> call.get(i).asText()).collect(Collectors.joining(" "))
              + " sla_%s_%s_run_%s".formatted(load, call.get(0), call.get(1)));
    }
    return String.join("\n", lines);
  }

  private static String probes(SearchResult result) {
    return result.probes().stream()
        .map(
            probe -> {
              List<Boolean> passes =
                  result.groups().stream().map(group -> group.isKeptBy(probe)).toList();
              return "%d %d/%d %s %s %s %s"
                  .formatted(
                      probe.value(),
                      probe.succeeded(),
                      probe.requests(),
                      probe.reasons().isEmpty(),
                      new TreeMap<>(labelled(probe)),
                      passes,
                      probe.reasons());
            })
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, Double> labelled(Probe probe) {
    Map<String, Double> values = new LinkedHashMap<>();
    probe.values().forEach((metric, value) -> values.put(metric.label(), value));
    return values;
  }

  private static String probes(JsonNode probes) {
    List<String> lines = new ArrayList<>();
    for (JsonNode probe : probes) {
      Map<String, Double> values = new TreeMap<>();
      probe.get(3).properties().forEach(v -> values.put(v.getKey(), v.getValue().asDouble()));
      List<Boolean> passes = new ArrayList<>();
      probe.get(4).forEach(pass -> passes.add(pass.asBoolean()));
      List<String> reasons = new ArrayList<>();
      probe.get(5).forEach(reason -> reasons.add(reason.asText()));
      lines.add(
          "%d %s %s %s %s %s"
              .formatted(
                  probe.get(0).asInt(),
                  probe.get(1).asText(),
                  probe.get(2).asBoolean(),
                  values,
                  passes,
                  reasons));
    }
    return String.join("\n", lines);
  }

  private static String selections(SearchResult result) {
    return result.selections().stream()
        .map(
            each ->
                String.join(
                    " | ",
                    each.criteria(),
                    each.mode(),
                    each.selected().isPresent()
                        ? String.valueOf(each.selected().getAsInt())
                        : "null",
                    each.observed().isPresent()
                        ? String.valueOf(each.observed().getAsDouble())
                        : "null",
                    each.status(),
                    each.reason()))
        .collect(Collectors.joining("\n"));
  }

  private static String selections(JsonNode selections) {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : (ArrayNode) selections) {
      List<String> criteria = new ArrayList<>();
      each.get("criteria")
          .properties()
          .forEach(one -> criteria.add(one.getKey() + " " + one.getValue().asText()));
      lines.add(
          String.join(
              " | ",
              String.join(", ", criteria),
              each.get("mode").asText(),
              each.get("selected_value").asText(),
              each.get("observed_metric").asText(),
              each.get("status").asText(),
              each.get("reason").asText()));
    }
    return String.join("\n", lines);
  }

  @Test
  void theFirstLoadsRunsAreKnownBefore() {
    Levels levels =
        new EvalscopeSearch()
            .levels(
                new Sources(
                    "evalscope perf --model m --prompt p --sla-auto-tune --sla-num-runs 2"
                        + " --parallel 4 --sla-params '[{\"rps\": \">=5\"}]'",
                    Map.of()));
    assertThat(levels.known())
        .extracting(Level::name)
        .containsExactly("sla_parallel_4_run_0", "sla_parallel_4_run_1");
    assertThat(levels.known())
        .first()
        .usingRecursiveComparison()
        .isEqualTo(levels.next(List.of()).orElseThrow());
  }

  @Test
  void aLevelIsARunLikeAnyOther() {
    Sources sources =
        new Sources(
            "evalscope perf --model m --prompt p --sla-auto-tune --sla-variable rate --seed 3"
                + " --sla-num-runs 2 --sla-number-multiplier 2.5 --rate 5.7 --warmup-num 0.5"
                + " --sla-fixed-parallel 9 --sla-params '[{\"rps\": \">=5\"}]'",
            Map.of("llm.max_concurrency", "3"));
    assertThat(new EvalscopeSearch().isAskedBy(sources)).isTrue();
    Level second = new EvalscopeSearch().levels(sources).known().get(1);
    assertThat(new EvalscopeSearch().isAskedBy(second.sources())).isFalse();
    BenchOptions options = new OptionsReader().read(second.sources());
    assertThat(options.load().maxConcurrency()).hasValue(9);
    assertThat(options.effective()).containsEntry("rate", "5").containsEntry("number", "12");
    assertThat(options.evalscope().orElseThrow().drawnBefore()).containsExactly(18);
  }
}
