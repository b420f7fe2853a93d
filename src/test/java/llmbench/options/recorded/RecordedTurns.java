package llmbench.options.recorded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.table.ClientsOptions;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.RustTurnOptions;

/**
 * What run.json has of the conversations that a client of vLLM's was asked for.
 *
 * @param options by their names, as recorded
 * @param isOfScript whether the client is the script, and not the Rust client
 */
public record RecordedTurns(Map<String, String> options, boolean isOfScript) {

  private static final String TURNS = "3";
  private static final String MAX_CONCURRENCY = "max-concurrency";

  public RecordedTurns {
    options = Map.copyOf(options);
  }

  /** Those of a run; empty where it had none of vLLM's clients. */
  public static Optional<RecordedTurns> of(Map<String, String> options) {
    boolean script = options.containsKey(ClientsOptions.INPUT_FILE);
    boolean rust = "true".equals(options.get(RustTurnOptions.MULTI_TURN)) && isVllms(options);
    return script || rust ? Optional.of(new RecordedTurns(options, script)) : Optional.empty();
  }

  /** evalscope has an option of that name, too. */
  private static boolean isVllms(Map<String, String> options) {
    return options.getOrDefault("compat", "vllm").startsWith("vllm");
  }

  /** Turns of a conversation, as the Rust client's block names them. */
  public int turns() {
    return whole(RustTurnOptions.NUM_TURNS, TURNS);
  }

  /** The most requests of the Rust client in flight. */
  public int atOnce() {
    String prompts = options.getOrDefault(PromptOptions.NUMBER, "1000");
    return whole(RustTurnOptions.CONCURRENCY, options.getOrDefault(MAX_CONCURRENCY, prompts));
  }

  /** The Rust client's, between an answer and the next turn. */
  public int delayMillis() {
    return whole(RustTurnOptions.DELAY, "0");
  }

  /** Shares of first samples that the script leaves out, the least first; none behind a warm-up. */
  public List<Double> leftOut() {
    boolean warmsUp = "true".equals(options.get(ClientsOptions.WARMUP_STEP));
    String shares = options.get(ClientsOptions.WARMUP_PERCENTAGES);
    return warmsUp || shares == null ? List.of(0.0) : ClientsOptions.warmUpShares(shares);
  }

  /**
   * The parameters that the script prints behind the model's name, in its order.
   *
   * @param conversations how many there were
   */
  public Map<String, String> parameters(long conversations) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("num_clients", options.getOrDefault(ClientsOptions.NUM_CLIENTS, "1"));
    parameters.put("num_conversations", String.valueOf(conversations));
    parameters.put("active_conversations", options.getOrDefault(ClientsOptions.ACTIVE, "None"));
    parameters.put("seed", options.getOrDefault("seed", "0"));
    limit("min_tokens", ClientsOptions.LIMIT_MIN, parameters);
    limit("max_tokens", ClientsOptions.LIMIT_MAX, parameters);
    return parameters;
  }

  private void limit(String name, String option, Map<String, String> parameters) {
    if (whole(option, "0") > 0) {
      parameters.put(name, options.getOrDefault(option, "0"));
    }
  }

  private int whole(String name, String standard) {
    return Integer.parseInt(options.getOrDefault(name, standard));
  }
}
