package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.EvalscopeOptions;
import llmbench.options.Pace;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.syntax.PythonJson;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of {@code evalscope perf}: says what its prompts say; the rest is the same for all of
 * them. It begins anew behind its last prompt. Tokens are counted as the tool counts them when a
 * server doesn't: with the chat template where there is one.
 */
abstract class EvalscopeDataset implements Dataset {

  private static final String HELLO = "hello";

  /** What is short is kept for the next round; in characters. */
  private static final long SHORT_LENGTH = 8 << 20;

  @Override
  public final Tool tool() {
    return Tool.EVALSCOPE;
  }

  /**
   * What its prompts say, once through, in order. It is read or made while it is taken, by one
   * thread; {@link InChunks} lets several work on it.
   *
   * @param generators the tool's; what the tool draws before it sends is drawn in here, and not
   *     while the stream is taken. Asked again with the generators as they were, it says the same
   * @param wanted how many at most
   */
  abstract Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted);

  /** Whether all requests have one body, made once. */
  boolean hasOneBody() {
    return false;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    EvalscopeOptions asked = context.options().evalscope().orElseThrow();
    return prompts(context, asked.warmups(), asked.number());
  }

  /**
   * So many prompts.
   *
   * @param warmUps how many go before those measured
   */
  final Prompts prompts(PromptContext context, int warmUps, int number) {
    return new Making(context).prompts(warmUps, number);
  }

  /** What a prompt says, with its tokens. */
  private record Counted(Content content, int tokens) {}

  /** The prompts of one run. */
  private final class Making {

    private final PromptContext context;
    private final EvalscopeOptions asked;
    private final ChatCount count;
    private final FinishedCount progress;
    private final Generators generators;

    /** Where all requests have one. */
    private @Nullable Prompt onlyBody;

    Making(PromptContext context) {
      this.context = context;
      this.asked = context.options().evalscope().orElseThrow();
      this.count = new ChatCount(context.tokenizer());
      this.progress = new FinishedCount(context.done());
      this.generators = Generators.seeded(asked.seed().value());
    }

    Prompts prompts(int warmUps, int number) {
      asked.drawnBefore().forEach(this::drawAsBefore);
      int all = Math.addExact(warmUps, number);
      // In the tool's order: the test takes the first draw, if there is one.
      Prompt test = prompt(0, prepared(Content.text(HELLO)), asked.connection().test());
      Generators asNow = generators.copy();
      Rounds<Counted> rounds =
          new Rounds<>(
              InChunks.map(contents(context, count, generators, all), this::counted),
              () ->
                  InChunks.map(contents(context.quiet(), count, asNow.copy(), all), this::prepared),
              size -> sayShort(size, all));
      try {
        int size = rounds.keep(all, counted -> counted.content().text().length(), SHORT_LENGTH);
        if (size < all && !hasOneBody()) {
          sayShort(size, all);
        }
        List<Prompt> before = IntStream.range(0, warmUps).mapToObj(i -> next(i, rounds)).toList();
        return new Prompts(
            Optional.of(test),
            before,
            number,
            IntStream.range(0, number).mapToObj(i -> next(i, rounds)).onClose(rounds::close),
            generators);
      } catch (RuntimeException e) {
        rounds.close();
        throw e;
      }
    }

    /**
     * Draws what the tool drew for an earlier run of its sweep: it seeds its generators once, and
     * goes on. Source: {@code run_multi_benchmark()} in {@code main.py}.
     */
    private void drawAsBefore(int requests) {
      maxTokens(asked.connection().test());
      contents(context.quiet(), count, generators, requests).close();
      for (int i = 0; i < (hasOneBody() ? 1 : requests); i++) {
        maxTokens(true);
      }
      boolean drawsGaps =
          context.options().load().paced().stream()
              .anyMatch(paced -> paced.pace() instanceof Pace.Drawn);
      for (int i = 0; drawsGaps && i < requests; i++) {
        generators.numpy().nextDouble();
      }
    }

    private void sayShort(int size, int all) {
      context
          .say()
          .accept(
              ("The dataset has %,d prompts for %,d requests: after the last one it begins"
                      + " again with the first.")
                  .formatted(size, all));
    }

    /** One after the other: output lengths are drawn here. */
    private Prompt next(int index, Iterator<Counted> contents) {
      Counted counted = contents.next();
      if (!hasOneBody()) {
        return prompt(index, counted, true);
      }
      Prompt body = onlyBody == null ? prompt(index, counted, true) : onlyBody;
      onlyBody = body;
      return new Prompt(index, body.text(), body.form(), body.tokens(), body.maxTokens());
    }

    private Counted counted(Content content) {
      Counted counted = prepared(content);
      progress.oneMore();
      return counted;
    }

    /** {@code _messages_to_token_ids} where token ids are sent, and the count in any case. */
    private Counted prepared(Content content) {
      boolean chat = asked.chatTemplate();
      boolean plain = content.form() == Form.PLAIN;
      boolean text = plain || content.form() == Form.TEXT;
      if (text && !asked.tokenizePrompt()) {
        return new Counted(content, count.of(content.text(), chat && !plain));
      }
      if (text) {
        int[] ids =
            chat && !plain ? count.ids(content.text()) : count.tokenizer().encode(content.text());
        return new Counted(Content.ids(ids), ids.length);
      }
      JsonNode json = PythonJson.required(content.text());
      return switch (content.form()) {
        case TOKEN_IDS -> new Counted(content, json.size());
        case MESSAGES -> messages(content, json);
        case TEXTS, RANKING -> new Counted(content, count.ofTexts(json));
        default -> new Counted(content, count.ofBody(json));
      };
    }

    private Counted messages(Content content, JsonNode messages) {
      if (!asked.tokenizePrompt()) {
        return new Counted(content, count.of(messages) + content.mediaTokens());
      }
      int[] ids = count.ids(messages);
      return new Counted(Content.ids(ids), ids.length);
    }

    private Prompt prompt(int index, Counted counted, boolean draws) {
      int maxTokens = maxTokens(draws);
      if (counted.content().form() == Form.BODY) {
        JsonNode own = PythonJson.required(counted.content().text()).path("max_tokens");
        maxTokens = own.canConvertToInt() ? own.intValue() : maxTokens;
      } else {
        JsonNode extra = PythonJson.required(asked.body().extraArgs()).path("max_tokens");
        maxTokens = extra.canConvertToInt() ? extra.intValue() : maxTokens;
      }
      return new Prompt(
              index, counted.content().text(), form(counted.content()), counted.tokens(), maxTokens)
          .with(Extras.NONE.withHeaders(counted.content().headers()));
    }

    /** Where no text is a message there is no need to say so of one. */
    private Form form(Content content) {
      boolean isText = content.form() == Form.PLAIN && !asked.chatTemplate();
      return isText ? Form.TEXT : content.form();
    }

    private int maxTokens(boolean draws) {
      int low = (int) asked.maxTokens().low();
      int high = (int) asked.maxTokens().high();
      return low == high || !draws ? low : generators.python().between(low, high);
    }
  }
}
