package llmbench.options.dataset;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.table.Option;

/** Every dataset that can be asked for; what makes its prompts is in the room of datasets. */
public final class KnownDatasets {

  /** One line a dataset; the order is that of messages and of the page of options. */
  public static final List<KnownDataset> ALL =
      List.of(
          RandomOptions.KNOWN,
          RerankOptions.KNOWN,
          PrefixRepetitionOptions.KNOWN,
          CustomOptions.KNOWN,
          SharegptOptions.KNOWN,
          BurstgptOptions.KNOWN,
          TimedTraceOptions.KNOWN,
          SonnetOptions.KNOWN,
          SpecBenchOptions.KNOWN,
          SpeedBenchOptions.KNOWN,
          HfOptions.KNOWN,
          RandomMmOptions.KNOWN,
          CustomImageOptions.KNOWN,
          CustomAudioOptions.KNOWN,
          RustRandomTurnsOptions.KNOWN,
          RustShareGptTurnsOptions.KNOWN,
          ClientsFileOptions.KNOWN,
          AgentTraceOptions.KNOWN,
          EvalscopeRandomOptions.KNOWN,
          TextFileOptions.OPENQA,
          TextFileOptions.LINE_BY_LINE,
          TextFileOptions.CUSTOM,
          TextFileOptions.LONGALPACA,
          TextFileOptions.SHARE_GPT_ZH,
          TextFileOptions.SHARE_GPT_EN,
          RandomVlOptions.KNOWN,
          PictureSetOptions.FLICKR8K,
          PictureSetOptions.KONTEXT_BENCH,
          PictureSetOptions.MMMU,
          OpenDecisionsOptions.KNOWN,
          WorkloadTraceOptions.KNOWN,
          SpeedBenchmarkOptions.SHORT,
          SpeedBenchmarkOptions.LONG,
          EmbeddingOptions.EMBEDDING,
          EmbeddingOptions.EMBED,
          EmbeddingOptions.EMBEDDING_BATCH,
          RandomEmbeddingOptions.KNOWN,
          RandomEmbeddingOptions.KNOWN_BATCH,
          EvalscopeRerankOptions.KNOWN,
          EvalscopeRandomRerankOptions.KNOWN,
          RandomTurnsOptions.KNOWN,
          ConversationFileOptions.SHARE_GPT_ZH,
          ConversationFileOptions.SHARE_GPT_EN,
          ConversationFileOptions.CUSTOM,
          SweSmithOptions.KNOWN,
          TrieOptions.AGENTIC_CODING,
          TrieOptions.CODE_QA,
          TrieOptions.OFFICE_WORK,
          FixedPromptOptions.KNOWN);

  private static final Map<Tool, Set<Option>> OWN =
      Map.of(Tool.VLLM, ownOf(Tool.VLLM), Tool.EVALSCOPE, ownOf(Tool.EVALSCOPE));

  private KnownDatasets() {}

  /** The names that a version's option for the dataset may have. */
  public static List<String> names(ToolVersion version) {
    return ALL.stream()
        .filter(dataset -> dataset.versions().contains(version) && dataset.isNamed())
        .map(KnownDataset::name)
        .toList();
  }

  /** The options that only some of a tool's datasets look at, in the order of these. */
  public static Set<Option> own(Tool tool) {
    return Objects.requireNonNull(OWN.get(tool));
  }

  private static Set<Option> ownOf(Tool tool) {
    Set<Option> own = new LinkedHashSet<>();
    ALL.stream()
        .filter(dataset -> dataset.tool() == tool)
        .forEach(dataset -> own.addAll(dataset.own()));
    return Collections.unmodifiableSet(own);
  }

  /**
   * A dataset of a tool.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static KnownDataset named(Tool tool, String name) {
    return ALL.stream()
        .filter(dataset -> dataset.tool() == tool && dataset.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(tool.command() + " has no dataset " + name));
  }
}
