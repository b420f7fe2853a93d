package llmbench.report.junit;

import java.util.List;
import llmbench.verdict.Outcome;

/**
 * A level of several in junit.xml.
 *
 * @param outcome of the level
 * @param run that it is, with the level's name
 * @param isJudged whether what it fails by fails the run: not in a search, which has to go too far
 */
public record TestedLevel(Outcome outcome, TestedRun run, boolean isJudged) {

  List<TestSuite> suites() {
    List<TestSuite> suites = new Suites(outcome, run).all();
    return isJudged ? suites : suites.stream().map(TestSuite::asFindings).toList();
  }
}
