package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Objects;
import java.util.OptionalInt;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.CustomOptions;
import llmbench.options.dataset.SampledFile;
import llmbench.options.syntax.PythonNumbers;
import org.jspecify.annotations.Nullable;

/**
 * vLLM bench's {@code custom}: a JSON object with a {@code prompt} on each line of a file.
 *
 * <p>Source: {@code CustomDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class Custom implements Dataset {

  private static final String WHAT =
      "a JSON object such as {\"prompt\": \"…\", \"output_tokens\": 9} on each line";

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return CustomOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    CustomOptions asked = context.asked(CustomOptions.class);
    DatasetFile lines = file(asked.file(), WHAT);
    // Before 0.32 the tool hands neither its seed on, nor looks at output_tokens.
    boolean newer = context.version().atLeast(ToolVersion.VLLM_0_32);
    OptionalInt outputLen = newer ? asked.givenOutputLen() : OptionalInt.of(asked.outputLen());
    return FilePrompts.of(
        context,
        lines,
        asked.file(),
        context.hasTokenizer() ? new Rows(outputLen) : new OneToken(outputLen),
        newer ? context.options().dataset().seed() : 0,
        new TemplatedText(context.tokenizer(), asked.template()));
  }

  /** A file, whose kind the tool tells by its name. */
  static DatasetFile file(SampledFile asked, String what) {
    DatasetFile file = DatasetFile.text(asked.path(), what);
    if (!asked.path().endsWith(".jsonl")) {
      throw file.wrong("its name doesn't end with .jsonl, and the tool reads no other");
    }
    return file;
  }

  /** The same for a run without a tokenizer: one token is asked for, whatever is said. */
  private static final class OneToken extends Rows {

    OneToken(OptionalInt outputLen) {
      super(outputLen);
    }

    @Override
    public int outputLen(JsonNode row) {
      return 1;
    }
  }

  /** Rows with a prompt and, where it is asked for, an output length. */
  static class Rows implements RowRule {

    private final OptionalInt outputLen;
    private final PandasColumn prompts = new PandasColumn("prompt");
    private final PandasColumn lengths = new PandasColumn("output_tokens");

    Rows(OptionalInt outputLen) {
      this.outputLen = outputLen;
    }

    @Override
    public boolean isWanted(JsonNode row) {
      prompts.add(row);
      lengths.add(row);
      return true;
    }

    @Override
    public @Nullable String wrongFile() {
      if (!prompts.isPresent()) {
        return "no line has a \"prompt\"";
      }
      return prompts.isNumeric()
          ? "every \"prompt\" is a number, which pandas then takes for one, and the tool fails;"
              + " one that isn't makes all of them texts"
          : null;
    }

    @Override
    public boolean isSuspicious(JsonNode row) {
      return !row.path("prompt").isTextual()
          || (outputLen.isEmpty() && !row.path("output_tokens").isInt());
    }

    @Override
    public @Nullable String wrong(JsonNode row) {
      if (!row.path("prompt").isTextual()) {
        return row.has("prompt") ? "its \"prompt\" is not a text" : "it has no \"prompt\"";
      }
      if (outputLen.isPresent() || length(row.path("output_tokens")) != null) {
        return null;
      }
      return row.path("output_tokens").isMissingNode()
          ? "it has no \"output_tokens\", which --custom-output-len -1 asks for"
          : "its \"output_tokens\" is not a number of tokens";
    }

    @Override
    public String prompt(JsonNode row) {
      return row.path("prompt").textValue();
    }

    @Override
    public int outputLen(JsonNode row) {
      return outputLen.isPresent()
          ? outputLen.getAsInt()
          : Objects.requireNonNull(length(row.path("output_tokens")));
    }

    /** {@code int(value)} of what pandas has made of it; null for none, or none of 32 bits. */
    private @Nullable Integer length(JsonNode value) {
      if (value.isBoolean()) {
        return value.booleanValue() ? 1 : 0;
      }
      if (value.isNumber()) {
        return whole(value.doubleValue());
      }
      if (!value.isTextual()) {
        return null;
      }
      if (lengths.isNumeric()) {
        return whole(PythonNumbers.real(value.textValue()));
      }
      BigInteger whole = PythonNumbers.whole(value.textValue());
      return whole == null ? null : whole(whole.doubleValue());
    }

    private static @Nullable Integer whole(@Nullable Double number) {
      if (number == null || !(Math.abs(number) <= Integer.MAX_VALUE)) {
        return null;
      }
      return number.intValue();
    }
  }
}
