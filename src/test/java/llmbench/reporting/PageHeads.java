package llmbench.reporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import llmbench.options.recorded.ReportOptions;
import llmbench.report.html.PageHead;
import llmbench.report.shards.ShardWords;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RunHead;
import llmbench.runlog.shards.ShardSet;
import llmbench.timeline.ClientLoad;
import llmbench.timeline.Conditions;
import llmbench.timeline.Connections;
import llmbench.timeline.Counted;
import llmbench.timeline.RunFacts;
import org.jspecify.annotations.Nullable;

/** What run.json, or a tool's result, says of a run: the head of its page. */
final class PageHeads {

  private final ReportInput input;
  private final ReportOptions options;
  private final @Nullable RunFacts facts;

  private PageHeads(ReportInput input) {
    this.input = input;
    options = input.options();
    facts = input.runs().isEmpty() ? null : input.runs().get(0).facts();
  }

  /** The head, without links. */
  static PageHead of(ReportInput input) {
    return new PageHeads(input).head();
  }

  private PageHead head() {
    RunHead run = RunHead.of(options, input.runs());
    return new PageHead(
        title(),
        run.server(),
        run.isSimulated(),
        input.isOwnSimulation() ? "" : options.compat().label(),
        facts == null ? "" : facts.startedAt(),
        PageHead.seconds(input.strictFigures().durationSeconds()),
        run.load(),
        RunEnding.of(input).orElse(null),
        options.command().orElse(null),
        facts(),
        null,
        List.of());
  }

  /** The model; of a simulation that asks none, or several, its own name. */
  private String title() {
    String model = options.target().modelId();
    if (!model.isEmpty() || !input.isOwnSimulation()) {
      return model;
    }
    String simulation = input.runs().get(0).simulation();
    return simulation.substring(simulation.lastIndexOf('.') + 1);
  }

  private List<PageHead.Fact> facts() {
    Map<String, String> all = new LinkedHashMap<>();
    if (facts != null) {
      put(all, "Client", client(facts));
      put(all, "Java", facts.versions().get("java"));
      put(all, "LLM Bench, Gatling", versions(facts));
      put(all, "Simulation", facts.simulation());
      put(all, "Prompts", prompts(facts));
      String found = input.isOwnSimulation() ? "" : "found by the model's name";
      put(all, "Tokenizer", options.target().tokenizer().orElse(found));
      put(all, "Client's load", load(facts.conditions()));
      put(all, "Connections", connections(facts.conditions()));
      facts.notes().forEach(note -> all.merge("Notes", note, (one, more) -> one + " " + more));
    }
    input.shards().ifPresent(set -> shards(set, all));
    if (input.runs().size() > 1) {
      put(all, "Directories", directories());
    }
    List<PageHead.Fact> list = new ArrayList<>();
    all.forEach((label, value) -> list.add(new PageHead.Fact(label, value)));
    return list;
  }

  private static void shards(ShardSet set, Map<String, String> all) {
    put(all, "Shards", ShardWords.there(set));
    String axis = ShardWords.axis(set);
    put(all, "Times between shards", axis.isEmpty() ? "" : axis + ": " + ShardWords.TOUCHED);
  }

  private static void put(Map<String, String> all, String label, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      all.put(label, value);
    }
  }

  private static String client(RunFacts facts) {
    Map<String, String> host = facts.host();
    List<String> parts = new ArrayList<>();
    add(parts, host.get("name"), "");
    add(parts, host.get("cpus"), "1".equals(host.get("cpus")) ? " core" : " cores");
    add(parts, host.get("max_heap_mb"), " MB of heap");
    add(parts, host.get("arch"), "");
    add(parts, facts.versions().get("os"), "");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, @Nullable String value, String unit) {
    if (value != null) {
      parts.add(value + unit);
    }
  }

  private static String versions(RunFacts facts) {
    List<String> parts = new ArrayList<>();
    add(parts, facts.versions().get("llm-bench"), "");
    add(parts, facts.versions().get("gatling"), "");
    return String.join(", ", parts);
  }

  private String prompts(RunFacts facts) {
    Long prompts = facts.dataset().get("prompts");
    Long tokens = facts.dataset().get("prompt_tokens");
    String dataset = options.load().dataset();
    String all = prompts == null ? "" : String.format(Locale.ROOT, "%,d", prompts);
    return String.join(dataset.isEmpty() || all.isEmpty() ? "" : ": ", dataset, all)
        + (tokens == null ? "" : " with " + Counted.of(tokens, "token") + ofWhich(facts));
  }

  /** Where not all were made the tokens are those of the prompts that were sent. */
  private static String ofWhich(RunFacts facts) {
    Long taken = facts.dataset().get("prompts_taken");
    return taken == null ? "" : String.format(Locale.ROOT, " in the %,d that were sent", taken);
  }

  private static @Nullable String load(@Nullable Conditions conditions) {
    ClientLoad client = conditions == null ? null : conditions.client();
    if (client == null) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    Double process = client.processCpu();
    if (process != null) {
      parts.add(
          String.format(
              Locale.ROOT, "%.0f %% of %s", 100 * process, Counted.of(client.cores(), "core")));
    }
    ClientLoad.LoopLag lag = client.loopLag();
    if (lag != null) {
      parts.add(
          String.format(
              Locale.ROOT,
              "event-loop lag P99 %.1f ms, at most %.1f ms",
              lag.p99Millis(),
              lag.maxMillis()));
    }
    parts.add(
        String.format(
            Locale.ROOT,
            "%s, %.0f ms in all",
            Counted.of(client.gc().pauses(), "GC pause"),
            client.gc().totalMillis()));
    return String.join("; ", parts);
  }

  private static @Nullable String connections(@Nullable Conditions conditions) {
    Connections shared = conditions == null ? null : conditions.connections();
    return shared == null
        ? null
        : String.format(
            Locale.ROOT,
            "at most %,d open at once, %,d opened ahead; %s had to connect",
            shared.mostOpen(),
            shared.openedAhead(),
            Counted.of(shared.waited(), "request"));
  }

  private String directories() {
    List<String> all = new ArrayList<>();
    for (RecordedRun run : input.runs()) {
      all.add(run.directory().toString());
    }
    return String.join(", ", all);
  }
}
