package llmbench.options.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.catalog.Catalog;
import llmbench.options.table.Option;
import llmbench.options.table.OptionGroup;
import llmbench.options.translate.CrossToolOptions;

/** The page that lists every option, made of the table. */
final class OptionsPage {

  private static final String HEAD =
      """
      # Options

      Every option of `vllm bench serve`, of 0.33.0, 0.32.0 and 0.11.0, and of `evalscope perf`, of
      1.14.1 and 1.1 (its main of 2025-10-20), and what is done with it here. This page is made of
      the code's own table; a test holds the two together.

      Three ways to give options, the first over the second, the second over the third:

      1. `-Dllm.FLAG=VALUE`: one option, its name without the dashes in front, such as
         `-Dllm.max-concurrency=50` (`_` for `-` works as well). A switch needs no value:
         `-Dllm.save-result`; `=false` switches it off. Several values stand in one text, with
         quotes as in a shell: `-Dllm.metadata="gpu=A100 'note=two words'"`. Where
         [both tools](#the-two-tools-options-side-by-side) can say it, either name will do.
      2. `-Dbench='vllm bench serve …'` or `-Dbench='evalscope perf …'`: a command line of a tool,
         as it is. What it leaves out has the tool's own default, the server's address too. A line
         of `vllm bench sweep serve` or `serve_workload`, and the sweeps of vLLM's Rust client
         (`--sweep-max-concurrency`, `--sweep-request-rate`, `--sweep-num-prompts-factor`,
         `--sweep-summary-percentiles`, `--reset-prefix-cache`, `--num-runs`), have options of their
         own: [sweeps.md](sweeps.md).
      3. `-Dllm.config=FILE`: FLAG=VALUE lines; `#` begins a comment line.

      Without `-Dbench`, the options change the reference run: 50 at once, 500 prompts, random
      100/100, Qwen2.5-0.5B-Instruct, chat completions, ignore-eos; seed 0 with vLLM's requests. The
      simulated server is used when there is neither `-Dbench` nor a URL, host or port, or with
      `-Dllm.server=simulated`; `-Dllm.server=real` refuses it, so that in CI a run without a server
      is an error. `-Dllm.compat=vllm-0.33` (the default), `vllm-0.32`, `vllm-0.11`,
      `evalscope-1.14` (that of an evalscope line) or `evalscope-1.1` chooses whose requests,
      defaults and figures. The API key is taken from the environment variable `OPENAI_API_KEY`; for
      evalscope, which doesn't know that one, it is `--api-key`.

      A `-D` name that is close to one of these, such as `-Dbnech` or `-Dlm.max-concurrency`, or
      that forgot its `llm.`, such as `-Dslo`, `-Dbase-url` or `-Dbench.seed`, is an error that says
      which was probably meant; so is a command line of a tool in another property than `bench`.
      Other properties are left alone, among them names that Maven or a build may have for something
      else: `debug`, `help`, `label`, `name`, `parallel`, `profile`.

      A [simulation of your own](your-own-simulation.md) with `tokenReport()` takes `-Dllm.slo` and
      `-Dllm.gatling-progress`; any other `-Dllm.NAME` is an error there, but for names of your own
      with another dot, such as `-Dllm.shop.url`.

      An option that is not honoured may be given with its default only; with anything else it is an
      error, before anything is sent.
      """;

  private OptionsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(OptionCounts.text());
    page.append(bothTools());
    page.append("\n# vllm bench serve\n");
    page.append(groups(ToolVersion.Tool.VLLM, "vLLM"));
    page.append("\n## Beside vLLM's own\n\n");
    page.append(
        """
        `-Dllm.FLAG=VALUE` only: vLLM's command line has none of these. But those from
        `--multi-turn` to `--max-model-len` are of its Rust client, and stand on the line as well;
        those from `--input-file` to `--warmup-percentages` are what its script for conversations
        is asked by: [vllm-multi-turn.md](vllm-multi-turn.md).

        """);
    page.append(ours(ToolVersion.Tool.VLLM));
    page.append("\n# evalscope perf\n");
    page.append(groups(ToolVersion.Tool.EVALSCOPE, "evalscope"));
    page.append("\n## Beside evalscope's own\n\n");
    page.append(
        """
        `-Dllm.FLAG=VALUE` only: evalscope's command line has none of these. What the reports of a
        run take is the same as for vLLM's requests.

        """);
    return page.append(ours(ToolVersion.Tool.EVALSCOPE)).toString();
  }

  private static String ours(ToolVersion.Tool tool) {
    StringBuilder table =
        new StringBuilder("| Option | Default | What it does here |\n|---|---|---|\n");
    for (Option option : Catalog.ours(tool)) {
      table.append(line(List.of(code(written(option)), defaults(option), option.note())));
    }
    return table.toString();
  }

  private static String bothTools() {
    StringBuilder table = new StringBuilder("\n## The two tools' options side by side\n\n");
    table.append(
        """
        As `-Dllm.FLAG` (and in the file) either tool's name is taken, whichever tool's requests are
        sent. Two names of one option with different values are an error; the same value twice is
        fine. *Translated*: what is meant is the same, but it is said in another way; that is done
        for you. *Own name only*: near, but not the same; the other tool's name is refused, with the
        one to give. [Why](decisions/0007-one-option-two-names.md). A command line takes its own
        tool's names only. What the reports of a run take (`percentile-metrics`,
        `metric-percentiles`, `goodput`, `save-result` …) is
        [the same for both](#beside-evalscopes-own).

        """);
    table.append("| vLLM | evalscope | ours | what differs |\n|---|---|---|---|\n");
    for (CrossToolOptions.Pair pair : CrossToolOptions.PAIRS) {
      table.append(
          line(List.of(flags(pair.vllm()), flags(pair.evalscope()), ours(pair), pair.note())));
    }
    return table.toString();
  }

  private static String flags(List<String> names) {
    return names.stream().map(name -> code("--" + name)).collect(Collectors.joining(", "));
  }

  private static String ours(CrossToolOptions.Pair pair) {
    return switch (pair.kind()) {
      case SAME ->
          Stream.concat(pair.vllm().stream(), pair.evalscope().stream())
              .distinct()
              .map(name -> code("-Dllm." + name))
              .collect(Collectors.joining(" or "));
      case TRANSLATED -> "either, translated";
      case OWN -> "own name only";
    };
  }

  private static String groups(ToolVersion.Tool tool, String heading) {
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
  private static String title(ToolVersion.Tool tool, OptionGroup group) {
    return tool == ToolVersion.Tool.VLLM ? group.title() : group.title() + " of evalscope";
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
    for (ToolVersion compat : ToolVersion.values()) {
      if (option.isKnownTo(compat)) {
        versions.add(compat.number());
      }
    }
    return String.join(", ", versions);
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
    for (ToolVersion compat : ToolVersion.values()) {
      String value = option.defaultIn(compat);
      if (value != null) {
        each.add(compat.number() + ": " + code(value));
      }
    }
    return String.join(", ", each);
  }

  private static String honoured(Option option) {
    return OptionCounts.Answer.of(option).word();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
