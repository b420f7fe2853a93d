package llmbench.dataset.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import llmbench.conversation.BlockPrompt;
import llmbench.conversation.TracePlay;

/**
 * What the calls of a trace say: texts of its lengths, one message each. A block is the same text
 * in all of them, and what is behind its blocks is a call's own. They are made when they are sent,
 * and the same ones again for the same seed. Thread-safe.
 */
final class CallTexts implements TracePlay.Speech {

  /** Tells what is a call's own from blocks. */
  private static final long OWN = 0x243F6A8885A308D3L;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SteadyWords words;
  private final int blockSize;
  private final long seed;

  /** Those of a run. */
  CallTexts(SteadyWords words, int blockSize, long seed) {
    this.words = words;
    this.blockSize = blockSize;
    this.seed = mixed(seed + GOLDEN);
  }

  @Override
  public List<JsonNode> messages(int session, int place, BlockPrompt prompt) {
    return List.of(
        JsonNodeFactory.instance
            .objectNode()
            .put("role", "user")
            .put("content", text(session, place, prompt)));
  }

  /** A text of so many tokens that is no call's. */
  String apart(int tokens) {
    return text(-1, 0, new BlockPrompt(tokens));
  }

  private String text(int session, int place, BlockPrompt prompt) {
    StringBuilder text = new StringBuilder();
    int left = prompt.tokens();
    for (int i = 0; i < prompt.blocks() && left > 0; i++) {
      left -= append(text, mixed(seed ^ prompt.block(i)), Math.min(blockSize, left));
    }
    long own = mixed(mixed(seed ^ OWN ^ session) + place);
    append(text, own, left);
    return text.toString();
  }

  /** So many words that follow from a number; how many. */
  private int append(StringBuilder text, long number, int count) {
    long state = number;
    for (int i = 0; i < count; i++) {
      state += GOLDEN;
      text.append(text.length() == 0 ? "" : " ").append(words.word(mixed(state)));
    }
    return count;
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
