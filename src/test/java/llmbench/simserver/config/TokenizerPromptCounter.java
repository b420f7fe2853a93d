package llmbench.simserver.config;

import java.util.List;
import java.util.stream.Collectors;
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
    return tokenizer.count(rendered(turns));
  }

  @Override
  public int[] encodeChat(List<Turn> turns) {
    return tokenizer.encode(rendered(turns));
  }

  @Override
  public int text(String text) {
    return tokenizer.count(text);
  }

  @Override
  public int[] encode(String text) {
    return tokenizer.encode(text);
  }

  @Override
  public String decode(int[] tokens) {
    return tokenizer.decode(tokens);
  }

  private String rendered(List<Turn> turns) {
    if (template == null) {
      return turns.stream().map(Turn::content).collect(Collectors.joining());
    }
    List<Message> messages =
        turns.stream().map(turn -> new Message(turn.role(), turn.content())).toList();
    return template.render(messages, true);
  }
}
