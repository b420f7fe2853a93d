package llmbench.reporting;

import java.util.Optional;
import llmbench.report.html.SweepPage;

/**
 * What levels come to by their plan's own report.
 *
 * @param status the exit status that they deserve together, whatever each deserves alone
 * @param answer to what the plan searches for, in a sentence: the report has printed it, or more of
 *     it; empty where it searches for nothing, so that figures tell what which load is worth
 * @param advice what the tool whose plan it is says of the levels; empty where it says nothing
 */
public record PlanEnding(int status, Optional<String> answer, Optional<SweepPage.Advice> advice) {

  /** One that says nothing besides. */
  public static PlanEnding of(int status) {
    return new PlanEnding(status, Optional.empty(), Optional.empty());
  }

  /** The same with an answer. */
  public PlanEnding answering(String sentence) {
    return new PlanEnding(status, Optional.of(sentence), advice);
  }

  /** The same with what the tool says. */
  public PlanEnding advising(SweepPage.Advice own) {
    return new PlanEnding(status, answer, Optional.of(own));
  }
}
