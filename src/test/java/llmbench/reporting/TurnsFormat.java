package llmbench.reporting;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import llmbench.metrics.conversations.RustTurnFigures;
import llmbench.metrics.conversations.ScriptTurnFigures;
import llmbench.metrics.conversations.SentTurn;
import llmbench.options.recorded.RecordedTurns;
import llmbench.report.vllm.RustTurnText;
import llmbench.report.vllm.ScriptTurnText;
import llmbench.runlog.RecordedRun;

/** What vLLM's own clients print of conversations, turn by turn. */
final class TurnsFormat implements ReportFormat {

  private static final String FILE = "vllm_turns.txt";

  @Override
  public String name() {
    return "turns";
  }

  @Override
  public String hint() {
    return "conversations, as vLLM's clients print them";
  }

  @Override
  public void write(FormatSource from, Writer out) throws IOException {
    out.write(
        text(from)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Turns are printed of runs with conversations of vLLM's clients, by"
                            + " --multi-turn or --input-file.")));
  }

  @Override
  public List<OutputFile> files(FormatSource from) {
    return text(from)
        .map(text -> List.of(new OutputFile(FILE, out -> out.write(from.mark() + text))))
        .orElse(List.of());
  }

  private static Optional<String> text(FormatSource from) {
    ReportInput input = from.input();
    if (input.runs().isEmpty() || input.isLogOnly()) {
      return Optional.empty();
    }
    return input.options().turns().map(asked -> text(input, asked)).filter(text -> !text.isEmpty());
  }

  /** Empty where no turn was recorded. */
  private static String text(ReportInput input, RecordedTurns asked) {
    List<SentTurn> turns = SentTurn.of(input.times(), input.records());
    if (turns.isEmpty()) {
      return "";
    }
    return asked.isOfScript() ? script(turns, asked, input) : rust(turns, asked, input);
  }

  private static String rust(List<SentTurn> turns, RecordedTurns asked, ReportInput input) {
    return RustTurnText.of(
        RustTurnFigures.of(turns, input.figures()),
        new RustTurnText.Asked(
            asked.turns(),
            asked.atOnce(),
            asked.delayMillis(),
            input.options().shown().percentiles()));
  }

  private static String script(List<SentTurn> turns, RecordedTurns asked, ReportInput input) {
    List<ScriptTurnFigures.Row> rows = ScriptTurnFigures.rows(turns);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("model", input.options().target().modelId());
    parameters.putAll(asked.parameters(conversations(input)));
    return ScriptTurnText.of(parameters, ScriptTurnFigures.of(rows, asked.leftOut()), rows.size());
  }

  /** How many there were, of all directories. */
  private static long conversations(ReportInput input) {
    return input.runs().stream()
        .map(RecordedRun::facts)
        .filter(Objects::nonNull)
        .mapToLong(facts -> facts.dataset().getOrDefault("conversations", 0L))
        .sum();
  }
}
