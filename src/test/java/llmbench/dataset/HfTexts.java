package llmbench.dataset;

import java.util.function.Function;
import llmbench.dataset.rows.Row;

/** Datasets whose prompts are texts in the chat template, with one output length for all. */
final class HfTexts implements HfRule {

  private static final int BENCH_OUTPUT = 256;
  private static final int CODE_OUTPUT = 200;

  private final HfRun run;
  private final int outputLen;
  private final Function<Row, String> text;
  private final TemplatedText template;

  private HfTexts(HfRun run, int byDefault, Function<Row, String> text) {
    this.run = run;
    this.outputLen = run.outputLen(byDefault);
    this.text = text;
    this.template = run.template();
  }

  /** {@code MTBenchDataset}. */
  static HfRule mtBench(HfRun run) {
    return new HfTexts(run, BENCH_OUTPUT, row -> HfRun.text(row, "turns", 0));
  }

  /** {@code HumanEvalDataset}. */
  static HfRule humanEval(HfRun run) {
    return new HfTexts(run, BENCH_OUTPUT, row -> HfRun.text(row, "prompt"));
  }

  /** {@code GSM8KDataset}. */
  static HfRule gsm8k(HfRun run) {
    return new HfTexts(run, BENCH_OUTPUT, row -> HfRun.text(row, "question"));
  }

  /** {@code InstructCoderDataset}. */
  static HfRule instructCoder(HfRun run) {
    return new HfTexts(
        run,
        CODE_OUTPUT,
        row ->
            HfRun.text(row, "input")
                + "\n\n"
                + HfRun.text(row, "instruction")
                + " Just output the code, do not include any explanation.");
  }

  @Override
  public HfPrompt of(Row row) {
    String prompt = template.of(text.apply(row));
    return HfPrompt.text(prompt, run.tokens(prompt), outputLen);
  }
}
