package llmbench.options;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that lists every option, made of the table. */
final class OptionsPage {

  private static final String HEAD =
      """
      # Options

      Every option of `vllm bench serve`, of 0.32.0 and 0.11.0, and of `evalscope perf`, of 1.14.1
      and 1.1 (its main of 2025-10-20), and what is done with it here. This page is made of the
      code's own table; a test holds the two together.

      Three ways to give options, the first over the second, the second over the third:

      1. `-Dllm.FLAG=VALUE`: one option, its name without the dashes in front, such as
         `-Dllm.max-concurrency=50` (`_` for `-` works as well). A switch needs no value:
         `-Dllm.save-result`; `=false` switches it off. Several values stand in one text, with
         quotes as in a shell: `-Dllm.metadata="gpu=A100 'note=two words'"`. Where
         [both tools](#both-tools) have an option, either name will do.
      2. `-Dbench='vllm bench serve …'` or `-Dbench='evalscope perf …'`: a command line of a tool,
         as it is. What it leaves out has the tool's own default, the server's address too.
      3. `-Dllm.config=FILE`: FLAG=VALUE lines; `#` begins a comment line.

      Without `-Dbench`, the options change the reference run: 50 at once, 500 prompts, random
      100/100, Qwen2.5-0.5B-Instruct, chat completions, ignore-eos; seed 0 with vLLM's requests. The
      simulated server is used when there is neither `-Dbench` nor a URL, host or port, or with
      `-Dllm.server=simulated`. `-Dllm.compat=vllm-0.32` (the default), `vllm-0.11`,
      `evalscope-1.14` (that of an evalscope line) or `evalscope-1.1` chooses whose requests,
      defaults and figures. The API key is taken from the environment variable `OPENAI_API_KEY`; for
      evalscope, which doesn't know that one, it is `--api-key`.

      An option that is not honoured may be given with its default only; with anything else it is an
      error, before anything is sent.
      """;

  private OptionsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(bothTools());
    page.append("\n# vllm bench serve\n");
    page.append(groups(Compat.Tool.VLLM, "vLLM"));
    page.append("\n## Beside vLLM's own\n\n");
    page.append("`-Dllm.FLAG=VALUE` only: vLLM's command line has none of these.\n\n");
    page.append(ours(Compat.Tool.VLLM));
    page.append("\n# evalscope perf\n");
    page.append(groups(Compat.Tool.EVALSCOPE, "evalscope"));
    page.append("\n## Beside evalscope's own\n\n");
    page.append(
        """
        `-Dllm.FLAG=VALUE` only: evalscope's command line has none of these. What the reports of a
        run take is the same as for vLLM's requests.

        """);
    return page.append(ours(Compat.Tool.EVALSCOPE)).toString();
  }

  private static String ours(Compat.Tool tool) {
    StringBuilder table =
        new StringBuilder("| Option | Default | What it does here |\n|---|---|---|\n");
    for (Option option : Catalog.ours(tool)) {
      table.append(line(List.of(code(written(option)), defaults(option), option.note())));
    }
    return table.toString();
  }

  private static String bothTools() {
    StringBuilder table = new StringBuilder("\n## Both tools\n\n");
    table.append(
        """
        Which options belong together. In the first table they mean the same: as `-Dllm.FLAG` (and
        in the file) either name is taken, whichever tool's requests are sent; two names with
        different values are an error.

        """);
    table.append(pairs(true));
    table.append(
        "\nThese are near each other, but not the same; each needs its tool's own name.\n\n");
    return table.append(pairs(false)).toString();
  }

  private static String pairs(boolean same) {
    StringBuilder table = new StringBuilder();
    table.append(same ? "| vLLM | evalscope | here | |\n" : "| vLLM | evalscope | |\n");
    table.append(same ? "|---|---|---|---|\n" : "|---|---|---|\n");
    for (BothTools.Pair pair : BothTools.PAIRS) {
      if (pair.same() == same) {
        List<String> cells = new ArrayList<>(List.of(flags(pair.vllm()), flags(pair.evalscope())));
        if (same) {
          cells.add(properties(pair));
        }
        cells.add(pair.note());
        table.append(line(cells));
      }
    }
    return table.toString();
  }

  private static String flags(String names) {
    return Stream.of(names.split(" ", -1))
        .map(name -> code("--" + name))
        .collect(Collectors.joining(", "));
  }

  private static String properties(BothTools.Pair pair) {
    return Stream.of(pair.vllm(), pair.evalscope())
        .distinct()
        .map(name -> code("-Dllm." + name))
        .collect(Collectors.joining(" or "));
  }

  private static String groups(Compat.Tool tool, String heading) {
    StringBuilder page = new StringBuilder();
    for (OptionGroup group : Catalog.groups(tool)) {
      page.append("\n## ").append(title(tool, group)).append("\n\n");
      String reason = oneReason(group);
      if (reason.isEmpty()) {
        page.append(line(List.of("Option", heading, "Default", "Honoured", "What it does here")));
        page.append("|---|---|---|---|---|\n");
      } else {
        page.append("Not honoured, each of them: ").append(reason).append(".\n\n");
        page.append(line(List.of("Option", heading, "Default"))).append("|---|---|---|\n");
      }
      group.options().forEach(option -> page.append(row(option, reason.isEmpty())));
    }
    return page.toString();
  }

  /** Titles that both tools have would be one link. */
  private static String title(Compat.Tool tool, OptionGroup group) {
    return tool == Compat.Tool.VLLM ? group.title() : group.title() + " of evalscope";
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
    return line(cells);
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
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
    if (values.size() == 1 && option.defaults().size() == option.compats().size()) {
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
