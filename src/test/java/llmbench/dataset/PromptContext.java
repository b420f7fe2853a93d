package llmbench.dataset;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import llmbench.hub.HubFiles;
import llmbench.options.BenchOptions;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.tokenizer.Opened;

/**
 * What a dataset makes a run's prompts with.
 *
 * @param options of the run
 * @param tokenizer counts, and makes random prompts
 * @param done is told how many prompts are finished, rising by one up to all different ones; from
 *     one thread at a time, not always the same
 * @param say is told what a user should know about them, whole sentences; from one thread
 * @param hub has the files that no path was given for
 * @param drawn the tool's generators as the levels before this one have left them; empty for those
 *     of the seed
 */
public record PromptContext(
    BenchOptions options,
    Opened tokenizer,
    IntConsumer done,
    Consumer<String> say,
    HubFiles hub,
    Optional<Generators> drawn) {

  /** Of a run that is alone, or the first of several. */
  public PromptContext(
      BenchOptions options,
      Opened tokenizer,
      IntConsumer done,
      Consumer<String> say,
      HubFiles hub) {
    this(options, tokenizer, done, say, hub, Optional.empty());
  }

  /** With the hubs' files as this process's user has them. */
  public PromptContext(
      BenchOptions options, Opened tokenizer, IntConsumer done, Consumer<String> say) {
    this(options, tokenizer, done, say, HubFiles.ofProcess(say));
  }

  /** One of other options that is told nothing: what is said of the run's own was said already. */
  public PromptContext quietly(BenchOptions others) {
    return new PromptContext(others, tokenizer, done -> {}, note -> {}, hub, drawn);
  }

  /** One that is told nothing: what is made again was said already. */
  public PromptContext quiet() {
    return quietly(options);
  }

  /** The same behind levels that have drawn before. */
  public PromptContext behind(Optional<Generators> others) {
    return new PromptContext(options, tokenizer, done, say, hub, others);
  }

  /** Whether tokens can be counted. Without a tokenizer a prompt has one, as in the tool. */
  boolean hasTokenizer() {
    return !tokenizer.isNone();
  }

  ToolVersion version() {
    return options.compat();
  }

  /** What was asked for of the dataset, which knows its own. */
  public <T extends DatasetOptions> T asked(Class<T> type) {
    return type.cast(options.dataset().options());
  }
}
