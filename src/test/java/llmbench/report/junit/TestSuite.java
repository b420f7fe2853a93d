package llmbench.report.junit;

import java.util.List;

/**
 * Cases that belong together.
 *
 * @param name of the suite, and the class of its cases
 * @param seconds that it took; 0 where that means nothing
 */
record TestSuite(String name, double seconds, List<TestCase> cases) {

  TestSuite {
    cases = List.copyOf(cases);
  }

  /** How many cases came out so. */
  long count(TestCase.State state) {
    return cases.stream().filter(each -> each.state() == state).count();
  }

  /** The same where failures are findings, and fail nothing. */
  TestSuite asFindings() {
    return new TestSuite(name, seconds, cases.stream().map(TestCase::asFinding).toList());
  }
}
