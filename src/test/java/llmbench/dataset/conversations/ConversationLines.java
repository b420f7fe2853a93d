package llmbench.dataset.conversations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import llmbench.conversation.KnownTurns;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;
import llmbench.dataset.EvalscopeFile;
import llmbench.dataset.ItemSource;
import llmbench.dataset.PromptContext;
import llmbench.dataset.PythonText;
import llmbench.dataset.Utf8Lines;
import llmbench.options.dataset.DatasetPlace;
import org.jspecify.annotations.Nullable;

/** A text file with a conversation on each line, read while they are taken. */
final class ConversationLines implements ItemSource<KnownTurns> {

  private final Utf8Lines lines;
  private final Line rule;
  private final PromptContext context;
  private final Set<String> saidOf = new HashSet<>();

  /** What a line is. */
  interface Line {

    /**
     * A conversation with a turn at least; null for a line that is left out.
     *
     * @param text without blanks around it, and not empty
     * @throws SkippedException when it is left out, and that should be known
     * @throws DatasetException when it ends the run
     */
    @Nullable KnownTurns conversation(String text, Supplier<String> at) throws SkippedException;
  }

  /** A line is left out, as the tool does. */
  static final class SkippedException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * For this reason.
     *
     * @param why to follow the line's place
     */
    SkippedException(String why) {
      super(why);
    }
  }

  private ConversationLines(PromptContext context, Utf8Lines lines, Line rule) {
    this.context = context;
    this.lines = lines;
    this.rule = rule;
  }

  /**
   * The conversations of a dataset.
   *
   * @param inFolder the file's name where the place is a folder
   * @param what it holds, to end "a text file with …"
   * @param none why there may be no conversation, to follow the file's name
   */
  static Stream<KnownTurns> read(
      PromptContext context,
      DatasetPlace place,
      String inFolder,
      String what,
      Line rule,
      Supplier<String> none) {
    Path given = EvalscopeFile.of(context, place, "a text file with " + what);
    Path path = Files.isDirectory(given) && !inFolder.isEmpty() ? given.resolve(inFolder) : given;
    DatasetFile file = DatasetFile.text(path, what);
    return ItemSource.stream(
        new ConversationLines(context, Utf8Lines.open(file), rule),
        () -> new DatasetException(file.at() + ": " + none.get()));
  }

  @Override
  public @Nullable KnownTurns next() {
    for (String line = lines.next(); line != null; line = lines.next()) {
      String text = PythonText.strip(line);
      try {
        KnownTurns conversation = text.isEmpty() ? null : rule.conversation(text, lines::at);
        if (conversation != null && conversation.next().isPresent()) {
          return conversation;
        }
      } catch (SkippedException e) {
        String why = String.valueOf(e.getMessage());
        if (saidOf.add(why)) {
          context
              .say()
              .accept(lines.at() + ": " + why + "; such lines are left out, as in evalscope.");
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    lines.close();
  }
}
