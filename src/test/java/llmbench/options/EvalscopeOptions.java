package llmbench.options;

import java.util.List;
import java.util.Optional;

/**
 * What only {@code evalscope perf} knows: what each request asks of the model, what goes before the
 * run.
 *
 * @param number how many measured requests; a shorter dataset begins anew
 * @param warmups how many requests go before them, through the same slots; 1.1 has none
 * @param taskMultiplier how many times as many tasks as places the closed loop makes ahead: which
 *     requests are still sent behind the deadline of a duration
 * @param chatTemplate whether a text is sent as {@code messages}, and counted with the template
 * @param tokenizePrompt whether token ids are sent as {@code prompt}
 * @param countsTokens whether lengths of prompts are limits of tokens; without a tokenizer the tool
 *     counts characters
 * @param maxTokens output tokens asked for
 * @param drawnBefore of each run of a sweep before this one, how many requests it had, warm-ups
 *     among them: the generators go on behind what these drew
 * @param seed of both generators: what was given, or drawn because the tool leaves it to chance
 * @param body what is sent of it
 * @param connection how the connection is tested
 * @param output names of what the tool writes
 */
public record EvalscopeOptions(
    int number,
    int warmups,
    int taskMultiplier,
    boolean chatTemplate,
    boolean tokenizePrompt,
    boolean countsTokens,
    Range maxTokens,
    List<Integer> drawnBefore,
    Seed seed,
    Body body,
    Connection connection,
    Output output) {

  public EvalscopeOptions {
    drawnBefore = List.copyOf(drawnBefore);
  }

  /** The longest prompt that evalscope 1.14 makes when it isn't told: tokens. */
  public static final int DEFAULT_MAX_PROMPT_TOKENS_1_14 = 131_072;

  /**
   * Whole numbers, both ends among them.
   *
   * @param low at least 0
   * @param high at least {@code low}
   */
  public record Range(long low, long high) {

    /** Whether a number lies in it. */
    public boolean holds(long number) {
      return low <= number && number <= high;
    }
  }

  /**
   * The seed of numpy's and Python's generators.
   *
   * @param value from 0 to 2³² − 1
   * @param origin where it comes from; only one that was given is in the bodies
   */
  public record Seed(long value, Origin origin) {

    /** Where a seed comes from. */
    public enum Origin {
      /** {@code --seed}: it is sent as well. */
      GIVEN,
      /** {@code prompt-seed}: it repeats a run whose seed was drawn, and isn't sent. */
      REPEATED,
      /** Nobody gave one. */
      DRAWN
    }
  }

  /**
   * What is sent.
   *
   * @param parameters JSON object of the parameters that come after {@code model} and {@code
   *     max_tokens}, in the tool's order, {@code stream} and {@code seed} among them
   * @param extraArgs {@code --extra-args}, a JSON object that is merged into the body last
   * @param queryTemplate {@code --query-template}, a JSON object that bodies begin with
   */
  public record Body(String parameters, String extraArgs, Optional<String> queryTemplate) {}

  /**
   * The connection test.
   *
   * @param test whether a request "hello" goes before the run
   * @param testTimeoutSec how long it is tried again, every 10 seconds
   */
  public record Connection(boolean test, int testTimeoutSec) {}

  /**
   * Names of what the tool writes.
   *
   * @param name {@code --name}, the folder's name instead of the model's
   * @param outputsDir {@code --outputs-dir}
   * @param timestamp whether the folder has a level that names the time
   */
  public record Output(Optional<String> name, String outputsDir, boolean timestamp) {}
}
