package llmbench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import llmbench.timeline.Departure;
import llmbench.timeline.Inputs;
import llmbench.timeline.PrefixCache;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RunFacts;
import llmbench.timeline.ServerTimes;
import llmbench.timeline.Usage;
import llmbench.verdict.testing.CleanRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerDoubtsTest {

  private final CleanRun run = new CleanRun();

  @Test
  void severalTokensInAChunk() {
    run.messages = CleanRun.stream(96);
    assertThat(run.doubts()).isEmpty();
    run.messages = CleanRun.stream(95);
    assertThat(run.doubts())
        .containsExactly(new ServerDoubt.ChunksAreNotTokens(100 / 95.0, 50_000, 47_500));
    assertThat(run.doubts().get(0).message())
        .isEqualTo("chunks are not tokens: 1.05 tokens per chunk (50000 in 47500)");
  }

  @Test
  void severalChunksOfAToken() {
    run.messages = CleanRun.stream(105);
    assertThat(run.doubts()).isEmpty();
    run.messages = CleanRun.stream(106);
    assertThat(run.doubts()).singleElement().isInstanceOf(ServerDoubt.ChunksAreNotTokens.class);
  }

  @Test
  void theTokenThatEndsAnAnswerIsNoChunk() {
    run.options.put("ignore-eos", "false");
    run.usage = new Usage(129, 11, null);
    run.messages = CleanRun.stream(10);
    run.finishReason = "stop";
    assertThat(run.doubts()).isEmpty();
    run.finishReason = "length";
    assertThat(run.doubts()).singleElement().isInstanceOf(ServerDoubt.ChunksAreNotTokens.class);
  }

  @Test
  void chunksThatCameInOneRead() {
    run.messages = CleanRun.stream(together(19));
    assertThat(run.doubts()).isEmpty();
    run.messages = CleanRun.stream(together(20));
    assertThat(run.doubts())
        .containsExactly(new ServerDoubt.ChunksCoalesced(20 / 99.0, 10_000, 49_500));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "20 % of the chunks came in one network read with the one before: their gap is 0");
  }

  @Test
  void aTimeToTheFirstTokenThatIsNotTheServersAlone() {
    // Ours is 30 ms. The server's counts from the request's arrival: its wait belongs to it.
    said(new ServerTimes(5.0, 20.0));
    assertThat(run.doubts()).as("a fifth more").isEmpty();
    said(new ServerTimes(4.0, 20.0));
    assertThat(run.doubts()).containsExactly(new ServerDoubt.TtftBeyondServer(6, 24, 500));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "TTFT is not the server's alone: at the median of 500 answers 6.0 ms are network,"
                + " front end and client, beside 24.0 ms by the server's own account (25 %)");
    said(new ServerTimes(null, 24.0));
    assertThat(run.doubts()).as("its wait unsaid").hasSize(1);
    said(new ServerTimes(4.0, null));
    assertThat(run.doubts()).as("half unsaid").isEmpty();
  }

  private void said(ServerTimes times) {
    run.each = request -> saying(request, times);
  }

  private static RequestRecord saying(RequestRecord request, ServerTimes times) {
    return new RequestRecord(
        request.index(),
        request.name(),
        request.requestId(),
        request.promptTokens(),
        request.maxTokens(),
        request.sentNanos(),
        request.endNanos(),
        Departure.AT_ONCE,
        request.status(),
        request.resends(),
        request.unstreamed(),
        request.messages(),
        request.usage(),
        times,
        request.finishReason(),
        request.text(),
        request.reasoning(),
        request.fault());
  }

  @Test
  void answersThatAreShorterThanAskedAlthoughTheEndIsIgnored() {
    run.each =
        request -> request.index() < 5 ? answered(request, new Usage(129, 90, null)) : request;
    assertThat(run.doubts()).containsExactly(new ServerDoubt.OutputLengths(5, 500, 100, 99.9));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "5 of 500 answers are not as long as asked: 99.9 tokens on average, where 100.0 were"
                + " asked for");
    run.options.put("ignore-eos", "false");
    assertThat(run.doubts()).as("the model may end").isEmpty();
  }

  @Test
  void promptsThatTheServerCountsOtherwise() {
    counted(i -> i % 2 == 0 ? 127 : 131);
    assertThat(run.doubts()).as("2 off").isEmpty();
    counted(i -> i % 2 == 0 ? 126 : 131);
    assertThat(run.doubts()).containsExactly(new ServerDoubt.PromptLengths(100, 128.5, 31));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "prompts have 100.0 tokens on average by the dataset, 128.5 by the server: no chat"
                + " template explains that");
  }

  @Test
  void aTemplateIsAsLongForAllPromptsAndNotTooLong() {
    counted(i -> 202);
    assertThat(run.doubts()).isEmpty();
    counted(i -> 203);
    assertThat(run.doubts()).singleElement().isInstanceOf(ServerDoubt.PromptLengths.class);
    counted(i -> 97);
    assertThat(run.doubts()).singleElement().isInstanceOf(ServerDoubt.PromptLengths.class);
  }

  @Test
  void completionsHaveNoTemplate() {
    run.options.put("backend", "openai");
    counted(i -> 101);
    assertThat(run.doubts()).isEmpty();
    counted(i -> 129);
    assertThat(run.doubts()).singleElement().isInstanceOf(ServerDoubt.PromptLengths.class);
  }

  @Test
  void aResponseHasATemplateAndSaysOfEveryEndThatItIsCompleted() {
    run.options.put("backend", "openai-responses");
    run.finishReason = "completed";
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void whatPicturesAreIsTheModelsToSay() {
    run.each = request -> answered(request, new Usage(1_290, 100, null)).of(new Inputs(1, 0, 1));
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void promptsThatWereInTheCacheByTheAnswersThemselves() {
    cached(i -> 128);
    assertThat(run.doubts())
        .containsExactly(
            new ServerDoubt.WarmPrefixCache(0.99, 49_500, 50_000, "the answers' usage"));
    cached(i -> i < 50 ? 129 : 0);
    assertThat(run.doubts()).as("a tenth").hasSize(1);
    cached(i -> i < 50 ? 128 : 0);
    assertThat(run.doubts()).as("less").isEmpty();
  }

  @Test
  void theTemplateAndAPrefixThatWasAskedForAreSharedByDesign() {
    cached(i -> 29);
    assertThat(run.doubts()).isEmpty();
    cached(i -> 69);
    assertThat(run.doubts()).hasSize(1);
    run.options.put("random-prefix-len", "40");
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void promptsThatWereInTheCacheByTheServersCounters() {
    // 500 prompts of 129 tokens, of which 29 are the template's.
    run.with(counters(19_499));
    assertThat(run.doubts()).isEmpty();
    run.with(counters(19_500));
    assertThat(run.doubts())
        .containsExactly(
            new ServerDoubt.WarmPrefixCache(0.1, 5_000, 50_000, "the server's /metrics"));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "the prefix cache was warm: 10 % of the prompts' tokens were in it (by the server's"
                + " /metrics)");
  }

  @Test
  void theTemplateOfWarmUpRequestsIsSharedAsWell() {
    run.with(counters(19_500));
    run.dataset = Map.of(RunFacts.WARM_UPS, 1L);
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void aServerThatWasRestartedMeanwhileCountsFromNothing() {
    run.with(
        new PrefixCache(
            new PrefixCache.Counters(1e6, 1e6), new PrefixCache.Counters(64_500, 64_000)));
    assertThat(run.doubts()).isEmpty();
  }

  @Test
  void answersWithoutCountsSayNothingOfLengths() {
    run.usage = new Usage(null, null, null);
    assertThat(run.doubts()).containsExactly(new Doubt.UsageMissing(500, 500, true));
  }

  @Test
  void requestsThatWereSentAgain() {
    resent(0);
    assertThat(run.doubts()).isEmpty();
    resent(1);
    assertThat(run.doubts()).containsExactly(new ServerDoubt.SentAgain(1, 500));
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "1 of 500 successful requests was sent again, because the server had closed the"
                + " connection kept open for it: its TTFT counts from the last sending");
    resent(9);
    assertThat(run.doubts().get(0).message())
        .isEqualTo(
            "9 of 500 successful requests were sent again, because the server had closed the"
                + " connection kept open for them: their TTFT counts from the last sending");
  }

  /** A stream of 100 tokens of which so many came with the one before. */
  private static long[] together(int many) {
    long[] gaps = new long[100];
    Arrays.fill(gaps, 5);
    Arrays.fill(gaps, 1, 1 + many, 0);
    return gaps;
  }

  private static PrefixCache counters(double hits) {
    return new PrefixCache(
        new PrefixCache.Counters(7_000, 300), new PrefixCache.Counters(71_500, 300 + hits));
  }

  /** So many of the requests were sent twice. */
  private void resent(int many) {
    run.each = request -> answered(request, request.usage(), request.index() < many ? 1 : 0);
  }

  private void counted(IntFunction<Integer> promptTokens) {
    run.each =
        request -> answered(request, new Usage(promptTokens.apply(request.index()), 100, null));
  }

  private void cached(IntFunction<Integer> cachedTokens) {
    run.each =
        request -> answered(request, new Usage(129, 100, cachedTokens.apply(request.index())));
  }

  private static RequestRecord answered(RequestRecord request, @Nullable Usage usage) {
    return answered(request, usage, request.resends());
  }

  private static RequestRecord answered(RequestRecord request, @Nullable Usage usage, int resends) {
    return new RequestRecord(
        request.index(),
        request.name(),
        request.requestId(),
        request.promptTokens(),
        request.maxTokens(),
        request.sentNanos(),
        request.endNanos(),
        request.status(),
        resends,
        request.messages(),
        usage,
        request.finishReason(),
        request.text(),
        request.reasoning(),
        request.fault());
  }
}
