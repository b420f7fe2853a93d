package llmbench.options.dataset;

import static llmbench.options.ToolVersion.VLLM_0_32;
import static llmbench.options.table.Option.flag;
import static llmbench.options.table.Option.one;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import llmbench.options.DatasetOptions;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.Option;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * vLLM bench's {@code hf}: datasets of Hugging Face's hub, from a local folder or file.
 *
 * @param set which of them
 * @param file a folder with its files, or one of them
 * @param subset the folder of a part of it; null for none
 * @param split which rows
 * @param outputLen tokens to ask for; empty for the dataset's own rule
 * @param streamed whether rows are shuffled within a buffer, and not all of them
 * @param template whether its prompts are put into the model's chat template
 * @param asMessages whether prompts are lists of messages
 * @param distances of blazedit's edits: the least and the largest
 * @param soundSeconds of what is to be heard: the shortest and the longest
 * @param categories of the function calls of BFCL
 */
public record HfOptions(
    HfSet set,
    SampledFile file,
    @Nullable String subset,
    String split,
    OptionalInt outputLen,
    boolean streamed,
    PromptTemplate template,
    boolean asMessages,
    Limits distances,
    Limits soundSeconds,
    List<String> categories)
    implements DatasetOptions {

  /** Its name in the tool. */
  public static final String NAME = "hf";

  /** What isn't below one and above the other. */
  public record Limits(double low, double high) {

    /** Whether a value is within them. */
    public boolean hold(double value) {
      return !(value < low) && !(value > high);
    }
  }

  /** BFCL, whose files are of its own making. */
  public static final String FUNCTIONS = "gorilla-llm/Berkeley-Function-Calling-Leaderboard";

  /** The tool never streams it. */
  private static final String WHOLE = "ArtificialAnalysis/Earnings22-Cleaned-AA";

  private static final String SET_NAME = "hf-name";
  private static final String OUTPUT = "hf-output-len";
  private static final String BACKEND = "backend";
  private static final String CHAT = "openai-chat";
  private static final List<String> CATEGORIES = List.of("simple", "live_simple", "multiple");

  private static final List<Option> OPTIONS =
      List.of(
          SampledFile.PATH,
          SampledFile.NO_OVERSAMPLE,
          SampledFile.DISABLE_SHUFFLE,
          SharegptOptions.AS_MESSAGES,
          PromptTemplate.SKIP,
          one(SET_NAME, ValueType.TEXT)
              .honoured("which dataset of the hub it is, where the path doesn't say it"),
          one("hf-split", ValueType.TEXT).honoured("which rows: train, test, …"),
          one("hf-subset", ValueType.TEXT)
              .honoured("the folder of that name in the dataset's; default: the whole folder"),
          one(OUTPUT, ValueType.whole()).honoured("output tokens, over the dataset's own"),
          OutputLength.OPTION,
          flag("no-stream")
              .honoured(
                  "all rows are shuffled, and not within a buffer of 1,000; no matter of"
                      + " how answers come"),
          one("bfcl-categories", ValueType.TEXT)
              .since(VLLM_0_32)
              .honoured("files of BFCL, with commas between; simple,live_simple,multiple"),
          one("blazedit-min-distance", ValueType.NUMBER)
              .byDefault("0.0")
              .honoured("leaves edits out that change less"),
          one("blazedit-max-distance", ValueType.NUMBER)
              .byDefault("1.0")
              .honoured("leaves edits out that change more"),
          one("asr-max-audio-len-sec", ValueType.NUMBER)
              .since(VLLM_0_32)
              .byDefault("inf")
              .honoured("leaves longer sound out"),
          one("asr-min-audio-len-sec", ValueType.NUMBER)
              .since(VLLM_0_32)
              .byDefault("0.0")
              .honoured("leaves shorter sound out"));

  static final KnownDataset KNOWN = KnownDataset.vllm(NAME, OPTIONS, HfOptions::of);

  @Override
  public String name() {
    return NAME;
  }

  private static HfOptions of(Settings settings) {
    SampledFile file =
        SampledFile.of(
            settings, "the dataset's name on the hub, a local folder of it, or a file of it");
    String given = settings.text(SET_NAME);
    HfSet set =
        HfSet.find(settings.compat(), file.path(), given).orElseGet(() -> unknown(settings));
    checkBackend(settings, set);
    String subset = set.hasSubsets() ? settings.text("hf-subset") : null;
    OptionalInt outputLen = OutputLength.optional(settings, OUTPUT);
    return new HfOptions(
        set,
        file,
        subset == null ? set.subset() : subset,
        split(settings, set),
        outputLen,
        !settings.isOn("no-stream") && !set.name().equals(WHOLE),
        new PromptTemplate(!settings.isOn(PromptTemplate.SKIP.name()), "{}"),
        settings.isOn(SharegptOptions.AS_MESSAGES.name()),
        limits(settings, "blazedit-min-distance", "blazedit-max-distance"),
        limits(settings, "asr-min-audio-len-sec", "asr-max-audio-len-sec"),
        categories(settings.text("bfcl-categories")));
  }

  private static HfSet unknown(Settings settings) {
    String names = HfSet.of(settings.compat()).map(HfSet::name).collect(Collectors.joining(", "));
    settings.problem(
        SET_NAME,
        "neither this nor --dataset-path is the name of a dataset that the tool has a rule for;"
            + " --hf-name names one of these: "
            + names
            + " (those of vdaita only --dataset-path can name)",
        SET_NAME,
        SampledFile.PATH_NAME);
    return HfSet.ALL.get(0);
  }

  /** {@code get_samples()}: which backends may send what isn't text. */
  private static void checkBackend(Settings settings, HfSet set) {
    String backend = settings.required(BACKEND);
    if (set.name().equals(FUNCTIONS) && !backend.equals(CHAT)) {
      settings.problem(
          PromptOptions.DATASET,
          "this dataset needs --backend openai-chat: its requests name functions to be called",
          BACKEND,
          SET_NAME,
          SampledFile.PATH_NAME);
    }
    if (set.needsMedia()) {
      checkMedia(settings, "this dataset's pictures or sound");
    }
  }

  /** Only some backends take more than text. */
  static void checkMedia(Settings settings, String what) {
    String backend = settings.required(BACKEND);
    boolean takes =
        backend.equals(CHAT)
            || backend.equals("openai-audio")
            || (settings.compat().atLeast(VLLM_0_32) && backend.contains("embeddings-"));
    if (!takes) {
      settings.problem(
          BACKEND,
          "can't send " + what + "; use --backend openai-chat or openai-audio",
          BACKEND,
          PromptOptions.DATASET);
    }
  }

  private static String split(Settings settings, HfSet set) {
    String given = settings.text("hf-split");
    if (given != null && !given.isEmpty()) {
      return given;
    }
    if (set.split() == null) {
      settings.problem(
          "hf-split",
          "must be given: the tool has no split for " + set.name() + " by itself",
          "hf-split",
          SET_NAME);
    }
    return Objects.requireNonNullElse(set.split(), "train");
  }

  private static Limits limits(Settings settings, String low, String high) {
    Double least = PythonNumbers.real(Objects.requireNonNullElse(settings.text(low), "0.0"));
    Double most = PythonNumbers.real(Objects.requireNonNullElse(settings.text(high), "inf"));
    return new Limits(Objects.requireNonNull(least), Objects.requireNonNull(most));
  }

  private static List<String> categories(@Nullable String text) {
    if (text == null) {
      return CATEGORIES;
    }
    List<String> names =
        Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    return names.isEmpty() ? CATEGORIES : names;
  }
}
