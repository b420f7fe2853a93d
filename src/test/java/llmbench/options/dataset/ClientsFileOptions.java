package llmbench.options.dataset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import llmbench.options.DatasetOptions;
import llmbench.options.Turns;
import llmbench.options.Turns.Client;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.ClientsOptions;
import llmbench.options.table.PromptOptions;

/**
 * The conversations of a file, and the clients that play them: what vLLM's {@code
 * benchmark_serving_multi_turn.py} is asked.
 *
 * @param path of the file
 * @param clients how many there are
 * @param extent how much they play
 * @param maxTokens output tokens of each turn
 * @param ratePerSecond of each client; 0 for no pauses
 * @param drawn whether a client draws which of its conversations goes on
 * @param sendsId whether a request has its conversation's id
 * @param streams whether answers are streamed
 */
public record ClientsFileOptions(
    String path,
    int clients,
    Extent extent,
    MaxTokens maxTokens,
    double ratePerSecond,
    boolean drawn,
    boolean sendsId,
    boolean streams)
    implements DatasetOptions {

  /** Its name here; the script's file may be of two kinds, which have none. */
  public static final String NAME = "multi-turn file";

  static final KnownDataset KNOWN =
      KnownDataset.vllmTurns(NAME, ClientsOptions.INPUT_FILE, List.of(), ClientsFileOptions::of);

  /**
   * How much is played.
   *
   * @param active conversations that are begun and not ended, of all clients; empty for one each
   * @param requests of all clients; empty for no limit
   * @param messages behind which a conversation ends, answers counted; empty for its own end
   * @param warmsUp whether the first turns go first
   * @param stopsEarly whether the first client that is done ends the others
   * @param retries how often a failed turn is sent again
   */
  public record Extent(
      OptionalInt active,
      OptionalInt requests,
      OptionalInt messages,
      boolean warmsUp,
      boolean stopsEarly,
      int retries) {

    /** Requests of each client; empty for no limit. */
    public OptionalInt requestsEach(int clients) {
      return requests.isPresent()
          ? OptionalInt.of(requests.getAsInt() / clients)
          : OptionalInt.empty();
    }

    /** Conversations that a client has begun and not ended. */
    public int activeEach(int clients) {
      return active.orElse(clients) / clients;
    }
  }

  /**
   * How many output tokens a turn asks for.
   *
   * @param given as the option has it
   */
  public record MaxTokens(int given) {

    private static final int OF_THE_FILE = 0;

    /** Whether they are those of the file's answer. */
    public boolean areOfTheFile() {
      return given == OF_THE_FILE;
    }

    /** The same number for all; empty where there is no limit. */
    public OptionalInt ofAll() {
      return given > 0 ? OptionalInt.of(given) : OptionalInt.empty();
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean takesAllForNone() {
    return true;
  }

  @Override
  public Optional<Turns> turns() {
    return Optional.of(new Turns(Client.VLLM_SCRIPT, 1, OptionalInt.empty()));
  }

  @Override
  public OptionalInt atOnce() {
    return OptionalInt.of(clients);
  }

  /** {@code get_client_config}, as far as it goes without the file. */
  private static ClientsFileOptions of(Settings settings) {
    int clients = settings.optionalWhole(ClientsOptions.NUM_CLIENTS).orElse(1);
    Extent extent =
        new Extent(
            settings.optionalWhole(ClientsOptions.ACTIVE),
            settings.optionalWhole(ClientsOptions.MAX_REQUESTS),
            settings.optionalWhole(ClientsOptions.MAX_TURNS),
            settings.isOn(ClientsOptions.WARMUP_STEP),
            !settings.isOn(ClientsOptions.NO_EARLY_STOP),
            settings.optionalWhole(ClientsOptions.MAX_RETRIES).orElse(0));
    checkEach(settings, ClientsOptions.MAX_REQUESTS, extent.requests(), clients, "request");
    checkEach(settings, ClientsOptions.ACTIVE, extent.active(), clients, "conversation");
    if (!settings.required("backend").equals("openai-chat")) {
      settings.problem(
          ClientsOptions.INPUT_FILE,
          "conversations are chats; give --backend openai-chat and its --endpoint",
          "backend");
    }
    if (settings.isAsked(PromptOptions.NUMBER) && settings.whole(PromptOptions.NUMBER) > 0) {
      settings.problem(
          PromptOptions.NUMBER,
          "the file says how many conversations there are; leave it out",
          PromptOptions.NUMBER);
    }
    return new ClientsFileOptions(
        settings.required(ClientsOptions.INPUT_FILE),
        clients,
        extent,
        maxTokens(settings),
        rate(settings),
        ClientsOptions.RANDOM.equals(settings.text(ClientsOptions.SAMPLING)),
        settings.isOn(ClientsOptions.SEND_ID),
        !settings.isOn(ClientsOptions.WHOLE_ANSWERS));
  }

  private static void checkEach(
      Settings settings, String name, OptionalInt all, int clients, String what) {
    if (all.isPresent() && all.getAsInt() < clients) {
      settings.problem(
          name,
          "expected at least one " + what + " for each of " + clients + " clients",
          name,
          ClientsOptions.NUM_CLIENTS);
    }
  }

  /** Both limits or neither, and not the wrong way round. */
  private static MaxTokens maxTokens(Settings settings) {
    int most = settings.optionalWhole(ClientsOptions.LIMIT_MAX).orElse(0);
    int least = settings.optionalWhole(ClientsOptions.LIMIT_MIN).orElse(0);
    if ((most > 0 || least > 0) && (most < 1 || least < 1)) {
      String one = most > 0 ? ClientsOptions.LIMIT_MAX : ClientsOptions.LIMIT_MIN;
      settings.problem(
          one,
          "the script takes "
              + settings.called(ClientsOptions.LIMIT_MIN)
              + " and "
              + settings.called(ClientsOptions.LIMIT_MAX)
              + " above 0 together; give both",
          ClientsOptions.LIMIT_MIN,
          ClientsOptions.LIMIT_MAX);
    } else if (most > 0 && least > most) {
      settings.problem(
          ClientsOptions.LIMIT_MIN,
          "is above " + settings.shown(ClientsOptions.LIMIT_MAX),
          ClientsOptions.LIMIT_MIN,
          ClientsOptions.LIMIT_MAX);
    }
    return new MaxTokens(most);
  }

  private static double rate(Settings settings) {
    String text = settings.text(ClientsOptions.RATE);
    return text == null ? 0 : Objects.requireNonNull(PythonNumbers.real(text));
  }
}
