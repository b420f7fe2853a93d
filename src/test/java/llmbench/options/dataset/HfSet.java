package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of Hugging Face's hub that vLLM bench knows by name: {@code get_samples()} of {@code
 * vllm/benchmarks/datasets/datasets.py}.
 *
 * @param name on the hub
 * @param later whether only 0.32 and newer versions know it
 * @param split that is taken where none is asked for; null where one must be
 * @param subset that is taken where none is asked for; null for none
 * @param hasSubsets whether a subset that is asked for counts
 * @param needsMedia whether only backends that take pictures or sound may send it
 * @param namedByPath whether {@code --hf-name} may not name it, only the path
 */
public record HfSet(
    String name,
    boolean later,
    @Nullable String split,
    @Nullable String subset,
    boolean hasSubsets,
    boolean needsMedia,
    boolean namedByPath) {

  /** One line a dataset, in the order in which the tool looks for them. */
  public static final List<HfSet> ALL =
      List.of(
          pictures("lmarena-ai/VisionArena-Chat", "train").withoutSubsets(),
          pictures("lmarena-ai/vision-arena-bench-v0.1", "train").withoutSubsets(),
          texts("yale-nlp/MMVU", "validation").withoutSubsets(),
          texts("likaixin/InstructCoder", "train"),
          texts("philschmid/mt-bench", "train"),
          texts("openai/openai_humaneval", "test").since032(),
          texts("openai/gsm8k", "test").ofSubset("main").since032(),
          pictures("lmms-lab/LLaVA-OneVision-Data", null),
          texts("Aeala/ShareGPT_Vicuna_unfiltered", null),
          texts("AI-MO/aimo-validation-aime", "train"),
          texts("AI-MO/NuminaMath-1.5", "train"),
          texts("AI-MO/NuminaMath-CoT", "train"),
          texts("zed-industries/zeta", "train"),
          sounds("openslr/librispeech_asr"),
          sounds("facebook/voxpopuli"),
          sounds("LIUM/tedlium"),
          sounds("edinburghcstr/ami"),
          sounds("speechcolab/gigaspeech"),
          sounds("kensho/spgispeech"),
          sounds("ArtificialAnalysis/Earnings22-Cleaned-AA").since032(),
          sounds("D4nt3/esb-datasets-earnings22-validation-tiny-filtered").since032(),
          texts("vdaita/edit_5k_char", "train").byPath(),
          texts("vdaita/edit_10k_char", "train").byPath(),
          texts("mgoin/mlperf-inference-llama2-data", "train"),
          texts("mgoin/mlperf-inference-llama3.1-data", "train"),
          pictures("Lin-Chen/MMStar", "val").withoutSubsets(),
          texts("gorilla-llm/Berkeley-Function-Calling-Leaderboard", "train")
              .withoutSubsets()
              .since032());

  private static HfSet texts(String name, @Nullable String split) {
    return new HfSet(name, false, split, null, true, false, false);
  }

  private static HfSet pictures(String name, @Nullable String split) {
    return new HfSet(name, false, split, null, true, true, false);
  }

  private static HfSet sounds(String name) {
    return pictures(name, "train");
  }

  private HfSet since032() {
    return new HfSet(name, true, split, subset, hasSubsets, needsMedia, namedByPath);
  }

  private HfSet withoutSubsets() {
    return new HfSet(name, later, split, subset, false, needsMedia, namedByPath);
  }

  private HfSet ofSubset(String first) {
    return new HfSet(name, later, split, first, hasSubsets, needsMedia, namedByPath);
  }

  private HfSet byPath() {
    return new HfSet(name, later, split, subset, hasSubsets, needsMedia, true);
  }

  /** Those that a version knows. */
  static Stream<HfSet> of(ToolVersion version) {
    return ALL.stream().filter(set -> !set.later || version.atLeast(VLLM_0_32));
  }

  /** The first whose name the path is, or {@code --hf-name}. */
  static Optional<HfSet> find(ToolVersion version, String path, @Nullable String given) {
    return of(version)
        .filter(set -> set.name.equals(path) || (!set.namedByPath && set.name.equals(given)))
        .findFirst();
  }
}
