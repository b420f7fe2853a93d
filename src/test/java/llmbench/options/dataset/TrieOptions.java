package llmbench.options.dataset;

import static llmbench.options.ToolVersion.EVALSCOPE_1_14;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.options.DatasetOptions;
import llmbench.options.Turns;
import llmbench.options.given.Settings;
import llmbench.options.table.Option;

/**
 * evalscope's {@code trie_…}: recorded lengths and waits of agents.
 *
 * @param name which of them
 * @param place of a file, or of a folder that has the dataset's file
 * @param prefixLength tokens of a prefix that all of what is said has
 * @param range where conversations end
 */
public record TrieOptions(String name, DatasetPlace place, int prefixLength, Turns range)
    implements DatasetOptions {

  private static final List<Option> OWN =
      Stream.concat(Stream.of(EvalscopeRandomOptions.LENGTH), TurnOptions.SHARED.stream()).toList();

  static final KnownDataset AGENTIC_CODING = known("trie_agentic_coding");
  static final KnownDataset CODE_QA = known("trie_code_qa");
  static final KnownDataset OFFICE_WORK = known("trie_office_work");

  private static KnownDataset known(String name) {
    return KnownDataset.evalscope(name, OWN, settings -> of(settings, name)).since(EVALSCOPE_1_14);
  }

  @Override
  public Optional<Turns> turns() {
    return Optional.of(range);
  }

  private static TrieOptions of(Settings settings, String name) {
    DatasetArgs.none(settings, name);
    return new TrieOptions(
        name,
        DatasetPath.place(settings, name),
        settings.whole(EvalscopeRandomOptions.PREFIX_LENGTH),
        TurnOptions.of(settings));
  }
}
