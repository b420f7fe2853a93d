package llmbench.reporting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import llmbench.runlog.PlanFileReader;
import llmbench.runlog.RecordedRun;
import llmbench.runlog.RunHead;

/**
 * What the forms of a report are made of.
 *
 * @param parts of the report
 * @param mostListedGaps of more gaps the values of each request are in no file, unless asked for
 * @param directory where the files will be, so that the page can lead to those beside it; empty for
 *     a form that is printed
 */
record FormatSource(ReportParts parts, int mostListedGaps, Optional<Path> directory) {

  ReportInput input() {
    return parts.input();
  }

  /** What the run was, in a word or a line each. */
  RunHead head() {
    return RunHead.of(input().options(), input().runs());
  }

  /** Whether it is one of our runs, and no result of another tool. */
  boolean isOurs() {
    return !input().runs().isEmpty();
  }

  /** Which level of a plan it is, by name; empty for a run of its own. */
  String level() {
    List<RecordedRun> runs = input().runs();
    return runs.size() == 1 ? PlanFileReader.levelIn(runs.get(0).directory()) : "";
  }

  /** How a run ended that did not send all its prompts: its files are marked with it. */
  Optional<String> partial() {
    return RunEnding.of(input());
  }

  /** The first line of a tool's text, where the run did not send all its prompts. */
  String mark() {
    return partial().map(line -> line + "\n").orElse("");
  }

  /** Whether files have each request's values: not if that is too much and nobody asked for it. */
  boolean isListed() {
    return input().options().result().detailed()
        || input().figures().itl().size() <= mostListedGaps;
  }

  /** The names of all files of the report, in the order in which they are written. */
  List<String> fileNames() {
    List<String> names = new ArrayList<>();
    for (ReportFormat format : ReportFormats.ALL) {
      format.files(this).forEach(file -> names.add(file.name()));
    }
    return names;
  }
}
