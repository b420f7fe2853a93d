package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import llmbench.dataset.Prompt.Form;
import llmbench.dataset.rows.Row;
import llmbench.dataset.rows.RowFiles;
import llmbench.dataset.rows.RowReader;
import llmbench.dataset.rows.RowsException;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.HfOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.random.PythonRandom;

/**
 * vLLM bench's {@code hf}: rows of a dataset of the hub, in the order that Hugging Face's datasets
 * shuffles them to. No more rows are read than are needed.
 *
 * <p>Source: {@code HuggingFaceDataset} of {@code vllm/benchmarks/datasets/datasets.py}, and those
 * that extend it.
 */
final class VllmHf implements Dataset {

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return HfOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    HfOptions asked = context.asked(HfOptions.class);
    List<Prompt> prompts =
        asked.set().name().equals(HfOptions.FUNCTIONS)
            ? new Bfcl(context).prompts()
            : new Making(context).prompts();
    BenchOptions.Dataset dataset = context.options().dataset();
    PythonRandom random = new PythonRandom(dataset.seed());
    return AgainPrompts.of(context, asked.file(), random, prompts, dataset.prompts());
  }

  /** The prompts of one run, each once. */
  private static final class Making {

    private final PromptContext context;
    private final HfOptions asked;
    private final HfRun run;
    private final HfRule rule;

    Making(PromptContext context) {
      this.context = context;
      this.asked = context.asked(HfOptions.class);
      this.run = new HfRun(context);
      this.rule = Objects.requireNonNull(HfRules.ALL.get(asked.set().name())).apply(run);
    }

    List<Prompt> prompts() {
      int wanted = context.options().dataset().prompts();
      FinishedCount done = new FinishedCount(context.done());
      List<Prompt> prompts = new ArrayList<>();
      int number = 0;
      try (RowReader rows = rows()) {
        for (Row row = rows.next(); row != null && prompts.size() < wanted; row = rows.next()) {
          HfPrompt prompt = rule.of(row);
          if (prompt != null) {
            prompts.add(made(prompts.size(), number, prompt));
            done.oneMore();
          }
          number++;
        }
      } catch (RowsException e) {
        throw new DatasetException(DatasetFile.OPTION + e.getMessage());
      }
      rule.finish(context.say());
      if (prompts.isEmpty()) {
        throw new DatasetException(
            DatasetFile.OPTION
                + asked.file().path()
                + (number == 0
                    ? ": has no rows; take another split or file."
                    : ": none of its " + number + " rows fits; widen the limits, or take others."));
      }
      return List.copyOf(prompts);
    }

    private RowReader rows() {
      RowFiles files = run.rows();
      if (!asked.file().shuffled()) {
        return RowReader.inOrder(files);
      }
      long seed = context.options().dataset().seed();
      return asked.streamed() ? RowReader.buffered(files, seed) : RowReader.permuted(files, seed);
    }

    private Prompt made(int index, int row, HfPrompt prompt) {
      Extras extras = Extras.NONE;
      if (rule.numbersRows() && row != index) {
        extras = extras.with(RequestId.of(row));
      }
      if (prompt.audio() != null) {
        extras = extras.with(prompt.audio());
      }
      if (asked.asMessages() && rule.takesMessages()) {
        String messages = PythonJson.dumps(MediaParts.messages(prompt.text(), prompt.media()));
        return new Prompt(
            index, messages, Form.MESSAGES, prompt.tokens(), prompt.outputTokens(), extras);
      }
      if (prompt.media() != null) {
        extras = extras.withMedia(PythonJson.dumps(prompt.media()));
      }
      return new Prompt(
          index, prompt.text(), Form.TEXT, prompt.tokens(), prompt.outputTokens(), extras);
    }
  }
}
