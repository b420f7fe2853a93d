package llmbench.injection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import llmbench.dataset.Prompt;
import llmbench.injection.PromptsAhead.Account;
import llmbench.request.LlmRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsAheadTest {

  private static final int BODY_BYTES = 9_000;
  private static final long HELD_BYTES = 10_000;

  /** A part of the room that is made up for at once is one request then. */
  private static final int ROOM = 64;

  private static final String ID = "x-request-id";

  /** Prompts whose requests were made on the thread that makes them ahead, in this order. */
  private final LinkedBlockingQueue<Integer> madeAhead = new LinkedBlockingQueue<>();

  private final AtomicBoolean closed = new AtomicBoolean();

  private Stream<Prompt> prompts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Prompt(i, "prompt " + i, i + 1, 1))
        .onClose(() -> closed.set(true));
  }

  private PromptsAhead ahead(int count) {
    return new PromptsAhead(0, count, prompts(count), this::request, ROOM * HELD_BYTES);
  }

  private LlmRequest request(Prompt prompt) {
    if (Thread.currentThread().getName().equals("llm-prompts")) {
      madeAhead.add(prompt.index());
    }
    return plain(prompt, BODY_BYTES);
  }

  private static LlmRequest plain(Prompt prompt, int bytes) {
    return new LlmRequest("/", Map.of(ID, prompt.text()), "x".repeat(bytes));
  }

  /** What a place has, now or later. */
  private static CompletableFuture<@Nullable ReadyPrompt> take(PromptsAhead ahead, int place) {
    CompletableFuture<@Nullable ReadyPrompt> taken = new CompletableFuture<>();
    ahead.take(place, System.nanoTime(), taken::complete);
    return taken;
  }

  private static @Nullable ReadyPrompt get(CompletableFuture<@Nullable ReadyPrompt> taken)
      throws Exception {
    return taken.get(1, TimeUnit.MINUTES);
  }

  private static void isOfPlace(@Nullable ReadyPrompt taken, int place) {
    ReadyPrompt ready = Objects.requireNonNull(taken);
    assertThat(ready.request().headers()).containsEntry(ID, "prompt " + place);
    assertThat(ready.prompt()).isEqualTo(new Prompt(place, "", place + 1, 1));
  }

  @Test
  void allAreMadeBeforehandWhereThereIsRoomForThem() throws Exception {
    PromptsAhead ahead = ahead(ROOM);
    ahead.fill();
    assertThat(ahead.account()).isEqualTo(new Account(ROOM, ROOM, ROOM * (ROOM + 1) / 2, 0, 0, 0));
    ahead.begin();
    for (int i = 0; i < ROOM; i++) {
      CompletableFuture<@Nullable ReadyPrompt> taken = take(ahead, i);
      assertThat(taken).as("at once").isDone();
      isOfPlace(get(taken), i);
    }
    assertThat(get(take(ahead, ROOM))).as("there are no more").isNull();
    assertThat(madeAhead).as("nothing is left to be made").isEmpty();
    assertThat(ahead.late()).isEmpty();
    assertThat(ahead.heldBytes()).isZero();
    ahead.close();
    assertThat(closed).isTrue();
  }

  @Test
  void asManyAreMadeAsThereIsRoomForAndTheOthersWhenSomeAreTaken() throws Exception {
    try (PromptsAhead ahead = ahead(1_000)) {
      ahead.fill();
      assertThat(ahead.heldBytes()).isEqualTo(ROOM * HELD_BYTES);
      assertThat(ahead.account().isWhole()).isFalse();
      ahead.begin();
      for (int i = 0; i < 900; i++) {
        isOfPlace(get(take(ahead, i)), i);
        assertThat(ahead.heldBytes()).isLessThanOrEqualTo(ROOM * HELD_BYTES);
      }
      for (int i = ROOM; i < 900; i++) {
        assertThat(madeAhead.poll(1, TimeUnit.MINUTES)).isEqualTo(i);
      }
    }
  }

  @Test
  void whoIsAheadOfTheMakerWaitsWithoutAThreadAndIsCounted() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (PromptsAhead ahead =
        new PromptsAhead(
            0,
            100,
            prompts(100),
            prompt -> {
              if (prompt.index() == 70) {
                await(goOn);
              }
              return request(prompt);
            },
            ROOM * HELD_BYTES)) {
      ahead.fill();
      ahead.begin();
      for (int i = 0; i < 70; i++) {
        isOfPlace(get(take(ahead, i)), i);
      }
      int before = ahead.late().map(late -> late.requests()).orElse(0);
      // Any of these may have waited longest, where others have the cores.
      double longestBefore = ahead.late().map(late -> late.maxMillis()).orElse(0.0);
      long began = System.nanoTime();
      CompletableFuture<@Nullable ReadyPrompt> late = take(ahead, 70);
      CompletableFuture<@Nullable ReadyPrompt> inTime = new CompletableFuture<>();
      ahead.take(71, Long.MAX_VALUE / 2, inTime::complete);
      assertThat(late).isNotDone();
      assertThat(ahead.isNobodyWaiting()).isFalse();
      goOn.countDown();
      isOfPlace(get(late), 70);
      isOfPlace(get(inTime), 71);
      assertThat(ahead.isNobodyWaiting()).isTrue();
      assertThat(ahead.late().orElseThrow().requests())
          .as("not of whom it was made in time")
          .isEqualTo(before + 1);
      double most = (System.nanoTime() - began) / 1e6;
      assertThat(ahead.late().orElseThrow().maxMillis())
          .isBetween(longestBefore, Math.max(longestBefore, most));
    }
  }

  @Test
  void warmUpRequestsGoFirstAndAreCountedBesideTheMeasuredOnes() throws Exception {
    Stream<Prompt> both =
        Stream.concat(
            Stream.of(new Prompt(0, "warm 0", 100, 1), new Prompt(1, "warm 1", 100, 1)),
            prompts(3));
    try (PromptsAhead ahead = new PromptsAhead(2, 3, both, this::request, ROOM * HELD_BYTES)) {
      ahead.fill();
      assertThat(ahead.account()).isEqualTo(new Account(3, 3, 1 + 2 + 3, 0, 0, 0));
      assertThat(ahead.all().warmUps()).isEqualTo(2);
      assertThat(ahead.onlyWarmUps().warmUps()).isEqualTo(2);
      assertThat(ahead.onlyMeasured().warmUps()).isZero();
      CompletableFuture<@Nullable ReadyPrompt> warm = new CompletableFuture<>();
      ahead.onlyWarmUps().take(new Turn(1, true, 0), warm::complete);
      assertThat(requireNonNull(get(warm)).request().headers()).containsEntry(ID, "warm 1");
      CompletableFuture<@Nullable ReadyPrompt> second = new CompletableFuture<>();
      ahead.onlyMeasured().take(new Turn(1, false, 0), second::complete);
      isOfPlace(get(second), 1);
      CompletableFuture<@Nullable ReadyPrompt> third = take(ahead, 4);
      isOfPlace(get(third), 2);
      // The second was taken by one who was turned away.
      ahead.sent(requireNonNull(get(third)).prompt());
      assertThat(ahead.account()).isEqualTo(new Account(3, 3, 1 + 2 + 3, 1, 3, 1));
    }
  }

  @Test
  void aLateWarmUpRequestIsNobodysDoubt() throws Exception {
    try (PromptsAhead ahead = new PromptsAhead(2, 1, prompts(3), this::request, 1)) {
      ahead.fill();
      List<CompletableFuture<@Nullable ReadyPrompt>> all =
          List.of(take(ahead, 0), take(ahead, 1), take(ahead, 2));
      ahead.begin();
      for (CompletableFuture<@Nullable ReadyPrompt> each : all) {
        assertThat(get(each)).isNotNull();
      }
      assertThat(ahead.late().orElseThrow().requests()).as("the measured one alone").isEqualTo(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aRequestThatIsLargerThanAllRoomIsMadeNevertheless() throws Exception {
    try (PromptsAhead ahead = new PromptsAhead(0, 3, prompts(3), this::request, 1)) {
      ahead.fill();
      assertThat(ahead.account().made()).isEqualTo(1);
      ahead.begin();
      for (int i = 0; i < 3; i++) {
        isOfPlace(get(take(ahead, i)), i);
      }
    }
  }

  @Test
  void onceItIsClosedNothingIsMadeAndNobodyWaits() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    PromptsAhead ahead =
        new PromptsAhead(
            0,
            100,
            prompts(100),
            prompt -> {
              if (prompt.index() == ROOM) {
                underWay.countDown();
                await(goOn);
              }
              return request(prompt);
            },
            ROOM * HELD_BYTES);
    ahead.fill();
    ahead.begin();
    for (int i = 0; i < ROOM / 2; i++) {
      isOfPlace(get(take(ahead, i)), i);
    }
    CompletableFuture<@Nullable ReadyPrompt> waits = take(ahead, ROOM);
    await(underWay);
    ahead.close();
    assertThat(get(waits)).isNull();
    assertThat(get(take(ahead, ROOM / 2))).as("made, and let go of").isNull();
    assertThat(ahead.heldBytes()).isZero();
    goOn.countDown();
    assertThat(ahead.failure()).isNull();
    assertThat(madeAhead.poll(1, TimeUnit.MINUTES)).as("was under way").isEqualTo(ROOM);
    assertThat(ahead.account().made()).isEqualTo(ROOM);
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 71, 99})
  void whereTheDatasetFailsAllBeforeAreSentAndNobodyWaits(int bad) throws Exception {
    Stream<Prompt> failing =
        prompts(100).peek(prompt -> assertIsGood(prompt.index() != bad, "line " + bad));
    PromptsAhead ahead = new PromptsAhead(0, 100, failing, this::request, ROOM * HELD_BYTES);
    ahead.fill();
    List<CompletableFuture<@Nullable ReadyPrompt>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(take(ahead, i));
    }
    ahead.begin();
    for (int i = 0; i < bad; i++) {
      isOfPlace(get(all.get(i)), i);
    }
    for (int i = bad; i < 100; i++) {
      assertThat(get(all.get(i))).isNull();
    }
    assertThat(ahead.failure()).isEqualTo("line " + bad);
    assertThat(get(take(ahead, 99))).isNull();
  }

  private static void assertIsGood(boolean good, String message) {
    if (!good) {
      throw new IllegalArgumentException(message);
    }
  }

  @Test
  void aDatasetThatFailsBeforehandIsAnErrorThereAndThen() {
    Stream<Prompt> failing = prompts(9).peek(prompt -> assertIsGood(prompt.index() < 5, "line 5"));
    PromptsAhead ahead = new PromptsAhead(0, 9, failing, this::request, ROOM * HELD_BYTES);
    assertThatThrownBy(ahead::fill).hasMessage("line 5");
    assertThat(closed).as("it holds its file no longer").isTrue();
    PromptsAhead shorter = new PromptsAhead(0, 9, prompts(7), this::request, ROOM * HELD_BYTES);
    assertThatThrownBy(shorter::fill).hasMessage("the dataset has 7 prompts, and was to have 9");
  }

  /** Requests of any size, little room, many who take them: each gets its own, and once. */
  @Test
  void eachPlaceHasItsRequestWhoeverTakesIt() throws Exception {
    int count = 20_000;
    int[] sizes = new Random(7).ints(count, 0, 3_000).toArray();
    AtomicInteger next = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(1);
    ExecutorService takers = Executors.newFixedThreadPool(4);
    try (PromptsAhead ahead =
        new PromptsAhead(
            0,
            count,
            prompts(count),
            prompt -> plain(prompt, sizes[prompt.index()]),
            20 * HELD_BYTES)) {
      Callable<Integer> taker =
          () -> {
            together.await();
            int right = 0;
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              ReadyPrompt taken = get(take(ahead, i));
              isOfPlace(taken, i);
              right += taken != null && taken.request().bytes().length == sizes[i] ? 1 : 0;
            }
            return right;
          };
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        counts.add(takers.submit(taker));
      }
      ahead.fill();
      ahead.begin();
      together.countDown();
      int right = 0;
      for (Future<Integer> each : counts) {
        right += each.get(1, TimeUnit.MINUTES);
      }
      assertThat(right).isEqualTo(count);
      assertThat(ahead.account().madeTokens()).isEqualTo((long) count * (count + 1) / 2);
    } finally {
      takers.shutdownNow();
    }
  }
}
