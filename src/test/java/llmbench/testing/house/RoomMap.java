package llmbench.testing.house;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The map of the rooms, inner ones too: who may import whom. Data flows one way; the files are the
 * seam.
 */
final class RoomMap {

  /** The package of the doors, in the map. */
  static final String ROOT = "ROOT";

  /** Every room, in the map. */
  static final String ALL = "*";

  /**
   * Room → rooms it may import; {@code *} for all. The root has the three doors, which join the
   * load half and the report half. docs/architecture.md draws it.
   */
  static final Map<String, Set<String>> MAY_IMPORT =
      map(
          """
          options.syntax       ->
          options              -> options.syntax, timeline
          random               ->
          schedule             -> files, options, options.syntax, random
          tokenizer.jinja      -> options.syntax
          tokenizer            -> files, options, tokenizer.jinja
          timeline             ->
          files                ->
          hub                  -> files
          llm                  -> llm.chat, timeline
          llm.chat             -> timeline
          request              -> api, conversation, dataset, options, options.syntax, timeline
          runlog               -> files, latency, options, options.recorded, timeline
          runlog.shards        -> runlog, timeline
          target               -> dataset, files, options, options.syntax, request, timeline
          target.clock         -> target, timeline
          options.slo          -> latency, options.syntax
          options.table        -> latency, options, options.slo, options.syntax
          options.given        -> options, options.syntax, options.table
          options.dataset      -> options, options.given, options.syntax, options.table
          options.catalog      -> options, options.dataset, options.table
          dataset.picture      ->
          dataset.sound        ->
          dataset.rows         -> random
          dataset              -> dataset.picture, dataset.rows, dataset.sound, files, hub,
                                  options, options.dataset, options.syntax, random, tokenizer
          conversation         -> timeline
          dataset.conversations -> conversation, dataset, dataset.rows, options,
                                  options.dataset, options.syntax, random, tokenizer
          dataset.trace        -> conversation, dataset, options, options.dataset,
                                  options.syntax, tokenizer
          about                ->
          metrics.numbers      ->
          metrics.request      -> latency, metrics.numbers, timeline
          metrics.evalscope    -> latency, metrics.numbers, metrics.request, timeline
          metrics.observed     -> latency, metrics.numbers, metrics.request, timeline
          metrics.server       -> latency, metrics.numbers, metrics.request, timeline
          metrics.vllm         -> latency, metrics.numbers, metrics.request, metrics.server,
                                  timeline
          metrics.levels       -> latency, metrics.evalscope, metrics.numbers, metrics.vllm
          metrics.windows      -> latency, metrics.numbers, metrics.request, timeline
          metrics.conversations -> latency, metrics.numbers, metrics.request, metrics.vllm,
                                  timeline
          comparison           -> latency, metrics.conversations, metrics.evalscope,
                                  metrics.numbers, metrics.observed, metrics.request,
                                  metrics.server, metrics.vllm, runlog, timeline
          metrics.charts       -> metrics.numbers, metrics.observed, metrics.request, timeline
          options.echo         -> options, options.catalog, options.dataset, options.given,
                                  options.syntax, options.table
          options.recorded     -> options, options.echo, options.slo, options.syntax,
                                  options.table
          report.csv           -> latency, metrics.numbers, metrics.observed, metrics.request,
                                  metrics.server, metrics.vllm, timeline
          report.plots         -> metrics.numbers, metrics.request
          report.server        -> metrics.numbers, metrics.observed, metrics.server, timeline
          report.sweep         -> metrics.numbers, options.syntax
          report.limits        -> latency, metrics.numbers, metrics.windows
          report.conversations -> latency, metrics.conversations, metrics.numbers, runlog,
                                  timeline
          report.targets       -> metrics.numbers, metrics.vllm, timeline
          report.shards        -> runlog, runlog.shards, timeline
          report.evalscope     -> metrics.evalscope, metrics.numbers, options.recorded,
                                  options.syntax, plan.evalscope
          report.compare       -> comparison, metrics.numbers
          report.vllm          -> files, metrics.conversations, metrics.numbers,
                                  metrics.request, metrics.server, metrics.vllm, options,
                                  options.recorded, options.syntax
          verdict              -> latency, metrics.conversations, metrics.numbers,
                                  metrics.observed, metrics.request, metrics.server,
                                  metrics.vllm,
                                  options.recorded, options.slo, plan, runlog, runlog.shards,
                                  timeline
          report.html          -> comparison, latency, metrics.charts, metrics.evalscope,
                                  metrics.levels, metrics.numbers, metrics.observed,
                                  metrics.vllm, options, options.slo, report.compare,
                                  report.conversations,
                                  report.evalscope, report.limits, report.server,
                                  report.shards, report.targets, report.vllm,
                                  timeline, verdict
          report.jenkins       -> metrics.numbers, runlog
          report.junit         -> options.slo, timeline, verdict
          report.markdown      -> comparison, latency, metrics.levels, metrics.numbers,
                                  metrics.observed, metrics.vllm, options.slo,
                                  report.conversations, report.limits, report.targets,
                                  runlog, timeline, verdict
          report.prometheus    -> latency, metrics.conversations, metrics.numbers,
                                  metrics.observed, metrics.vllm, options.slo, report.shards,
                                  runlog, runlog.shards, timeline, verdict
          report.verdict       -> options.slo, report.shards, verdict
          reporting            -> about, api, comparison, files, latency, metrics.charts,
                                  metrics.conversations,
                                  metrics.evalscope, metrics.levels, metrics.numbers,
                                  metrics.observed, metrics.request,
                                  metrics.server, metrics.vllm, metrics.windows, options,
                                  options.recorded, options.slo, options.syntax, plan,
                                  report.conversations, report.csv,
                                  report.evalscope, report.html, report.jenkins, report.junit,
                                  report.limits, report.markdown, report.plots,
                                  report.prometheus, report.server, report.shards,
                                  report.targets, report.verdict,
                                  report.vllm,
                                  runlog, runlog.shards, timeline, tokenizer, verdict
          options.translate    -> options, options.catalog, options.given, options.syntax,
                                  options.table
          options.read         -> options, options.catalog, options.dataset, options.echo,
                                  options.given, options.slo, options.syntax, options.table,
                                  options.translate, timeline
          progress             -> metrics.numbers, timeline
          recorder             -> files, timeline
          process              -> about, recorder, timeline
          injection            -> conversation, dataset, llm, options, options.syntax, process,
                                  request, schedule,
                                  target, timeline
          simserver.cache      ->
          simserver.config     -> tokenizer
          simserver.http       ->
          simserver.request    -> simserver.config, simserver.http
          simserver.stats      -> simserver.cache, simserver.request
          simserver.shop       -> simserver.http, simserver.truth
          simserver.truth      -> metrics.numbers, simserver.config
          simserver.stream     -> simserver.cache, simserver.config, simserver.http,
                                  simserver.request, simserver.stats, simserver.truth
          simserver            -> process, simserver.cache, simserver.config, simserver.http,
                                  simserver.request, simserver.shop, simserver.stats,
                                  simserver.stream, simserver.truth
          tokenreport          -> injection, llm, llm.chat, options.given, options.read,
                                  options.slo, process, recorder, reporting, target, timeline
          warmup               -> dataset, injection, llm, request, timeline
          plan                 -> metrics.numbers, options, options.given
          plan.load            -> options, options.given, options.read, plan, plan.vllm
          plan.vllm            -> files, options, options.given, options.syntax, options.table,
                                  plan
          plan.evalscope       -> metrics.numbers, options, options.given, options.read,
                                  options.syntax, plan
          run                  -> api, conversation, dataset, dataset.conversations,
                                  dataset.trace, files, injection, llm, metrics.evalscope,
                                  metrics.numbers, metrics.request, metrics.vllm, options,
                                  options.dataset, options.echo, options.given, options.read,
                                  options.syntax, plan,
                                  plan.evalscope, plan.load, plan.vllm, process, progress,
                                  recorder, request, schedule, simserver, simserver.config,
                                  simserver.truth, target, target.clock, timeline, tokenizer, warmup
          reporting.compare    -> about, comparison, files, metrics.observed, metrics.server,
                                  metrics.vllm,
                                  options, options.recorded, plan, report.compare,
                                  report.html,
                                  report.vllm, reporting, runlog, timeline, verdict
          ROOT                 -> injection, process, reporting, reporting.compare,
                                  reporting.plan, run, runlog, simserver, simserver.config,
                                  tokenizer
          launcher             -> about, options.read, options.syntax, plan.vllm, process
          tokenizer.testing    -> tokenizer
          conversation.testing -> conversation, timeline
          request.testing      -> conversation, conversation.testing, dataset,
                                  dataset.conversations, options, options.given, options.read,
                                  request, timeline, tokenizer
          dataset.testing      -> dataset, options, options.dataset, options.given, options.read,
                                  tokenizer, tokenizer.testing
          examples             -> llm, llm.chat, tokenreport, warmup
          metrics.testing      -> metrics.evalscope, metrics.numbers, metrics.request,
                                  metrics.vllm, timeline
          options.testing      -> options, options.catalog, options.given, options.read,
                                  options.table, options.translate
          progress.testing     -> progress, timeline
          report.html.testing  -> latency, metrics.charts, metrics.levels, metrics.observed,
                                  metrics.vllm,
                                  options.recorded, report.html, report.vllm, timeline, verdict
          simserver.testing    -> simserver, simserver.config
          verdict.testing      -> metrics.vllm, options.recorded, runlog, timeline, verdict
          testing.bench        -> recorder, timeline
          testing.browser      -> report.html
          testing.endtoend     -> *
          testing.house        -> *
          testing.mutation     -> *
          injection.testing    -> dataset, injection, llm.testing, request
          llm.testing          ->
          report.prometheus.testing ->
          reporting.plan       -> about, files, metrics.evalscope, metrics.levels,
                                  metrics.numbers, metrics.vllm, options.recorded,
                                  options.syntax, plan, plan.evalscope, plan.load,
                                  report.evalscope,
                                  report.html, report.junit, report.markdown,
                                  report.prometheus, report.sweep, report.vllm,
                                  reporting, reporting.compare, runlog, timeline, verdict
          latency              ->
          api                  -> conversation, dataset, metrics.evalscope, metrics.vllm, options,
                                  options.dataset, options.syntax, timeline
          """);

  private RoomMap() {}

  /** The outer room of a room. */
  static String outermost(String room) {
    return room.replaceFirst("\\..*", "");
  }

  /** Room → rooms, from lines of {@code room -> a, b}; a line that begins with blanks goes on. */
  private static Map<String, Set<String>> map(String text) {
    Map<String, Set<String>> rooms = new LinkedHashMap<>();
    for (String line : text.replaceAll("\n +", " ").split("\n", -1)) {
      String[] parts = line.split("->", -1);
      if (parts.length == 2) {
        Set<String> imports = new TreeSet<>(List.of(parts[1].trim().split(",\\s*", -1)));
        imports.remove("");
        rooms.put(parts[0].trim(), imports);
      }
    }
    return rooms;
  }
}
