package llmbench.report.junit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import llmbench.timeline.Counted;
import llmbench.verdict.Doubt;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;

/** A run as suites of cases. Names don't change with what was measured, nor with a limit. */
final class Suites {

  private static final String ROOT = "llmbench";
  private static final String SUCCESS = "something succeeded";
  private static final String ENDED = "ended by itself";
  private static final String TOGETHER = "what the levels come to";
  private static final String ERRORS = "errors within their limit";

  /** What a name in a tree of tests had better not hold: it is a part of URLs. */
  private static final Pattern ODD = Pattern.compile("[^\\p{L}\\p{N}._-]+");

  private static final int LONGEST_PART = 60;

  /** Levels of a sweep may differ at their ends alone. */
  private static final int LONGEST_LEVEL = 200;

  private final Outcome outcome;
  private final TestedRun run;
  private final String prefix;

  Suites(Outcome outcome, TestedRun run) {
    this.outcome = outcome;
    this.run = run;
    prefix = ROOT + "." + part(run.group()) + part(run.level(), LONGEST_LEVEL);
  }

  List<TestSuite> all() {
    List<TestSuite> suites = new ArrayList<>();
    suites.add(new TestSuite(prefix + "run", run.durationSeconds(), run()));
    if (!outcome.slos().isEmpty()) {
      suites.add(new TestSuite(prefix + "slo", 0, slos()));
    }
    if (run.doubted()) {
      suites.add(new TestSuite(prefix + "doubts", 0, doubts()));
    }
    return suites;
  }

  /** The suite of what levels come to together, below the group that theirs are in. */
  static TestSuite together(String group, String answer, boolean failed) {
    return new TestSuite(
        ROOT + "." + part(group) + "levels",
        0,
        List.of(
            failed
                ? TestCase.failed(TOGETHER, 0, answer, List.of(answer))
                : TestCase.passed(TOGETHER, 0, answer)));
  }

  /** With the full stop behind it; empty for nothing. */
  private static String part(String words) {
    return part(words, LONGEST_PART);
  }

  private static String part(String words, int mostChars) {
    String plain = ODD.matcher(words.strip()).replaceAll("_");
    String cut = plain.substring(0, Math.min(mostChars, plain.length()));
    String part = cut.replaceAll("^[._]+|[._]+$", "");
    return part.isEmpty() ? "" : part + ".";
  }

  private List<TestCase> run() {
    List<TestCase> cases = new ArrayList<>();
    cases.add(
        outcome.anySuccess()
            ? TestCase.passed(SUCCESS, run.durationSeconds())
            : failed(SUCCESS, run.durationSeconds(), "Nothing succeeded"));
    if (!run.endedEarly().isEmpty()) {
      cases.add(TestCase.failed(ENDED, 0, run.endedEarly(), List.of(run.endedEarly())));
    } else if (run.doubted()) {
      cases.add(TestCase.passed(ENDED, 0));
    }
    if (outcome.tooManyErrors().isPresent()) {
      cases.add(failed(ERRORS, 0, "Too many requests failed: " + outcome.tooManyErrors().get()));
    } else if (!run.errorLimits().isEmpty()) {
      cases.add(TestCase.passed(ERRORS, 0));
    }
    return cases;
  }

  private TestCase failed(String name, double seconds, String message) {
    List<String> lines = new ArrayList<>();
    lines.add(message);
    if (!run.errorLimits().isEmpty()) {
      lines.add("Limit: " + run.errorLimits());
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d of %s failed",
            run.failed(),
            Counted.of(run.completed() + run.failed(), "request")));
    lines.addAll(run.failures());
    return TestCase.failed(name, seconds, message, lines);
  }

  private List<TestCase> slos() {
    List<TestCase> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SloResult result : outcome.slos()) {
      String name = name(result, names);
      cases.add(result.kept() ? TestCase.passed(name, 0, result.line()) : broken(name, result));
    }
    return cases;
  }

  /** A limit may be moved without a break in the history; a second one of a statistic has more. */
  private static String name(SloResult result, Set<String> names) {
    String name = result.slo().statistic().name();
    if (names.contains(name)) {
      name = result.slo().text();
    }
    String unique = name;
    for (int i = 2; !names.add(unique); i++) {
      unique = name + " (" + i + ")";
    }
    return unique;
  }

  private static TestCase broken(String name, SloResult result) {
    return TestCase.failed(
        name,
        0,
        result.line(),
        List.of(
            "SLO:      " + result.slo().text(),
            "measured: " + result.measuredText(),
            "limit:    " + result.slo().comparison().sign() + " " + result.limitText(),
            "margin:   " + result.margin()));
  }

  /** A case for each kind there is, so that one that comes and goes has a history. */
  private List<TestCase> doubts() {
    List<TestCase> cases = new ArrayList<>();
    for (String kind : Doubt.names()) {
      List<String> lines =
          outcome.doubts().stream()
              .filter(doubt -> doubt.name().equals(kind))
              .map(doubt -> doubt.message() + ". " + doubt.advice())
              .toList();
      cases.add(doubt(kind, lines));
    }
    return cases;
  }

  private TestCase doubt(String kind, List<String> lines) {
    if (lines.isEmpty()) {
      return TestCase.passed(kind, 0);
    }
    String message = String.join(" ", lines);
    return outcome.failOnDoubts()
        ? TestCase.failed(kind, 0, message, lines)
        : TestCase.skipped(kind, message, lines);
  }
}
