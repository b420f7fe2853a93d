package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.options.EvalscopeOptions;
import llmbench.options.EvalscopeOptions.Range;

/** Options of evalscope for tests, of which a test says only what matters to it. */
final class EvalscopeAsked {

  private EvalscopeAsked() {}

  /** What a golden file of random prompts was made with. */
  static EvalscopeOptions random(JsonNode golden) {
    EvalscopeOptions.Random dataset =
        new EvalscopeOptions.Random(
            new Range(
                golden.path("min_prompt_length").asLong(),
                golden.path("max_prompt_length").asLong()),
            golden.path("prefix_length").asInt(),
            1,
            0);
    return of(dataset, golden.path("number").asInt())
        .chatTemplate(golden.path("apply_chat_template").asBoolean())
        .seed(golden.path("seed").asLong())
        .build();
  }

  static Asked of(EvalscopeOptions.Dataset dataset, int number) {
    return new Asked(dataset, number, 0, true, false, true, new Range(9, 9), 42);
  }

  /** Each method returns a new occurrence. */
  record Asked(
      EvalscopeOptions.Dataset dataset,
      int number,
      int warmups,
      boolean chatTemplate,
      boolean tokenizePrompt,
      boolean countsTokens,
      Range maxTokens,
      long seed) {

    Asked warmups(int count) {
      return new Asked(
          dataset, number, count, chatTemplate, tokenizePrompt, countsTokens, maxTokens, seed);
    }

    Asked chatTemplate(boolean chat) {
      return new Asked(
          dataset, number, warmups, chat, tokenizePrompt, countsTokens, maxTokens, seed);
    }

    Asked tokenizePrompt(boolean ids) {
      return new Asked(dataset, number, warmups, chatTemplate, ids, countsTokens, maxTokens, seed);
    }

    Asked countsTokens(boolean tokens) {
      return new Asked(
          dataset, number, warmups, chatTemplate, tokenizePrompt, tokens, maxTokens, seed);
    }

    Asked maxTokens(long low, long high) {
      return new Asked(
          dataset,
          number,
          warmups,
          chatTemplate,
          tokenizePrompt,
          countsTokens,
          new Range(low, high),
          seed);
    }

    Asked seed(long value) {
      return new Asked(
          dataset, number, warmups, chatTemplate, tokenizePrompt, countsTokens, maxTokens, value);
    }

    EvalscopeOptions build() {
      return new EvalscopeOptions(
          dataset,
          number,
          warmups,
          chatTemplate,
          tokenizePrompt,
          countsTokens,
          maxTokens,
          new EvalscopeOptions.Seed(seed, false),
          new EvalscopeOptions.Body("{}", "{}", Optional.empty()),
          new EvalscopeOptions.Connection(
              true, 600, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()),
          new EvalscopeOptions.Output(Optional.empty(), "outputs", true, 100));
    }
  }
}
