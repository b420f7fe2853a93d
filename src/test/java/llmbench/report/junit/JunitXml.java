package llmbench.report.junit;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import llmbench.timeline.Printable;
import llmbench.verdict.Outcome;

/**
 * junit.xml: a suite each for the run, its SLOs and its doubts. It has a failure exactly where the
 * exit status isn't 0: that of a report, or of a run that was stopped.
 *
 * <p>The form is that of surefire's reports, in one {@code testsuites} as Ant's JUnitReport has it.
 */
public final class JunitXml {

  /** The file's name in a run directory. */
  public static final String FILE = "junit.xml";

  /** What XML 1.0 can't hold at all, escaped or not, becomes this. */
  private static final int REPLACEMENT = 0xFFFD;

  /** Properties that differ from level to level. */
  private static final Set<String> OF_ONE = Set.of("load", "verdict");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  private JunitXml() throws XMLStreamException {
    // The JDK's own, whatever else is on the class path: its output is compared.
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
  }

  /** The file's text. */
  public static String of(Outcome outcome, TestedRun run) {
    try {
      return new JunitXml().write(new Suites(outcome, run).all(), run.properties());
    } catch (XMLStreamException never) {
      throw new IllegalStateException(never);
    }
  }

  /**
   * The file's text of a run of several levels: a suite for all of them, and those of each.
   *
   * @param failed whether they fail together, whatever each does alone
   */
  public static String of(String answer, boolean failed, List<TestedLevel> levels) {
    List<TestSuite> suites = new ArrayList<>();
    String group = levels.isEmpty() ? "" : levels.get(0).run().group();
    suites.add(Suites.together(group, answer, failed));
    levels.forEach(level -> suites.addAll(level.suites()));
    Map<String, String> properties =
        new LinkedHashMap<>(levels.isEmpty() ? Map.of() : levels.get(0).run().properties());
    properties.keySet().removeAll(OF_ONE);
    try {
      return new JunitXml().write(suites, properties);
    } catch (XMLStreamException never) {
      throw new IllegalStateException(never);
    }
  }

  private String write(List<TestSuite> suites, Map<String, String> properties)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    line(0);
    xml.writeStartElement("testsuites");
    // They are the run's, and said once.
    Map<String, String> still = properties;
    for (TestSuite suite : suites) {
      write(suite, still);
      still = Map.of();
    }
    line(0);
    xml.writeEndElement();
    line(0);
    xml.writeEndDocument();
    xml.flush();
    return text.toString();
  }

  private void write(TestSuite suite, Map<String, String> properties) throws XMLStreamException {
    line(1);
    xml.writeStartElement("testsuite");
    attribute("name", suite.name());
    attribute("tests", String.valueOf(suite.cases().size()));
    attribute("failures", String.valueOf(suite.count(TestCase.State.FAILED)));
    attribute("errors", "0");
    attribute("skipped", String.valueOf(suite.count(TestCase.State.SKIPPED)));
    attribute("time", seconds(suite.seconds()));
    properties(properties);
    for (TestCase each : suite.cases()) {
      write(each, suite.name());
    }
    line(1);
    xml.writeEndElement();
  }

  private void properties(Map<String, String> properties) throws XMLStreamException {
    if (properties.isEmpty()) {
      return;
    }
    line(2);
    xml.writeStartElement("properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      line(3);
      xml.writeEmptyElement("property");
      attribute("name", property.getKey());
      attribute("value", property.getValue());
    }
    line(2);
    xml.writeEndElement();
  }

  private void write(TestCase test, String suite) throws XMLStreamException {
    line(2);
    if (test.lines().isEmpty()) {
      xml.writeEmptyElement("testcase");
      head(test, suite);
      return;
    }
    xml.writeStartElement("testcase");
    head(test, suite);
    line(3);
    switch (test.state()) {
      case PASSED -> xml.writeStartElement("system-out");
      case SKIPPED -> {
        xml.writeStartElement("skipped");
        attribute("message", test.message());
      }
      case FAILED -> {
        xml.writeStartElement("failure");
        attribute("message", test.message());
        attribute("type", suite.substring(suite.lastIndexOf('.') + 1));
      }
    }
    for (String each : test.lines()) {
      xml.writeCharacters("\n" + inXml(Printable.line(each)));
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    line(2);
    xml.writeEndElement();
  }

  private void head(TestCase test, String suite) throws XMLStreamException {
    attribute("name", test.name());
    attribute("classname", suite);
    attribute("time", seconds(test.seconds()));
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, inXml(Printable.line(value)));
  }

  private void line(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private static String inXml(String words) {
    return words
        .codePoints()
        .map(c -> isInXml(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isInXml(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= ' ' && c < Character.MIN_SURROGATE)
        || (c > Character.MAX_SURROGATE && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
