package llmbench.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import llmbench.dataset.Prompt;
import llmbench.request.LlmRequest;
import org.junit.jupiter.api.Test;

class RequestsAheadTest {

  private static final int BODY_BYTES = 9_000;
  private static final long HELD_BYTES = 10_000;

  /** Prompts whose requests were made on the thread that makes them ahead, in this order. */
  private final LinkedBlockingQueue<Integer> madeAhead = new LinkedBlockingQueue<>();

  private final Set<Integer> made = ConcurrentHashMap.newKeySet();

  private static List<Prompt> prompts(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Prompt(i, "prompt " + i, 1, 1)).toList();
  }

  private LlmRequest request(Prompt prompt) {
    assertThat(made.add(prompt.index())).as("made once: %s", prompt).isTrue();
    if (Thread.currentThread().getName().equals("llm-requests")) {
      madeAhead.add(prompt.index());
    }
    return plain(prompt, BODY_BYTES);
  }

  private static LlmRequest plain(Prompt prompt, int bytes) {
    return new LlmRequest("/", Map.of("x-request-id", prompt.text()), "x".repeat(bytes));
  }

  /** Waits for these to be made ahead, after which so many are there. */
  private void assertMadeAhead(RequestsAhead ahead, int from, int to, int held)
      throws InterruptedException {
    for (int i = from; i < to; i++) {
      assertThat(madeAhead.poll(1, TimeUnit.MINUTES)).isEqualTo(i);
    }
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (ahead.heldBytes() != held * HELD_BYTES && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(ahead.heldBytes()).isEqualTo(held * HELD_BYTES);
  }

  @Test
  void asManyAreMadeAsThereIsRoomForAndTheOthersWhenHalfOfItIsFree() throws Exception {
    List<Prompt> prompts = prompts(100);
    try (RequestsAhead ahead = new RequestsAhead(prompts, this::request, 10 * HELD_BYTES)) {
      ahead.begin();
      assertMadeAhead(ahead, 0, 10, 10);
      for (int i = 0; i < 4; i++) {
        assertThat(ahead.of(prompts.get(i)).headers()).containsValue("prompt " + i);
      }
      assertThat(madeAhead).as("made while more than half of them are there").isEmpty();
      ahead.of(prompts.get(4));
      assertMadeAhead(ahead, 10, 15, 10);
    }
  }

  @Test
  void whoIsAheadOfTheMakerMakesItsOwn() throws Exception {
    List<Prompt> prompts = prompts(20);
    try (RequestsAhead ahead = new RequestsAhead(prompts, this::request, 10 * HELD_BYTES)) {
      assertThat(ahead.of(prompts.get(0)).headers()).containsValue("prompt 0");
      assertThat(ahead.of(prompts.get(15)).headers()).containsValue("prompt 15");
      ahead.begin();
      assertMadeAhead(ahead, 1, 11, 10);
      assertThat(ahead.of(prompts.get(12)).headers()).containsValue("prompt 12");
    }
  }

  @Test
  void aRequestThatIsLargerThanAllRoomIsMadeNevertheless() throws Exception {
    List<Prompt> prompts = prompts(3);
    try (RequestsAhead ahead = new RequestsAhead(prompts, this::request, 1)) {
      ahead.begin();
      assertMadeAhead(ahead, 0, 1, 1);
      ahead.of(prompts.get(0));
      assertMadeAhead(ahead, 1, 2, 1);
    }
  }

  @Test
  void afterItsEndNothingIsMadeAheadAndWhoAsksIsStillServed() throws Exception {
    List<Prompt> prompts = prompts(30);
    RequestsAhead ahead = new RequestsAhead(prompts, this::request, 10 * HELD_BYTES);
    ahead.begin();
    assertMadeAhead(ahead, 0, 10, 10);
    ahead.close();
    assertThat(ahead.heldBytes()).isZero();
    made.clear();
    for (Prompt prompt : prompts) {
      assertThat(ahead.of(prompt).headers()).containsValue(prompt.text());
    }
    assertThat(madeAhead).isEmpty();
  }

  /** Requests of any size, little room, many who take them: each gets its own, and once. */
  @Test
  void eachPromptHasItsRequestWhoeverMakesIt() throws Exception {
    Random random = new Random(7);
    List<Prompt> prompts = prompts(20_000);
    int[] sizes = random.ints(prompts.size(), 0, 3_000).toArray();
    AtomicInteger next = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(1);
    ExecutorService takers = Executors.newFixedThreadPool(4);
    try (RequestsAhead ahead =
        new RequestsAhead(
            prompts, prompt -> plain(prompt, sizes[prompt.index()]), 20 * HELD_BYTES)) {
      Callable<Integer> taker =
          () -> {
            together.await();
            int right = 0;
            for (int i = next.getAndIncrement(); i < sizes.length; i = next.getAndIncrement()) {
              LlmRequest request = ahead.of(prompts.get(i));
              boolean its = request.headers().containsValue("prompt " + i);
              right += its && request.bytes().length == sizes[i] ? 1 : 0;
            }
            return right;
          };
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        counts.add(takers.submit(taker));
      }
      ahead.begin();
      together.countDown();
      int right = 0;
      for (Future<Integer> count : counts) {
        right += count.get(1, TimeUnit.MINUTES);
      }
      assertThat(right).isEqualTo(prompts.size());
    } finally {
      takers.shutdownNow();
    }
  }
}
