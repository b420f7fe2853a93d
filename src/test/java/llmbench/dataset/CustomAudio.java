package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import llmbench.dataset.sound.SoundException;
import llmbench.dataset.sound.Wave;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.CustomAudioOptions;
import llmbench.options.dataset.PromptTemplate;
import llmbench.options.syntax.PythonJson;
import llmbench.random.PythonRandom;
import org.jspecify.annotations.Nullable;

/**
 * vLLM bench's {@code custom_audio}: a JSON object with a {@code prompt} and an {@code audio}, a
 * WAV file, on each line. The sound is written again, 16 bits a sample.
 *
 * <p>Source: {@code CustomAudioDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class CustomAudio implements Dataset {

  private static final String WHAT =
      "a JSON object such as {\"prompt\": \"…\", \"audio\": \"FILE.wav\"} on each line";

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return CustomAudioOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    CustomAudioOptions asked = context.asked(CustomAudioOptions.class);
    RowRule rule = new Custom.Rows(asked.outputLen());
    try (FilePieces lines = JsonLines.read(Custom.file(asked.file(), WHAT), rule::isWanted)) {
      return new Making(context, asked, lines, rule).prompts();
    }
  }

  /** The prompts of one run. */
  private static final class Making {

    private final PromptContext context;
    private final CustomAudioOptions asked;
    private final FilePieces lines;
    private final RowRule rule;
    private final @Nullable TemplatedText template;

    Making(PromptContext context, CustomAudioOptions asked, FilePieces lines, RowRule rule) {
      this.context = context;
      this.asked = asked;
      this.lines = lines;
      this.rule = rule;
      boolean applied = !asked.asMessages() && context.tokenizer().chatTemplate().isPresent();
      this.template = applied ? new TemplatedText(context.tokenizer(), PromptTemplate.PLAIN) : null;
    }

    Prompts prompts() {
      String wrong = rule.wrongFile();
      if (wrong != null) {
        throw lines.file().wrong(wrong);
      }
      PythonRandom random = new PythonRandom(context.options().dataset().seed());
      int[] order = FileOrder.of(lines.size(), asked.file().shuffled(), random);
      int number = context.options().dataset().prompts();
      int wanted = number <= 0 ? lines.size() : number;
      FinishedCount done = new FinishedCount(context.done());
      List<Prompt> prompts = new ArrayList<>();
      for (int i = 0; i < Math.min(wanted, order.length); i++) {
        prompts.add(prompt(i, order[i]));
        done.oneMore();
      }
      return AgainPrompts.of(context, asked.file(), random, prompts, wanted);
    }

    private Prompt prompt(int index, int piece) {
      JsonNode line = JsonLines.object(lines, piece);
      String wrong = rule.wrong(line);
      if (wrong != null) {
        throw wrong(piece, wrong);
      }
      String text = rule.prompt(line);
      if (!context.hasTokenizer()) {
        // As the tool has it: the text alone.
        return new Prompt(index, text, 1, rule.outputLen(line));
      }
      Wave wave = wave(piece, line.path("audio"));
      Extras extras;
      if (asked.asMessages()) {
        extras = Extras.NONE.withMedia(PythonJson.dumps(part(wave)));
      } else {
        extras =
            Extras.NONE.with(
                new Audio("audio.wav", "audio/wav", wave.throughDoubles(), wave.seconds()));
        text = template == null ? text : template.of(text);
      }
      int tokens = TemplatedText.tokens(context.tokenizer(), text);
      return new Prompt(index, text, tokens, rule.outputLen(line)).with(extras);
    }

    private static JsonNode part(Wave wave) {
      ObjectNode part = JsonNodeFactory.instance.objectNode().put("type", "input_audio");
      part.putObject("input_audio")
          .put("data", Base64.getEncoder().encodeToString(wave.throughDoubles()))
          .put("format", "wav");
      return part;
    }

    private Wave wave(int piece, JsonNode place) {
      if (!place.isTextual()) {
        throw wrong(piece, "it has no \"audio\" with the path of a file");
      }
      String path = place.textValue();
      try {
        return Wave.read(NamedFile.bytes(path));
      } catch (SoundException e) {
        throw wrong(piece, "its sound " + path + " " + e.getMessage());
      } catch (IOException e) {
        throw wrong(piece, "its sound " + path + " can't be read; paths are looked for from here");
      }
    }

    private DatasetException wrong(int piece, String why) {
      return new DatasetException(lines.at(piece) + ": " + why + "; expected " + WHAT + ".");
    }
  }
}
