package llmbench.report.evalscope;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import llmbench.plan.evalscope.Probe;
import llmbench.plan.evalscope.SearchResult;
import llmbench.plan.evalscope.Selection;

/**
 * What evalscope's search for an SLA ends with: which loads were tried, and which it has chosen.
 * Source: {@code format_sla_tables()} in {@code evalscope/perf/sla/sla_run.py} of 1.14.1.
 */
public final class SlaTables {

  private static final String NONE = "-";

  private SlaTables() {}

  /** Both tables under evalscope's headings, without a line feed at the end. */
  public static String of(SearchResult result) {
    List<List<String>> probes = new ArrayList<>();
    probes.add(List.of("Pressure", "Succeeded/Total", "Run status", "Groups", "Reason"));
    result.probes().forEach(probe -> probes.add(row(probe, result)));
    List<List<String>> selections = new ArrayList<>();
    selections.add(List.of("Criteria", "Selected", "Status", "Reason"));
    result.selections().forEach(selection -> selections.add(row(selection)));
    return "Probes:\n"
        + Tabulate.simpleGrid(probes)
        + "\n\nSelections:\n"
        + Tabulate.simpleGrid(selections);
  }

  private static List<String> row(Probe probe, SearchResult result) {
    String groups =
        IntStream.range(0, result.groups().size())
            .mapToObj(
                i -> (i + 1) + ":" + (result.groups().get(i).isKeptBy(probe) ? "PASS" : "FAIL"))
            .collect(Collectors.joining(", "));
    return List.of(
        String.valueOf(probe.value()),
        probe.succeeded() + "/" + probe.requests(),
        probe.reasons().isEmpty() ? "VALID" : "FAILED",
        groups,
        probe.reasons().isEmpty() ? NONE : String.join(", ", probe.reasons()));
  }

  private static List<String> row(Selection selection) {
    return List.of(
        selection.criteria(),
        selection.selected().isPresent() ? String.valueOf(selection.selected().getAsInt()) : "None",
        selection.status(),
        selection.reason());
  }
}
