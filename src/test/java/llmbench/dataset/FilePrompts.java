package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.BitSet;
import java.util.stream.IntStream;
import llmbench.options.dataset.SampledFile;
import llmbench.random.NumpyLegacyRandom;
import llmbench.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * Prompts of a file's rows: read once for what they are, then row by row as they are sent.
 *
 * <p>Source: {@code CustomDataset} of {@code vllm/benchmarks/datasets/datasets.py}, and those that
 * extend it.
 */
final class FilePrompts {

  private final PromptContext context;
  private final RowRule rule;
  private final TemplatedText template;
  private final FilePieces rows;
  private final BitSet suspicious = new BitSet();
  private final FinishedCount done;
  private int looked;

  private FilePrompts(
      PromptContext context, DatasetFile file, RowRule rule, TemplatedText template) {
    this.context = context;
    this.rule = rule;
    this.template = template;
    this.done = new FinishedCount(context.done());
    this.rows = JsonLines.read(file, this::look);
  }

  private boolean look(JsonNode row) {
    if (!rule.isWanted(row)) {
      return false;
    }
    suspicious.set(looked, rule.isSuspicious(row));
    looked++;
    return true;
  }

  /**
   * The prompts of a run.
   *
   * @param file its rows
   * @param taken how many of them, and in which order
   * @param seed of the dataset, which may be another one than the run's
   * @throws DatasetException when the file, or a row that is to be sent, won't do; the message says
   *     which and why
   */
  static Prompts of(
      PromptContext context,
      DatasetFile file,
      SampledFile taken,
      RowRule rule,
      long seed,
      TemplatedText template) {
    FilePrompts prompts = new FilePrompts(context, file, rule, template);
    try {
      return prompts.all(taken, seed);
    } catch (RuntimeException e) {
      prompts.rows.close();
      throw e;
    }
  }

  private Prompts all(SampledFile taken, long seed) {
    String wrong = rule.wrongFile();
    if (wrong != null) {
      throw rows.file().wrong(wrong);
    }
    PythonRandom random = new PythonRandom(seed);
    int[] order = FileOrder.of(rows.size(), taken.shuffled(), random);
    int asked = context.options().dataset().prompts();
    if (asked <= 0) {
      context
          .say()
          .accept(
              "num_requests is set to 0 or negative, so using all available samples: "
                  + rows.size());
    }
    int wanted = asked <= 0 ? rows.size() : asked;
    int kept = Math.min(wanted, rows.size());
    check(order, kept);
    Sample sample = Sample.of(context, random, seed, kept, wanted, taken.oversampled());
    return Prompts.of(
        sample.requests(),
        IntStream.range(0, sample.requests())
            .mapToObj(i -> sample.numbered(prompt(i, order[sample.place(i)])))
            .onClose(rows::close),
        new Generators(new NumpyLegacyRandom(context.options().dataset().seed()), sample.random()));
  }

  /** The tool makes all requests before it sends one, so a row that won't do ends it then. */
  private void check(int[] order, int kept) {
    for (int i = 0; i < kept; i++) {
      @Nullable String wrong =
          suspicious.get(order[i]) ? rule.wrong(JsonLines.object(rows, order[i])) : null;
      if (wrong != null) {
        throw new DatasetException(
            rows.at(order[i]) + ": " + wrong + "; expected " + rows.file().what() + ".");
      }
    }
  }

  private Prompt prompt(int index, int piece) {
    JsonNode row = JsonLines.object(rows, piece);
    String text = template.of(rule.prompt(row));
    Prompt prompt = new Prompt(index, text, template.tokens(text), rule.outputLen(row));
    done.oneMore();
    return prompt;
  }
}
