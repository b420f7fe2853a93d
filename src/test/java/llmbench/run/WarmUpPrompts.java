package llmbench.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import llmbench.dataset.Dataset;
import llmbench.dataset.DatasetException;
import llmbench.dataset.Datasets;
import llmbench.dataset.Prompt;
import llmbench.dataset.PromptContext;
import llmbench.dataset.Prompts;
import llmbench.dataset.RequestId;
import llmbench.options.BenchOptions;
import llmbench.options.table.ArrivalOptions;

/**
 * The prompts of warm-up requests that go before vLLM's measured ones. They are made apart, of the
 * same dataset, so that the measured ones are what they are without: where prompts are drawn, with
 * another seed; where they come from a file, those behind the measured ones. Their requests are
 * numbered behind the measured ones, since a server may refuse a number that is in use.
 */
final class WarmUpPrompts {

  /** Seeds have 32 bits; the other end of them is no seed of a sweep's other levels. */
  private static final long MOST_SEED = 0xFFFF_FFFFL;

  private final PromptContext context;
  private final int wanted;

  /** How many measured requests there are. */
  private final int measured;

  private WarmUpPrompts(PromptContext context, int measured) {
    this.context = context;
    this.measured = measured;
    wanted = context.options().load().warmUps();
  }

  /**
   * As many as are asked for, or as there are.
   *
   * @param context of the measured ones; is told what a user should know
   * @param measured how many requests these are
   * @throws RefusedException where there are none
   */
  static List<Prompt> of(PromptContext context, int measured) {
    WarmUpPrompts asked = new WarmUpPrompts(context, measured);
    return asked.wanted == 0 ? List.of() : asked.made();
  }

  private List<Prompt> made() {
    Dataset dataset = Datasets.of(context.options());
    List<Prompt> made;
    try {
      made = dataset.isDrawn() ? drawn(dataset) : behindTheMeasured(dataset);
    } catch (DatasetException e) {
      throw new RefusedException(called() + ": their prompts can't be made: " + e.getMessage());
    }
    if (made.isEmpty()) {
      throw new RefusedException(
          called()
              + ": the dataset makes none beside those that are measured; use more of them, or"
              + " fewer --num-prompts, or leave it out.");
    }
    if (made.size() < wanted) {
      context
          .say()
          .accept(
              "The dataset makes only %,d of the %,d warm-up requests of the load"
                  .formatted(made.size(), wanted));
    }
    return made;
  }

  private String called() {
    return "-Dllm." + ArrivalOptions.LOAD_WARMUPS + "=" + wanted;
  }

  private List<Prompt> drawn(Dataset dataset) {
    long seed = MOST_SEED - context.options().dataset().seed();
    try (Prompts others = prompts(dataset, promptsOfAll(), seed)) {
      return taken(others.measured().iterator(), Set.of());
    }
  }

  /** A request may have several of the prompts that are asked for. */
  private int promptsOfAll() {
    int asked = context.options().dataset().prompts();
    return Math.multiplyExact(wanted, Math.max(1, (asked + measured - 1) / measured));
  }

  private List<Prompt> behindTheMeasured(Dataset dataset) {
    BenchOptions.Dataset asked = context.options().dataset();
    int all = Math.addExact(asked.prompts(), promptsOfAll());
    try (Prompts more = prompts(dataset, all, asked.seed())) {
      Iterator<Prompt> prompts = more.measured().iterator();
      Set<Integer> texts = new HashSet<>();
      for (int i = 0; i < measured && prompts.hasNext(); i++) {
        texts.add(text(prompts.next()));
      }
      return taken(prompts, texts);
    }
  }

  private Prompts prompts(Dataset dataset, int number, long seed) {
    BenchOptions options = context.options();
    BenchOptions others =
        options.with(new BenchOptions.Dataset(number, seed, options.dataset().options()));
    return dataset.prompts(context.quietly(others)).assigned(others);
  }

  /**
   * Takes them.
   *
   * @param measured hashes of the texts of the measured ones
   */
  private List<Prompt> taken(Iterator<Prompt> prompts, Set<Integer> measured) {
    List<Prompt> taken = new ArrayList<>();
    int known = 0;
    while (taken.size() < wanted && prompts.hasNext()) {
      Prompt prompt = prompts.next();
      known += measured.contains(text(prompt)) ? 1 : 0;
      taken.add(numbered(prompt, taken.size()));
    }
    if (known > 0) {
      context
          .say()
          .accept(
              ("The dataset has too few prompts: %,d of the %,d warm-up requests of the load have"
                      + " one that is measured, too, so that the server's prefix cache may have it")
                  .formatted(known, taken.size()));
    }
    return taken;
  }

  private static int text(Prompt prompt) {
    return List.of(prompt.text(), String.valueOf(prompt.extras().media())).hashCode();
  }

  private Prompt numbered(Prompt prompt, int place) {
    Prompt placed = prompt.at(place);
    return prompt.requestNumber().isEmpty()
        ? placed
        : placed.with(prompt.extras().with(RequestId.of(Math.addExact(measured, place))));
  }
}
