package llmbench.dataset.conversations;

import java.util.Iterator;
import llmbench.conversation.Numbered;
import llmbench.conversation.Play;
import llmbench.dataset.DatasetException;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;

/**
 * A dataset of a tool whose items are conversations: makes those of a run, the same ones as the
 * tool does for the same answers. Stateless; what a run brings is in its {@link PromptContext}.
 */
public interface ConversationDataset {

  /** Whose it is. */
  Tool tool();

  /** Its name in the tool, by which options name it. */
  String name();

  /**
   * The conversations of a run. They are a stream; whoever takes them closes them.
   *
   * @throws DatasetException when they can't be made as asked, here or while they are taken; the
   *     message says why
   */
  Conversations conversations(PromptContext context);

  /**
   * Who plays them when, by the tool's rule; draws from their generators.
   *
   * @param options of whoever plays: of a part of a run its own
   * @param taken those that it takes
   */
  Play play(BenchOptions options, Conversations conversations, Iterator<Numbered> taken);
}
