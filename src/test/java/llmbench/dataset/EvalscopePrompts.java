package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.EvalscopeOptions;
import llmbench.options.ToolVersion;
import llmbench.options.syntax.PythonJson;
import llmbench.random.PythonRandom;
import llmbench.tokenizer.Opened;

/**
 * The prompts of {@code evalscope perf}: the same ones, bit for bit, as the tool's own version
 * makes of the same seed. Their tokens are counted as the tool counts them when a server doesn't:
 * with the chat template where there is one.
 *
 * @param test what the connection test says
 * @param warmUp what goes before the measured requests; empty in 1.1
 * @param measured what is measured, as many as asked for
 * @param notes what a user should know about them, whole sentences
 */
public record EvalscopePrompts(
    Prompt test, List<Prompt> warmUp, List<Prompt> measured, List<String> notes) {

  private static final String HELLO = "hello";

  public EvalscopePrompts {
    warmUp = List.copyOf(warmUp);
    measured = List.copyOf(measured);
    notes = List.copyOf(notes);
  }

  /**
   * Builds all prompts, on all cores.
   *
   * @param compat {@code EVALSCOPE_1_1} or {@code EVALSCOPE_1_14}: their prompts differ
   * @param tokenizer counts, and makes the random prompts
   * @param done is told how many prompts are finished, rising by one up to all different ones; from
   *     one thread at a time, not always the same
   * @throws DatasetException when the dataset can't be made as asked; the message says why
   */
  public static EvalscopePrompts build(
      ToolVersion compat, EvalscopeOptions asked, Opened tokenizer, IntConsumer done) {
    return new Builder(compat, asked, new ChatCount(tokenizer), new FinishedCount(done)).build();
  }

  /** What a prompt says, with its tokens. */
  private record Counted(Content content, int tokens) {}

  private static final class Builder {

    private final ToolVersion compat;
    private final EvalscopeOptions asked;
    private final ChatCount count;
    private final FinishedCount progress;
    private final PythonRandom random;
    private final List<String> notes = new ArrayList<>();

    Builder(ToolVersion compat, EvalscopeOptions asked, ChatCount count, FinishedCount progress) {
      if (compat.tool() != ToolVersion.Tool.EVALSCOPE) {
        throw new IllegalArgumentException("the prompts of " + compat.label() + " are other ones");
      }
      this.compat = compat;
      this.asked = asked;
      this.count = count;
      this.progress = progress;
      this.random = new PythonRandom(asked.seed().value());
    }

    EvalscopePrompts build() {
      int all = Math.addExact(asked.warmups(), asked.number());
      Contents contents = contents(all);
      List<Counted> counted =
          IntStream.range(0, contents.size())
              .parallel()
              .mapToObj(index -> counted(contents.at(index)))
              .toList();
      // In the tool's order: the test takes the first draw, if there is one.
      Prompt test = prompt(0, prepared(Content.text(HELLO)), asked.connection().test());
      boolean one = asked.dataset() instanceof EvalscopeOptions.Fixed;
      List<Prompt> prompts = new ArrayList<>(all);
      for (int i = 0; i < all; i++) {
        int index = i < asked.warmups() ? i : i - asked.warmups();
        Prompt prompt = prompt(index, counted.get(i % counted.size()), !one || i == 0);
        prompts.add(one && i > 0 ? sameBody(prompt, prompts.get(0)) : prompt);
      }
      return new EvalscopePrompts(
          test, prompts.subList(0, asked.warmups()), prompts.subList(asked.warmups(), all), notes);
    }

    private Contents contents(int all) {
      if (asked.dataset() instanceof EvalscopeOptions.Random dataset) {
        return EvalscopeRandom.contents(compat, asked, dataset, count, notes::add);
      }
      if (asked.dataset() instanceof EvalscopeOptions.Fixed fixed) {
        return Contents.of(List.of(Content.text(fixed.text())));
      }
      EvalscopeOptions.Lines lines = (EvalscopeOptions.Lines) asked.dataset();
      List<Content> read = new EvalscopeLines(compat, asked, lines, count).read(all);
      if (read.size() < all) {
        notes.add(
            "The dataset has %,d prompts for %,d requests: behind the last comes the first again."
                .formatted(read.size(), all));
      }
      return Contents.of(read);
    }

    private Counted counted(Content content) {
      Counted counted = prepared(content);
      progress.oneMore();
      return counted;
    }

    /** {@code _messages_to_token_ids} where token ids are sent, and the count in any case. */
    private Counted prepared(Content content) {
      boolean chat = asked.chatTemplate();
      if (content.form() == Form.TEXT && !asked.tokenizePrompt()) {
        return new Counted(content, count.of(content.text(), chat));
      }
      if (content.form() == Form.TEXT) {
        int[] ids = chat ? count.ids(content.text()) : count.tokenizer().encode(content.text());
        return new Counted(Content.ids(ids), ids.length);
      }
      JsonNode json = PythonJson.required(content.text());
      return switch (content.form()) {
        case TOKEN_IDS -> new Counted(content, json.size());
        case MESSAGES -> messages(content, json);
        default -> new Counted(content, count.ofBody(json));
      };
    }

    private Counted messages(Content content, JsonNode messages) {
      if (!asked.tokenizePrompt()) {
        return new Counted(content, count.of(messages));
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
          index, counted.content().text(), counted.content().form(), counted.tokens(), maxTokens);
    }

    private int maxTokens(boolean draws) {
      int low = (int) asked.maxTokens().low();
      int high = (int) asked.maxTokens().high();
      return low == high || !draws ? low : random.between(low, high);
    }

    /** {@code --prompt} has one body, made once. */
    private static Prompt sameBody(Prompt prompt, Prompt first) {
      return new Prompt(
          prompt.index(), first.text(), first.form(), first.tokens(), first.maxTokens());
    }
  }
}
