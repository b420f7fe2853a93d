package llmbench.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import llmbench.options.slo.Slo;
import llmbench.timeline.RunFacts.Stop;
import llmbench.timeline.RunFacts.StopCause;
import llmbench.verdict.ClientDoubt;
import llmbench.verdict.Doubt;
import llmbench.verdict.FileDoubt;
import llmbench.verdict.Outcome;
import llmbench.verdict.SloResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** junit.xml as surefire's schema and Jenkins's JUnit plugin read it. */
class JunitXmlTest {

  private static final Path SCHEMA =
      Path.of("src/test/resources/golden/junit/surefire-test-report.xsd");

  /** What Jenkins makes of a case: its class's CaseResult. */
  private record Case(
      String name, String className, @Nullable String failure, @Nullable String skipped) {

    boolean isFailed() {
      return failure != null;
    }
  }

  @Test
  void itHasAFailureExactlyWhereTheExitStatusIsNotZero() throws Exception {
    Random random = new Random(8);
    int failed = 0;
    for (int i = 0; i < 150; i++) {
      Outcome outcome = outcome(random);
      List<Case> cases = jenkins(parsed(JunitXml.of(outcome, run("m"))));
      assertThat(cases.stream().anyMatch(Case::isFailed)).isEqualTo(outcome.isFailure());
      failed += outcome.isFailure() ? 1 : 0;
    }
    assertThat(failed).as("both come up").isBetween(20, 140);
  }

