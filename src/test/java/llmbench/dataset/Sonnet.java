package llmbench.dataset;

import java.util.ArrayList;
import java.util.List;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.PromptTemplate;
import llmbench.options.dataset.SonnetOptions;
import llmbench.random.NumpyLegacyRandom;
import llmbench.random.PythonRandom;

/**
 * The {@code sonnet} of vLLM bench before 0.32: the first lines of a poem, then others drawn from
 * it, as many as fit into a length.
 *
 * <p>Source: {@code SonnetDataset} of {@code vllm/benchmarks/datasets.py} of 0.11.0.
 */
final class Sonnet implements Dataset {

  private static final String WHAT = "a line of a poem on each line";
  private static final String BEGINNING = "Pick as many lines as you can from these poem lines:\n";

  /**
   * So many prompts in a row that are too long, and no shorter one is waited for; the tool does.
   */
  private static final int MOST_IN_VAIN = 10_000;

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return SonnetOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    PythonRandom random = new PythonRandom(context.options().dataset().seed());
    List<Prompt> prompts = new Poem(context).prompts(random);
    return Prompts.of(
        prompts.size(),
        prompts.stream(),
        new Generators(new NumpyLegacyRandom(context.options().dataset().seed()), random));
  }

  /** Its lines, with their ends. */
  private static List<String> lines(DatasetFile file) {
    String text = file.text();
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    if (lines.isEmpty()) {
      throw file.wrong("is empty");
    }
    return lines;
  }

  /** The lines, and how many of them a prompt has. */
  private static final class Poem {

    private final PromptContext context;
    private final SonnetOptions asked;
    private final TemplatedText template;
    private final List<String> lines;
    private final String beginning;
    private final int drawnLines;

    Poem(PromptContext context) {
      this.context = context;
      this.asked = context.asked(SonnetOptions.class);
      this.template = new TemplatedText(context.tokenizer(), PromptTemplate.PLAIN);
      this.lines = lines(DatasetFile.text(asked.path(), WHAT));
      int base = template.tokens(template.of(BEGINNING));
      if (asked.inputLen() <= base) {
        throw new DatasetException(
            "--sonnet-input-len "
                + asked.inputLen()
                + " is too small: without any line a prompt has "
                + base
                + " tokens already. Give more.");
      }
      double mean = lines.stream().mapToInt(template::tokens).sum() / (double) lines.size();
      int all = rounded((asked.inputLen() - base) / mean);
      int first = Math.max(rounded((asked.prefixLen() - base) / mean), 0);
      this.drawnLines = Math.max(0, all - first);
      this.beginning = BEGINNING + String.join("", lines.subList(0, Math.min(first, lines.size())));
    }

    /** Python's {@code round}: half to even. */
    private static int rounded(double number) {
      return (int) Math.rint(number);
    }

    List<Prompt> prompts(PythonRandom random) {
      int wanted = context.options().dataset().prompts();
      boolean plain = context.options().target().backend().isChat();
      List<Prompt> prompts = new ArrayList<>();
      for (int vain = 0; prompts.size() < wanted; vain++) {
        StringBuilder text = new StringBuilder(beginning);
        for (int line : random.choices(lines.size(), drawnLines)) {
          text.append(lines.get(line));
        }
        String templated = template.of(text.toString());
        int tokens = template.tokens(templated);
        if (tokens <= asked.inputLen()) {
          prompts.add(
              new Prompt(
                  prompts.size(), plain ? text.toString() : templated, tokens, asked.outputLen()));
          context.done().accept(prompts.size());
          vain = -1;
        } else if (drawnLines == 0 || vain == MOST_IN_VAIN) {
          throw tooLong();
        }
      }
      return prompts;
    }

    private DatasetException tooLong() {
      return new DatasetException(
          ("--sonnet-input-len %d: prompts of %d drawn lines behind a prefix of %d tokens are all"
                  + " longer, and the tool would draw for ever. Give a larger one, or a smaller"
                  + " --sonnet-prefix-len.")
              .formatted(asked.inputLen(), drawnLines, asked.prefixLen()));
    }
  }
}
