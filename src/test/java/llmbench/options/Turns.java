package llmbench.options;

import java.util.OptionalInt;

/**
 * How many turns of a conversation are wanted, and by whose rule they are played.
 *
 * @param client whose rule
 * @param least of those that are made; those of a file are as long as they are
 * @param most where a longer one ends; empty for its own end
 */
public record Turns(Client client, int least, OptionalInt most) {

  /** The clients that play conversations, each by a rule and with bodies of its own. */
  public enum Client {
    /** {@code evalscope perf --multi-turn}. */
    EVALSCOPE,
    /** Ours, of recorded sessions of agents. */
    TRACE,
    /** {@code vllm-rs bench serve --multi-turn}, vLLM's Rust client. */
    VLLM_RS,
    /** {@code benchmark_serving_multi_turn.py} of vLLM's repository. */
    VLLM_SCRIPT
  }

  /** Those of evalscope. */
  public Turns(int least, OptionalInt most) {
    this(Client.EVALSCOPE, least, most);
  }
}
