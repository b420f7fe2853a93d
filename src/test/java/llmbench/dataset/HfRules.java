package llmbench.dataset;

import java.util.Map;
import java.util.function.Function;

/** How each dataset of the hub becomes prompts; each has its options of the same name. */
final class HfRules {

  /** One line a dataset. */
  static final Map<String, Function<HfRun, HfRule>> ALL =
      Map.ofEntries(
          Map.entry("philschmid/mt-bench", HfTexts::mtBench),
          Map.entry("openai/openai_humaneval", HfTexts::humanEval),
          Map.entry("openai/gsm8k", HfTexts::gsm8k),
          Map.entry("likaixin/InstructCoder", HfTexts::instructCoder),
          Map.entry("vdaita/edit_5k_char", HfBlazedit::new),
          Map.entry("vdaita/edit_10k_char", HfBlazedit::new),
          Map.entry("Aeala/ShareGPT_Vicuna_unfiltered", HfConversations::new),
          Map.entry("lmms-lab/LLaVA-OneVision-Data", HfConversations::new),
          Map.entry("AI-MO/aimo-validation-aime", HfMath::new),
          Map.entry("AI-MO/NuminaMath-1.5", HfMath::new),
          Map.entry("AI-MO/NuminaMath-CoT", HfMath::new),
          Map.entry("zed-industries/zeta", HfEdits::new),
          Map.entry("mgoin/mlperf-inference-llama2-data", HfMlperf::new),
          Map.entry("mgoin/mlperf-inference-llama3.1-data", HfMlperf::new),
          Map.entry("lmarena-ai/VisionArena-Chat", run -> HfPictures.arena(run, "conversation")),
          Map.entry("lmarena-ai/vision-arena-bench-v0.1", run -> HfPictures.arena(run, "turns")),
          Map.entry("Lin-Chen/MMStar", HfPictures::mmStar),
          Map.entry("yale-nlp/MMVU", HfPictures::mmvu),
          Map.entry("openslr/librispeech_asr", HfSpeech::ofAudio),
          Map.entry("facebook/voxpopuli", HfSpeech::ofAudio),
          Map.entry("LIUM/tedlium", HfSpeech::ofAudio),
          Map.entry("edinburghcstr/ami", HfSpeech::ofAudio),
          Map.entry("speechcolab/gigaspeech", HfSpeech::ofAudio),
          Map.entry("kensho/spgispeech", HfSpeech::ofAudio),
          Map.entry("ArtificialAnalysis/Earnings22-Cleaned-AA", HfSpeech::ofUrls),
          Map.entry("D4nt3/esb-datasets-earnings22-validation-tiny-filtered", HfSpeech::ofAudio));

  private HfRules() {}
}
