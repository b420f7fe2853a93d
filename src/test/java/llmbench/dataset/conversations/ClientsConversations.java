package llmbench.dataset.conversations;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import llmbench.conversation.ClientsPlay;
import llmbench.conversation.Conversation;
import llmbench.conversation.Numbered;
import llmbench.conversation.Play;
import llmbench.dataset.DatasetException;
import llmbench.dataset.DatasetFile;
import llmbench.dataset.Generators;
import llmbench.dataset.PromptContext;
import llmbench.options.BenchOptions;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.ClientsFileOptions;
import llmbench.options.syntax.PythonJson;
import llmbench.random.NumpyLegacyRandom;
import llmbench.random.PythonRandom;
import llmbench.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of a file of vLLM's script, recorded ones or some that are made, and its play.
 *
 * <p>Source: {@code main} of benchmarks/multi_turn/benchmark_serving_multi_turn.py of vLLM 0.32.
 */
final class ClientsConversations implements ConversationDataset {

  private static final String OPTION = "--input-file: ";
  private static final double JITTER = 0.10;

  private static final String WHAT =
      RecordedTalks.WHAT
          + ", or an object with \"filetype\": \""
          + GeneratedTalks.TYPE
          + "\" (docs/vllm-multi-turn.md)";

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return ClientsFileOptions.NAME;
  }

  @Override
  public Conversations conversations(PromptContext context) {
    ClientsFileOptions asked = context.asked(ClientsFileOptions.class);
    Generators generators = Generators.seeded(context.options().dataset().seed());
    Tokenizer tokenizer = context.tokenizer().tokenizer();
    DatasetFile file = new DatasetFile(OPTION, Path.of(asked.path()), "a JSON file with ", WHAT);
    JsonNode json = PythonJson.loads(file.text());
    Talks talks = talks(file, json, asked, tokenizer, generators);
    check(asked, talks.number());
    AtomicInteger done = new AtomicInteger();
    Iterator<ClientsTalk> all =
        talks.all().peek(talk -> context.done().accept(done.incrementAndGet())).iterator();
    ClientsTalk first = all.next();
    return new Conversations(
        Optional.of(first.test(tokenizer)),
        0,
        talks.number(),
        Stream.concat(Stream.of(first), Streams.rest(all))
            .<Conversation>map(
                talk -> talk.conversation(asked.maxTokens(), tokenizer, asked.sendsId()))
            .iterator(),
        generators,
        () -> {});
  }

  private record Talks(int number, Stream<ClientsTalk> all) {}

  private static Talks talks(
      DatasetFile file,
      @Nullable JsonNode json,
      ClientsFileOptions asked,
      Tokenizer tokenizer,
      Generators generators) {
    if (json != null && json.isArray()) {
      List<ClientsTalk> talks = RecordedTalks.of(file, json, asked.extent().messages());
      return new Talks(talks.size(), talks.stream());
    }
    if (json != null && json.path("filetype").asText().equals(GeneratedTalks.TYPE)) {
      GeneratedTalks made = new GeneratedTalks(file, json, tokenizer, generators.numpy());
      return new Talks(made.number(), made.talks());
    }
    throw file.wrong(json == null ? "isn't JSON" : "is JSON of another kind");
  }

  /** {@code get_client_config}, as far as it needs the conversations. */
  private static void check(ClientsFileOptions asked, int number) {
    int most = Math.max(asked.clients(), asked.extent().active().orElse(0));
    if (number < most) {
      throw new DatasetException(
          "The file has "
              + number
              + " conversations, and "
              + most
              + " are to be played at once; ask for fewer --num-clients or"
              + " --max-active-conversations.");
    }
  }

  @Override
  public Play play(BenchOptions options, Conversations conversations, Iterator<Numbered> taken) {
    ClientsFileOptions asked = (ClientsFileOptions) options.dataset().options();
    ClientsFileOptions.Extent extent = asked.extent();
    return new ClientsPlay(
        new ClientsPlay.Extent(
            asked.clients(),
            extent.activeEach(asked.clients()),
            extent.requestsEach(asked.clients()),
            extent.messages(),
            extent.warmsUp(),
            extent.stopsEarly(),
            extent.retries(),
            asked.ratePerSecond(),
            asked.drawn()),
        taken,
        draws(options.dataset().seed()));
  }

  /** Each client has a seed of its own, behind the run's. */
  private static IntFunction<ClientsPlay.Draws> draws(long seed) {
    return client -> {
      NumpyLegacyRandom numpy = new NumpyLegacyRandom(seed + client + 1);
      PythonRandom python = new PythonRandom(seed + client + 1);
      return new ClientsPlay.Draws() {
        @Override
        public int place(int of) {
          return python.below(of);
        }

        @Override
        public double pauseSeconds(double meanSeconds) {
          return numpy.nextExponential(meanSeconds);
        }

        @Override
        public double jitter() {
          return -JITTER + 2 * JITTER * numpy.nextDouble();
        }
      };
    };
  }
}
