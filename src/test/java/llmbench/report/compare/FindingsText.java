package llmbench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import llmbench.comparison.Comparison;
import llmbench.comparison.Figure;
import llmbench.comparison.Findings;
import llmbench.comparison.Judgement;

/** What a column comes to beside another: better in these figures, worse in those. */
final class FindingsText {

  private FindingsText() {}

  /** Its lines, each with its line feed; none where there is nothing to say. */
  static String of(Comparison comparison, int place) {
    char letter = Comparison.letter(place);
    char with = Comparison.letter(comparison.against().get(place));
    StringBuilder text = new StringBuilder();
    if (comparison.isOfOtherLoad(place)) {
      String figures =
          line("better", ofLoad(comparison, place, Judgement.BETTER))
              + line("worse", ofLoad(comparison, place, Judgement.WORSE));
      text.append("What the load of ").append(letter).append(" does to the figures of ");
      text.append(with).append(':');
      text.append(
          figures.isEmpty()
              ? " nothing beyond " + CompareText.plain(comparison.tolerancePercent()) + " %"
              : "");
      text.append('\n').append(figures);
    }
    Findings findings = comparison.findings(place);
    if (findings.looked() > 0) {
      text.append(letter).append(" to ").append(with).append(", more than noise");
      text.append(findings.all().isEmpty() ? ": nothing" : "");
      text.append(" (95 % of all ").append(findings.looked()).append(" figures together)\n");
      text.append(line("better", of(findings, true)));
      text.append(line("worse", of(findings, false)));
    }
    return text.toString();
  }

  private static List<String> of(Findings findings, boolean better) {
    return findings.all().stream()
        .filter(finding -> finding.better() == better)
        .map(
            finding ->
                String.format(
                    Locale.ROOT,
                    "%s %+.1f %% (%+.1f to %+.1f)",
                    finding.figure().shortName(),
                    finding.percent(),
                    finding.interval().low(),
                    finding.interval().high()))
        .toList();
  }

  private static List<String> ofLoad(Comparison comparison, int place, Judgement verdict) {
    List<String> figures = new ArrayList<>();
    for (Figure figure : comparison.figures()) {
      Comparison.Cell cell = comparison.cell(figure, place);
      if (cell.verdict() == verdict) {
        OptionalDouble percent = cell.differencePercent();
        figures.add(figure.shortName() + " " + CompareCells.percent(percent));
      }
    }
    return figures;
  }

  private static String line(String word, List<String> figures) {
    return figures.isEmpty() ? "" : "  " + word + ": " + String.join(", ", figures) + "\n";
  }
}
