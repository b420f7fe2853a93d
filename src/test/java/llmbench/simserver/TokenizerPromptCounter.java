package llmbench.simserver;

import java.util.List;
import llmbench.tokenizer.ChatTemplate;
import llmbench.tokenizer.Message;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/** Counts with a real tokenizer and its chat template; without a template it counts the texts. */
public final class TokenizerPromptCounter implements PromptCounter {

  private final Tokenizer tokenizer;
  private final @Nullable ChatTemplate template;

  public TokenizerPromptCounter(Tokenizer tokenizer, @Nullable ChatTemplate template) {
    this.tokenizer = tokenizer;
    this.template = template;
  }

  @Override
  public int chat(List<Turn> turns) {
    if (template == null) {
      return turns.stream().mapToInt(turn -> tokenizer.count(turn.content())).sum();
    }
    List<Message> messages =
        turns.stream().map(turn -> new Message(turn.role(), turn.content())).toList();
    return tokenizer.count(template.render(messages, true));
  }

  @Override
  public int[] encode(String text) {
    return tokenizer.encode(text);
  }

  @Override
  public String decode(int[] tokens) {
    return tokenizer.decode(tokens);
  }
}
