package llmbench.testing.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import llmbench.examples.ChatSimulation;
import llmbench.runlog.RecordedRun;
import llmbench.simserver.SimServer;
import llmbench.simserver.config.PrefixCaching;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.config.Timing;
import llmbench.simserver.config.TokenizerPromptCounter;
import llmbench.simserver.truth.RequestTruth;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import llmbench.tokenizer.Opened;
import llmbench.tokenizer.Tokenizers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of conversations is run as its reader would, and held against the server. */
class ConversationRunTest {

  private static final int USERS = 10;
  private static final int TURNS = 3;
  private static final long LEAST_PAUSE_NANOS = 20_000_000;

  @TempDir static Path folder;
  private static SimServer server;
  private static OwnSimulationRun run;
  private static List<RequestRecord> records;

  @BeforeAll
  static void runOnce() throws Exception {
    Opened bundled = Tokenizers.open("bundled", null);
    server =
        SimServer.start(
            SimConfig.of(Timing.Fixed.ofMillis(2, 1)).withPrefixCaching(PrefixCaching.ON),
            new TokenizerPromptCounter(bundled.tokenizer(), bundled.chatTemplate().orElse(null)));
    run = OwnSimulationRun.of(ChatSimulation.class, folder, "shop.url=" + server.baseUrl());
    records = new ArrayList<>();
    RecordedRun.read(run.directory()).requests().forEach(records::add);
    records.sort(Comparator.comparingInt(RequestRecord::index));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ConversationTurn turn(RequestRecord request) {
    return requireNonNull(request.turn());
  }

  @Test
  void itsOwnAssertionsHold() {
    assertThat(run.status()).as(run.said()).isZero();
    assertThat(run.directory().resolve("llm.html")).isNotEmptyFile();
  }

  @Test
  void everyTurnOfEveryConversationIsRecordedInTheOrderOfTheirBeginning() {
    Map<Integer, List<Integer>> turns = new TreeMap<>();
    for (RequestRecord request : records) {
      turns
          .computeIfAbsent(turn(request).conversation(), key -> new ArrayList<>())
          .add(turn(request).turn());
    }
    assertThat(turns).hasSize(USERS);
    assertThat(turns.keySet()).last().isEqualTo(USERS - 1);
    assertThat(turns.values()).containsOnly(List.of(1, 2, 3));
    assertThat(records.stream().filter(request -> turn(request).turn() == 1))
        .extracting(request -> turn(request).conversation())
        .isSorted();
  }

  @Test
  void whoAsksAgainHasPausedBefore() {
    assertThat(records.stream().filter(request -> turn(request).turn() > 1))
        .hasSize(USERS * (TURNS - 1))
        .allMatch(request -> turn(request).thinkNanos() >= LEAST_PAUSE_NANOS);
  }

  @Test
  void historiesGrowByQuestionAndAnswerAndAreCachedAsTheServerSaysItself() {
    long cached = 0;
    Map<Integer, Integer> before = new TreeMap<>();
    for (RequestRecord request : records) {
      Usage usage = requireNonNull(request.usage());
      int prompt = requireNonNull(usage.promptTokens());
      int known = before.getOrDefault(turn(request).conversation(), 0);
      // The answer's 30 tokens and the question behind them.
      assertThat(prompt).isGreaterThan(turn(request).turn() == 1 ? 0 : known + 30);
      before.put(turn(request).conversation(), prompt);
      Integer said = usage.cachedTokens();
      cached += said == null ? 0 : said;
      if (turn(request).turn() > 1) {
        assertThat(said).as("of the history all but what fills no block").isGreaterThan(known - 16);
      }
    }
    List<RequestTruth> truth = server.truth().requests();
    assertThat(truth).hasSize(USERS * TURNS).allMatch(RequestTruth::completed);
    assertThat(truth.stream().mapToLong(RequestTruth::cachedTokens).sum()).isEqualTo(cached);
  }
}
