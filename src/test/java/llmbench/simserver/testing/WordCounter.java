package llmbench.simserver.testing;

import java.util.List;
import llmbench.simserver.config.PromptCounter;

/** For tests: counts words; the server does not care how tokens are counted. */
public final class WordCounter implements PromptCounter {

  /** What Qwen2.5's template adds to a single message. */
  static final int TEMPLATE_TOKENS = 29;

  @Override
  public int chat(List<Turn> turns) {
    return TEMPLATE_TOKENS + turns.stream().mapToInt(turn -> text(turn.content())).sum();
  }

  @Override
  public int[] encodeChat(List<Turn> turns) {
    return new int[chat(turns)];
  }

  @Override
  public int text(String text) {
    return encode(text).length;
  }

  @Override
  public int[] encode(String text) {
    return new int[text.isBlank() ? 0 : text.strip().split("\\s+").length];
  }

  @Override
  public String decode(int[] tokens) {
    return "w ".repeat(tokens.length).strip();
  }
}
