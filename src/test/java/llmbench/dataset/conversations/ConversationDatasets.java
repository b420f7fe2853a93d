package llmbench.dataset.conversations;

import java.util.List;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;

/** Every dataset of conversations; each has its options of the same tool and name. */
public final class ConversationDatasets {

  /** One line a dataset. */
  public static final List<ConversationDataset> ALL =
      List.of(
          new RandomMultiTurn(),
          new ShareGptMultiTurn("zh"),
          new ShareGptMultiTurn("en"),
          new CustomMultiTurn(),
          new SweSmith(),
          new Trie("agentic_coding"),
          new Trie("code_qa"),
          new Trie("office_work"),
          new RustRandomTurns(),
          new RustShareGptTurns(),
          new ClientsConversations());

  private ConversationDatasets() {}

  /** The dataset that was asked for. */
  public static ConversationDataset of(BenchOptions options) {
    Tool tool = options.compat().tool();
    String name = options.dataset().options().name();
    return ALL.stream()
        .filter(dataset -> dataset.tool() == tool && dataset.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    tool.command() + " has no dataset of conversations " + name));
  }
}
