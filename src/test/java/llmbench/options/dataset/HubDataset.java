package llmbench.options.dataset;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset of evalscope comes from when no path is given.
 *
 * <p>Source: {@code dataset_source}, {@code load_hub_dataset} and {@code download_hub_file} in
 * evalscope/perf/plugin/datasets, of 1.14.1.
 *
 * @param modelScope the repository on ModelScope, which is the default
 * @param huggingFace that on the Hugging Face hub; null where the tool knows none
 * @param revision of the one on the Hugging Face hub; null for its newest
 * @param file the file in it; null where it is a split
 * @param huggingFaceFile the same file on the Hugging Face hub; null where it is a split
 * @param split the split of it; null where it is a file
 */
public record HubDataset(
    String modelScope,
    @Nullable String huggingFace,
    @Nullable String revision,
    @Nullable String file,
    @Nullable String huggingFaceFile,
    @Nullable String split) {

  private static final Map<String, HubDataset> ALL =
      Map.ofEntries(
          Map.entry(
              "openqa",
              file("AI-ModelScope/HC3-Chinese", "Hello-SimpleAI/HC3-Chinese", "open_qa.jsonl", "")),
          Map.entry(
              "longalpaca",
              split("AI-ModelScope/LongAlpaca-12k", "Yukang/LongAlpaca-12k", "train")),
          Map.entry("share_gpt_zh", shareGpt("common_zh_70k.jsonl")),
          Map.entry("share_gpt_en", shareGpt("common_en_70k.jsonl")),
          Map.entry("share_gpt_zh_multi_turn", shareGpt("common_zh_70k.jsonl")),
          Map.entry("share_gpt_en_multi_turn", shareGpt("common_en_70k.jsonl")),
          Map.entry(
              "swe_smith",
              split(
                  "SWE-bench/SWE-smith-trajectories", "SWE-bench/SWE-smith-trajectories", "tool")),
          Map.entry("trie_agentic_coding", trie("agentic_coding")),
          Map.entry("trie_code_qa", trie("code_qa")),
          Map.entry("trie_office_work", trie("office_work")),
          Map.entry(
              "flickr8k",
              split("clip-benchmark/wds_flickr8k", "clip-benchmark/wds_flickr8k", "test")),
          Map.entry(
              "kontext_bench",
              split("black-forest-labs/kontext-bench", "black-forest-labs/kontext-bench", "test")),
          Map.entry(
              "mmmu_multi_image",
              new HubDataset(
                  "AI-ModelScope/MMMU",
                  "MMMU/MMMU",
                  "21d1d90a93c7450d30bddb579d7b510c00b8a9ab",
                  null,
                  null,
                  "validation")),
          Map.entry("open_decisions", split("evalscope/OpenDecisions", null, "test")));

  /** That of a dataset; empty for one that the tool reads only from a path, or makes. */
  public static Optional<HubDataset> of(String dataset) {
    return Optional.ofNullable(ALL.get(dataset));
  }

  private static HubDataset shareGpt(String file) {
    return file("swift/sharegpt", "shareAI/ShareGPT-Chinese-English-90k", file, "sharegpt_jsonl/");
  }

  private static HubDataset trie(String traces) {
    String file = traces + "_8k.jsonl";
    return new HubDataset("evalscope/trie-workloads", null, null, file, file, null);
  }

  private static HubDataset file(
      String modelScope, String huggingFace, String file, String huggingFaceFolder) {
    return new HubDataset(modelScope, huggingFace, null, file, huggingFaceFolder + file, null);
  }

  private static HubDataset split(String modelScope, @Nullable String huggingFace, String split) {
    return new HubDataset(modelScope, huggingFace, null, null, null, split);
  }

  /** What of it, for people. */
  String described() {
    String what = file == null ? "the split " + split : file;
    return what + " of ModelScope's " + modelScope;
  }

  /** Its name on a hub. Where the tool knows none on Hugging Face's, it asks for ModelScope's. */
  public String repository(boolean onHuggingFace) {
    return onHuggingFace && huggingFace != null ? huggingFace : modelScope;
  }

  /** Which state of it is taken on a hub; empty for the newest. */
  public Optional<String> revision(boolean onHuggingFace) {
    return onHuggingFace ? Optional.ofNullable(revision) : Optional.empty();
  }

  /** The file of it that is taken on a hub; empty where it is a split. */
  public Optional<String> file(boolean onHuggingFace) {
    return Optional.ofNullable(onHuggingFace ? huggingFaceFile : file);
  }
}
