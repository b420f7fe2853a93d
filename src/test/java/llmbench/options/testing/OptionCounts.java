package llmbench.options.testing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.table.Option;

/** How many options of each version are honoured, and which are refused. */
final class OptionCounts {

  private static final String HEAD =
      """

      ## How many are honoured

      *In part*: some of its values are refused; what it does is said with it.

      """;

  private OptionCounts() {}

  /** What is done with an option. */
  enum Answer {
    HONOURED("yes"),
    IN_PART("in part"),
    NO_EFFECT("taken, no effect"),
    REFUSED("no");

    private final String word;

    Answer(String word) {
      this.word = word;
    }

    /** As the tables of the page say it. */
    String word() {
      return word;
    }

    static Answer of(Option option) {
      return switch (option.support()) {
        case HONOURED -> option.accepted().isEmpty() ? HONOURED : IN_PART;
        case HARMLESS -> option.accepted().isEmpty() ? NO_EFFECT : IN_PART;
        case NOT_YET -> REFUSED;
      };
    }
  }

  /** Of a version, how many options have each answer. */
  static Map<Answer, Integer> of(ToolVersion version) {
    Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
    for (Answer answer : Answer.values()) {
      counts.put(answer, 0);
    }
    Catalog.of(version).forEach(option -> counts.merge(Answer.of(option), 1, Integer::sum));
    return counts;
  }

  /** The flags of a version that are refused. */
  private static List<String> refused(ToolVersion version) {
    return Catalog.of(version).stream()
        .filter(option -> Answer.of(option) == Answer.REFUSED)
        .map(option -> "--" + option.name())
        .toList();
  }

  /** The section of the page. */
  static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("| | options | honoured | in part | no effect | refused |\n");
    text.append("|---|--:|--:|--:|--:|--:|\n");
    for (ToolVersion version : ToolVersion.values()) {
      String counts =
          Stream.concat(Stream.of(Catalog.of(version).size()), of(version).values().stream())
              .map(String::valueOf)
              .collect(Collectors.joining(" | "));
      text.append("| ").append(version.label()).append(" | ").append(counts).append(" |\n");
    }
    text.append('\n');
    for (ToolVersion version : ToolVersion.values()) {
      String names =
          refused(version).stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
      text.append("* Refused of ").append(version.label()).append(": ");
      text.append(names.isEmpty() ? "none" : names).append('\n');
    }
    return text.toString();
  }
}