  @Test
  void eachOfItsSuitesIsOneOfSurefires() throws Exception {
    var schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMA.toFile());
    Random random = new Random(9);
    for (int i = 0; i < 20; i++) {
      Document document = parsed(JunitXml.of(outcome(random), run("m")));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
      NodeList suites = document.getElementsByTagName("testsuite");
      assertThat(suites.getLength()).isBetween(2, 3);
      for (int j = 0; j < suites.getLength(); j++) {
        schema.newValidator().validate(new DOMSource(suites.item(j)));
      }
    }
  }

  @Test
  void whatTheSuitesCountIsWhatTheyHold() throws Exception {
    Random random = new Random(10);
    for (int i = 0; i < 50; i++) {
      NodeList suites =
          parsed(JunitXml.of(outcome(random), run("m"))).getElementsByTagName("testsuite");
      for (int j = 0; j < suites.getLength(); j++) {
        Element suite = (Element) suites.item(j);
        assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
        assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
        assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
      }
    }
  }

  /** What a level of a search fails by is a finding; what the search itself fails by is not. */
  @Test
  void levelsHaveAFailureWhereOneThatCountsOrAllTogetherFail() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 50; i++) {
      boolean together = random.nextInt(4) == 0;
      List<TestedLevel> levels = new ArrayList<>();
      for (int level = 0; level < 3; level++) {
        String name = "x".repeat(70) + "-run=" + level;
        TestedRun run =
            new TestedRun("m", name, 3, 1, "", 0.5, "", List.of(), true, Map.of("model", "m"));
        levels.add(new TestedLevel(outcome(random), run, random.nextInt(3) == 0));
      }
      List<Case> cases = jenkins(parsed(JunitXml.of("Up to 4.", together, levels)));
      assertThat(cases.stream().anyMatch(Case::isFailed))
          .isEqualTo(
              together
                  || levels.stream()
                      .anyMatch(level -> level.isJudged() && level.outcome().isFailure()));
      assertThat(cases.get(0).className()).isEqualTo("llmbench.m.levels");
      assertThat(cases)
          .extracting(Case::className)
          .contains("llmbench.m." + "x".repeat(70) + "-run_2.run");
    }
  }

  @Test
  void namesStayWhereLimitsMoveAndDoubtsComeAndGo() throws Exception {
    List<String> before = names(slos("p99_ttft<=200ms,error_rate<=1%"), List.of());
    List<String> after =
        names(slos("p99_ttft<150ms,error_rate<=2%"), List.of(new FileDoubt.LogOnly()));
    assertThat(after).isEqualTo(before).contains("llmbench.m.slo p99_ttft");
    assertThat(names(slos("p99_ttft<=200ms,p99_ttft>1ms,p99_ttft>1ms"), List.of()))
        .contains(
            "llmbench.m.slo p99_ttft",
            "llmbench.m.slo p99_ttft>1ms",
            "llmbench.m.slo p99_ttft>1ms (2)");
  }

  @Test
  void everyKindOfDoubtIsACase() throws Exception {
    assertThat(names(List.of(), List.of()))
        .containsAll(Doubt.names().stream().map(name -> "llmbench.m.doubts " + name).toList());
  }

  @Test
  void aDoubtIsSkippedWithItsTextAndAFailureOnlyWhereDoubtsFail() throws Exception {
    List<Doubt> doubts =
        List.of(
            new Doubt.InRun("run-1", new ClientDoubt.ClockStepped(-51.5)),
            new Doubt.InRun("run-2", new ClientDoubt.ClockStepped(70)));
    Case skipped = doubt(new Outcome(true, Optional.empty(), List.of(), doubts, false));
    assertThat(skipped.isFailed()).isFalse();
    assertThat(skipped.skipped())
        .startsWith(
            "run-1: the wall clock was set by -52 ms during the run, or the machine slept. Times")
        .contains(" run-2: the wall clock was set by +70 ms");
    Case failed = doubt(new Outcome(true, Optional.empty(), List.of(), doubts, true));
    assertThat(failed.failure()).isEqualTo(skipped.skipped());
    assertThat(failed.skipped()).isNull();
  }

  @Test
  void aRunThatWasStoppedHasAFailedCaseThatSaysSoAndAnyOtherHasItPassed() throws Exception {
    Outcome kept = new Outcome(true, Optional.empty(), List.of(), List.of(), false);
    String how = "STOPPED by SIGTERM; 12 of 50 requests finished";
    assertThat(end(JunitXml.of(kept, run("m", how))).failure()).isEqualTo(how);
    assertThat(end(JunitXml.of(kept, run("m"))).isFailed()).isFalse();
  }

  private static Case end(String xml) throws Exception {
    return jenkins(parsed(xml)).stream()
        .filter(each -> each.name().equals("ended by itself"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatXmlCanNotHoldBreaksNothing() throws Exception {
    String odd = "a\u0000\u0008\u001b[31m\uD800b\uDFFF\uFFFE\uFFFF\u2028<&>\"']]>\t\r\n😀日\u202e";
    Outcome outcome =
        new Outcome(
            false,
            Optional.of(errors(odd)),
            List.of(),
            List.of(new FileDoubt.Unreadable(odd)),
            true);
    TestedRun run =
        new TestedRun(odd, odd, 0, 3, odd, 1.5, odd, List.of(odd), true, Map.of("model", odd));
    Document document = parsed(JunitXml.of(outcome, run));
    String shown = "a [31m\uFFFDb\uFFFD\uFFFD\uFFFD <&>\"']]> 😀日";
    assertThat(((Element) document.getElementsByTagName("property").item(0)).getAttribute("value"))
        .isEqualTo(shown);
    assertThat(document.getDocumentElement().getTextContent()).contains(shown);
    assertThat(jenkins(document).get(1).failure()).isEqualTo(shown);
    assertThat(jenkins(document).get(2).failure()).contains(shown);
  }

  @Test
  void theGroupIsWhatAUrlMayHold() throws Exception {
    assertThat(className("Qwen2.5-0.5B-Instruct")).isEqualTo("llmbench.Qwen2.5-0.5B-Instruct.run");
    assertThat(className("")).isEqualTo("llmbench.run");
    assertThat(className("../a b?#%/通义.")).isEqualTo("llmbench.a_b_通义.run");
    assertThat(className("x".repeat(500))).hasSizeLessThan(100);
  }

  private static String className(String group) throws Exception {
    Outcome outcome = new Outcome(true, Optional.empty(), List.of(), List.of(), false);
    return jenkins(parsed(JunitXml.of(outcome, run(group)))).get(0).className();
  }

  private static Case doubt(Outcome outcome) throws Exception {
    return jenkins(parsed(JunitXml.of(outcome, run("m")))).stream()
        .filter(each -> each.name().equals("clock-stepped"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(List<SloResult> slos, List<Doubt> doubts) throws Exception {
    Outcome outcome = new Outcome(true, Optional.empty(), slos, doubts, false);
    return jenkins(parsed(JunitXml.of(outcome, run("m")))).stream()
        .map(each -> each.className() + " " + each.name())
        .toList();
  }

  /**
   * By the rules of the JUnit plugin's SuiteResult and CaseResult: suites may nest, a case's class
   * is its classname or else its suite's name, a time is a number, a failure's or a skip's message
   * is an attribute.
   */
  private static List<Case> jenkins(Document document) {
    List<Case> cases = new ArrayList<>();
    Set<String> known = new HashSet<>();
    NodeList all = document.getElementsByTagName("testcase");
    for (int i = 0; i < all.getLength(); i++) {
      Element test = (Element) all.item(i);
      Element suite = (Element) test.getParentNode();
      assertThat(suite.getTagName()).isEqualTo("testsuite");
      assertThat(Float.parseFloat(test.getAttribute("time"))).isNotNegative();
      String className = test.getAttribute("classname");
      assertThat(className).isEqualTo(suite.getAttribute("name"));
      assertThat(known.add(className + "." + test.getAttribute("name")))
          .as("a name is one case's: " + test.getAttribute("name"))
          .isTrue();
      cases.add(
          new Case(
              test.getAttribute("name"),
              className,
              message(test, "failure"),
              message(test, "skipped")));
    }
    assertThat(document.getElementsByTagName("error").getLength()).isZero();
    return cases;
  }

  private static @Nullable String message(Element test, String element) {
    NodeList found = test.getElementsByTagName(element);
    return found.getLength() == 0 ? null : ((Element) found.item(0)).getAttribute("message");
  }

  private static String count(Element suite, String element) {
    return String.valueOf(suite.getElementsByTagName(element).getLength());
  }

  private static Document parsed(String xml)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static TestedRun run(String group) {
    return run(group, "");
  }

  private static TestedRun run(String group, String endedEarly) {
    return new TestedRun(
        group,
        "",
        3,
        1,
        endedEarly,
        0.5,
        "max-errors 2",
        List.of("1 × cut"),
        true,
        Map.of("model", "m"));
  }

  private static Outcome outcome(Random random) {
    List<SloResult> slos = new ArrayList<>();
    for (Slo slo : Slo.list("p99_ttft<=200ms,error_rate<=1%,p99_ttft>=1ms")) {
      if (random.nextInt(4) > 0) {
        boolean measured = random.nextInt(10) > 0;
        slos.add(
            new SloResult(
                slo, measured ? OptionalDouble.of(random.nextInt(3)) : OptionalDouble.empty()));
      }
    }
    List<Doubt> doubts = random.nextBoolean() ? List.of() : List.of(new FileDoubt.LogOnly());
    return new Outcome(
        random.nextInt(10) > 0,
        random.nextInt(10) > 0 ? Optional.empty() : Optional.of(errors("3 of 4")),
        slos,
        doubts,
        random.nextInt(3) == 0);
  }

  private static Stop errors(String why) {
    return new Stop(StopCause.MAX_ERRORS, why);
  }

  private static List<SloResult> slos(String list) {
    return Slo.list(list).stream().map(slo -> new SloResult(slo, OptionalDouble.of(100))).toList();
  }
}
