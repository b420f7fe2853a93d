package llmbench.dataset;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** evalscope's {@code custom}: a prompt on each line, JSON or not, an empty one as well. */
final class CustomLines extends EvalscopeDataset {

  @Override
  public String name() {
    return "custom";
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    return new Lines(context, count).read(wanted);
  }

  private static final class Lines extends TextFile {

    Lines(PromptContext context, ChatCount count) {
      super(context, count, "a prompt on each line");
    }

    @Override
    @Nullable Content content(String line, Utf8Lines lines) {
      return fitting(line);
    }
  }
}
