package llmbench.options;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The page that lists every option, made of the table. */
final class OptionsPage {

  private static final String HEAD =
      """
      # Options

      Every option of `vllm bench serve`, of 0.32.0 and 0.11.0, and what is done with it here. This
      page is made of the code's own table; a test holds the two together.

      Three ways to give options, the first over the second, the second over the third:

      1. `-Dllm.FLAG=VALUE`: one option, its name without the dashes in front, such as
         `-Dllm.max-concurrency=50` (`_` for `-` works as well). A switch needs no value:
         `-Dllm.save-result`; `=false` switches it off. Several values stand in one text, with
         quotes as in a shell: `-Dllm.metadata="gpu=A100 'note=two words'"`.
      2. `-Dbench='vllm bench serve …'`: a command line of the tool, as it is. What it leaves out
         has the tool's own default, host and port too.
      3. `-Dllm.config=FILE`: FLAG=VALUE lines; `#` begins a comment line.

      Without `-Dbench`, the options change the reference run: 50 at once, 500 prompts, random
      100/100, seed 0, `openai-chat`, Qwen2.5-0.5B-Instruct, ignore-eos. The simulated server is
      used when there is neither `-Dbench` nor a URL, host or port, or with
      `-Dllm.server=simulated`. `-Dllm.compat=vllm-0.32` (the default) or `vllm-0.11` chooses whose
      requests, defaults and figures. The API key is taken from the environment variable
      `OPENAI_API_KEY`.

      An option that is not honoured may be given with its default only; with anything else it is an
      error, before anything is sent.
      """;

  private OptionsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (OptionGroup group : Catalog.groups(Compat.Tool.VLLM)) {
      page.append("\n## ").append(group.title()).append("\n\n");
      String reason = oneReason(group);
      if (reason.isEmpty()) {
        page.append("| Option | vLLM | Default | Honoured | What it does here |\n");
        page.append("|---|---|---|---|---|\n");
      } else {
        page.append("Not honoured, each of them: ").append(reason).append(".\n\n");
        page.append("| Option | vLLM | Default |\n|---|---|---|\n");
      }
      group.options().forEach(option -> page.append(row(option, reason.isEmpty())).append('\n'));
    }
    return page.toString();
  }

  /** The one reason why nothing of a group is honoured; empty when there isn't one. */
  private static String oneReason(OptionGroup group) {
    List<String> notes = group.options().stream().map(Option::note).distinct().toList();
    return notes.size() == 1 ? notes.get(0) : "";
  }

  private static String row(Option option, boolean whole) {
    List<String> cells =
        new ArrayList<>(List.of(code(written(option)), versions(option), defaults(option)));
    if (whole) {
      cells.add(honoured(option));
      cells.add(option.note());
    }
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String written(Option option) {
    String flags = String.join(", ", option.flags());
    return switch (option.arity()) {
      case FLAG, ON_OFF -> flags;
      case ONE -> flags + " X";
      case ANY, SOME -> flags + " X …";
    };
  }

  private static String versions(Option option) {
    List<String> versions = new ArrayList<>();
    for (Compat compat : Compat.values()) {
      if (option.isKnownTo(compat)) {
        versions.add(version(compat));
      }
    }
    return String.join(", ", versions);
  }

  private static String version(Compat compat) {
    return compat.label().substring(compat.label().indexOf('-') + 1);
  }

  private static String defaults(Option option) {
    if (option.arity().isSwitch() || option.defaults().isEmpty()) {
      return "";
    }
    List<String> values = option.defaults().values().stream().distinct().toList();
    if (values.size() == 1) {
      return code(values.get(0));
    }
    List<String> each = new ArrayList<>();
    for (Compat compat : Compat.values()) {
      String value = option.defaultIn(compat);
      if (value != null) {
        each.add(version(compat) + ": " + code(value));
      }
    }
    return String.join(", ", each);
  }

  private static String honoured(Option option) {
    return switch (option.support()) {
      case HONOURED -> option.accepted().isEmpty() ? "yes" : "in part";
      case HARMLESS -> option.accepted().isEmpty() ? "taken, no effect" : "in part";
      case NOT_YET -> "no";
    };
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
