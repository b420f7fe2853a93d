package llmbench.dataset;

import java.util.stream.Stream;
import llmbench.options.dataset.FixedPromptOptions;

/** evalscope's {@code --prompt}: the same for all requests. */
final class FixedPrompt extends EvalscopeDataset {

  @Override
  public String name() {
    return FixedPromptOptions.NAME;
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    return Stream.of(Content.text(context.asked(FixedPromptOptions.class).text()));
  }

  @Override
  boolean hasOneBody() {
    return true;
  }
}
