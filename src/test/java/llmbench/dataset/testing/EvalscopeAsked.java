package llmbench.dataset.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import llmbench.options.BenchOptions;
import llmbench.options.DatasetOptions;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Range;
import llmbench.options.ToolVersion;
import llmbench.options.dataset.EvalscopeRandomOptions;
import llmbench.options.given.Sources;
import llmbench.options.read.OptionsReader;

/** Options of evalscope for tests, of which a test says only what matters to it. */
public final class EvalscopeAsked {

  private EvalscopeAsked() {}

  /** What a golden file of random prompts was made with. */
  public static Asked random(JsonNode golden) {
    EvalscopeRandomOptions dataset =
        new EvalscopeRandomOptions(
            new Range(
                golden.path("min_prompt_length").asLong(),
                golden.path("max_prompt_length").asLong()),
            golden.path("prefix_length").asInt(),
            1,
            0);
    return of(dataset, golden.path("number").asInt())
        .chatTemplate(golden.path("apply_chat_template").asBoolean())
        .seed(golden.path("seed").asLong());
  }

  /** What a case of more_random was made with; what it doesn't say is this. */
  public static Asked more(JsonNode params) {
    EvalscopeRandomOptions dataset =
        new EvalscopeRandomOptions(
            new Range(
                params.path("min_prompt_length").asLong(40),
                params.path("max_prompt_length").asLong(60)),
            params.path("prefix_length").asInt(),
            params.path("prefix_count").asInt(1),
            params.path("dataset_offset").asLong());
    return of(dataset, params.path("number").asInt(5))
        .warmups(params.path("warmup_num").asInt())
        .chatTemplate(params.path("apply_chat_template").asBoolean(true))
        .tokenizePrompt(params.path("tokenize_prompt").asBoolean())
        .seed(params.path("seed").asLong());
  }

  public static Asked of(DatasetOptions dataset, int number) {
    return new Asked(dataset, number);
  }

  /** Says what matters, one call after the other. */
  public static final class Asked {

    private final DatasetOptions dataset;
    private final int number;
    private int warmups;
    private boolean chatTemplate = true;
    private boolean tokenizePrompt;
    private boolean countsTokens = true;
    private boolean test = true;
    private Range maxTokens = new Range(9, 9);
    private List<Integer> drawnBefore = List.of();
    private long seed = 42;

    private Asked(DatasetOptions dataset, int number) {
      this.dataset = dataset;
      this.number = number;
    }

    public Asked warmups(int count) {
      warmups = count;
      return this;
    }

    public Asked chatTemplate(boolean chat) {
      chatTemplate = chat;
      return this;
    }

    public Asked tokenizePrompt(boolean ids) {
      tokenizePrompt = ids;
      return this;
    }

    public Asked countsTokens(boolean tokens) {
      countsTokens = tokens;
      return this;
    }

    public Asked test(boolean goesBefore) {
      test = goesBefore;
      return this;
    }

    public Asked maxTokens(long low, long high) {
      maxTokens = new Range(low, high);
      return this;
    }

    public Asked drawnBefore(List<Integer> requests) {
      drawnBefore = requests;
      return this;
    }

    public Asked seed(long value) {
      seed = value;
      return this;
    }

    /** The options of a run of that version. */
    public BenchOptions build(ToolVersion version) {
      EvalscopeOptions evalscope =
          new EvalscopeOptions(
              number,
              warmups,
              2,
              chatTemplate,
              tokenizePrompt,
              countsTokens,
              maxTokens,
              drawnBefore,
              new EvalscopeOptions.Seed(seed, EvalscopeOptions.Seed.Origin.GIVEN),
              new EvalscopeOptions.Body("{}", "{}", Optional.empty()),
              new EvalscopeOptions.Connection(test, 600),
              new EvalscopeOptions.Output(Optional.empty(), "outputs", true));
      BenchOptions any =
          new OptionsReader()
              .read(
                  new Sources(
                      "evalscope perf --model m --prompt p",
                      Map.of("llm.compat", version.label())));
      return new BenchOptions(
          version,
          any.target(),
          any.model(),
          new BenchOptions.Dataset(number, seed, dataset),
          any.load(),
          any.sampling(),
          any.startup(),
          any.timeouts(),
          any.stops(),
          any.figures(),
          any.output(),
          Optional.of(evalscope),
          any.effective());
    }
  }
}
