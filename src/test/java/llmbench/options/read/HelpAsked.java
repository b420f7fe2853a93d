package llmbench.options.read;

import java.util.ArrayList;
import java.util.List;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.table.Option;
import llmbench.options.table.OptionGroup;

/**
 * {@code --help} is among the options: whatever else is, the tools print their options and end. The
 * message is that text.
 */
public final class HelpAsked extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String INDENT = "  ";

  HelpAsked(ToolVersion version) {
    super(text(version));
  }

  private static String text(ToolVersion version) {
    List<String> lines = new ArrayList<>();
    lines.add("The options of " + version.tool().command() + ", by " + version.label() + ":");
    for (OptionGroup group : Catalog.groups(version.tool())) {
      List<Option> known =
          group.options().stream().filter(option -> option.isKnownTo(version)).toList();
      if (!known.isEmpty()) {
        lines.add("");
        lines.add(group.title());
        known.forEach(option -> lines.add(line(option, version)));
      }
    }
    lines.add("");
    lines.add("Settings of ours, as -Dllm.NAME=VALUE");
    Catalog.ours(version).forEach(option -> lines.add(line(option, version)));
    lines.add("");
    lines.add("docs/options.md says more of each.");
    return String.join("\n", lines);
  }

  private static String line(Option option, ToolVersion version) {
    String standard = option.defaultIn(version);
    boolean refused = option.support() == Option.Support.NOT_YET;
    return INDENT
        + String.join(", ", option.flags())
        + (option.arity().isSwitch() ? "" : " X")
        + (standard == null || option.arity().isSwitch() ? "" : " (" + standard + ")")
        + (option.note().isEmpty() ? "" : ": " + (refused ? "refused: " : "") + option.note());
  }
}
