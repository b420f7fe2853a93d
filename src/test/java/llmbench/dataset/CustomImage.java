package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import llmbench.dataset.Prompt.Form;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.CustomImageOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.random.PythonRandom;

/**
 * vLLM bench's {@code custom_image}: a JSON object on each line with a {@code prompt} and {@code
 * image_files}, or with the parts of a {@code content}.
 *
 * <p>Source: {@code CustomImageDataset} of {@code vllm/benchmarks/datasets/datasets.py}.
 */
final class CustomImage implements Dataset {

  private static final String WHAT =
      "a JSON object such as {\"prompt\": \"…\", \"image_files\": [\"…\"]} on each line";

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return CustomImageOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    CustomImageOptions asked = context.asked(CustomImageOptions.class);
    try (FilePieces lines = JsonLines.read(Custom.file(asked.file(), WHAT), line -> true)) {
      return new Making(context, asked, lines).prompts();
    }
  }

  /** The prompts of one run. */
  private static final class Making {

    private final PromptContext context;
    private final CustomImageOptions asked;
    private final FilePieces lines;
    private final ContentParts parts;

    Making(PromptContext context, CustomImageOptions asked, FilePieces lines) {
      this.context = context;
      this.asked = asked;
      this.lines = lines;
      this.parts = new ContentParts(new MediaParts(context.version()), asked.clientSide());
    }

    Prompts prompts() {
      for (int i = 0; i < lines.size(); i++) {
        JsonNode line = JsonLines.object(lines, i);
        if (!line.has("content") && !(line.has("prompt") && line.has("image_files"))) {
          throw wrong(i, "it has neither \"content\" nor both \"prompt\" and \"image_files\"");
        }
      }
      PythonRandom random = new PythonRandom(context.options().dataset().seed());
      int[] order = FileOrder.of(lines.size(), asked.file().shuffled(), random);
      int wanted = context.options().dataset().prompts();
      if (wanted <= 0) {
        wanted = lines.size();
        context
            .say()
            .accept(
                "num_requests is set to 0 or negative, so using all available samples: " + wanted);
      }
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
      try {
        if (line.has("content")) {
          return ofContent(index, parts.all(line.path("content")));
        }
        return ofFiles(index, line);
      } catch (ContentParts.WrongPart e) {
        throw wrong(piece, String.valueOf(e.getMessage()));
      }
    }

    /** A message's content goes as it is, whether lists of messages are asked for or not. */
    private Prompt ofContent(int index, ArrayNode content) {
      StringBuilder text = new StringBuilder();
      for (JsonNode part : content) {
        text.append(part.path("text").asText());
      }
      ArrayNode messages = JsonNodeFactory.instance.arrayNode();
      messages.addObject().put("role", "user").set("content", content);
      return new Prompt(
          index, PythonJson.dumps(messages), Form.MESSAGES, tokens(text.toString()), outputLen());
    }

    private Prompt ofFiles(int index, JsonNode line) throws ContentParts.WrongPart {
      JsonNode prompt = line.path("prompt");
      if (!prompt.isTextual()) {
        throw new ContentParts.WrongPart("its \"prompt\" is not a text");
      }
      String text = prompt.textValue();
      JsonNode media = parts.pictures(line.path("image_files"));
      int tokens = tokens(text);
      if (asked.asMessages()) {
        String messages = PythonJson.dumps(MediaParts.messages(text, media));
        return new Prompt(index, messages, Form.MESSAGES, tokens, outputLen());
      }
      return new Prompt(index, text, tokens, outputLen())
          .with(Extras.NONE.withMedia(PythonJson.dumps(media)));
    }

    /** Without a tokenizer one token is asked for, whatever is said. */
    private int outputLen() {
      return context.hasTokenizer() ? asked.outputLen() : 1;
    }

    private int tokens(String text) {
      return TemplatedText.tokens(context.tokenizer(), text);
    }

    private DatasetException wrong(int piece, String why) {
      return new DatasetException(lines.at(piece) + ": " + why + "; expected " + WHAT + ".");
    }
  }
}
