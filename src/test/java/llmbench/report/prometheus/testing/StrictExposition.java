package llmbench.report.prometheus.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of Prometheus's text format that forgives nothing: every family has its help, its type
 * and its samples, in this order and once; no sample comes twice; every line ends. For tests.
 *
 * @param samplesByFamily in their order
 */
public record StrictExposition(Map<String, List<Sample>> samplesByFamily) {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");
  private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?|[+-]Inf|NaN");

  /** One line. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  public static StrictExposition parse(String text) {
    assertThat(text).endsWith("\n");
    Map<String, List<Sample>> families = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    String family = "";
    String type = "";
    for (String line : text.split("\n", -1)) {
      Matcher comment = COMMENT.matcher(line);
      if (line.isEmpty()) {
        continue;
      }
      if (comment.matches() && comment.group(1).equals("HELP")) {
        assertThat(type.isEmpty())
            .as("a help without its type: " + family)
            .isEqualTo(family.isEmpty());
        family = comment.group(2);
        type = "";
        assertThat(families).as("once").doesNotContainKey(family);
        families.put(family, new ArrayList<>());
      } else if (comment.matches()) {
        assertThat(comment.group(2)).isEqualTo(family);
        type = comment.group(3);
        assertThat(type).isIn("gauge", "counter", "summary");
      } else {
        Sample sample = sample(line);
        assertThat(type).as("a type stands before " + line).isNotEmpty();
        assertThat(sample.name()).isIn(names(family, type));
        assertThat(seen.add(sample.name() + sample.labels())).as("twice: " + line).isTrue();
        families.getOrDefault(family, List.of()).add(sample);
      }
    }
    assertThat(families.values()).noneMatch(List::isEmpty);
    return new StrictExposition(families);
  }

  private static List<String> names(String family, String type) {
    return type.equals("summary")
        ? List.of(family, family + "_sum", family + "_count")
        : List.of(family);
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    assertThat(sample.group(4)).matches(NUMBER);
    Map<String, String> labels = new TreeMap<>();
    String rest = sample.group(3) == null ? "" : sample.group(3);
    Matcher label = LABEL.matcher(rest);
    int end = 0;
    while (end < rest.length()) {
      assertThat(label.find(end) && label.start() == end).as(line).isTrue();
      assertThat(labels.put(label.group(1), unescaped(label.group(2)))).as("twice").isNull();
      end = label.end();
    }
    String number = sample.group(4).replace("Inf", "Infinity");
    return new Sample(sample.group(1), labels, Double.parseDouble(number));
  }

  private static String unescaped(String value) {
    return Pattern.compile("\\\\(.)")
        .matcher(value)
        .replaceAll(found -> Matcher.quoteReplacement(found.group(1).replace('n', '\n')));
  }

  public Set<String> families() {
    return samplesByFamily.keySet();
  }

  public List<Sample> samples(String family) {
    return samplesByFamily.getOrDefault(family, List.of());
  }

  /** The labels of all samples. */
  public List<Map<String, String>> labels() {
    return samplesByFamily.values().stream().flatMap(List::stream).map(Sample::labels).toList();
  }

  /** Values of a family by one of its labels. */
  public Map<String, Double> byLabel(String family, String label) {
    Map<String, Double> values = new LinkedHashMap<>();
    samples(family).forEach(one -> values.put(one.labels().get(label), one.value()));
    return values;
  }
}
