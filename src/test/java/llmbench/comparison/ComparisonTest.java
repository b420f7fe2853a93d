package llmbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import llmbench.latency.LatencyMetric;
import llmbench.metrics.evalscope.EvalscopeDialect;
import llmbench.metrics.vllm.VllmDialect;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Definition VLLM_032 = Definition.of(VllmDialect.V0_32_CHAT);
  private static final Definition VLLM_011 = Definition.of(VllmDialect.V0_11_CHAT);
  private static final Definition EVALSCOPE_114 = Definition.of(EvalscopeDialect.V1_14);
  private static final Definition EVALSCOPE_11 = Definition.of(EvalscopeDialect.V1_1);

  @Test
  void equalFiguresAgreeUpToTheTolerance() {
    Comparison.Cell within =
        cell(Figure.mean(LatencyMetric.TTFT), ours(VLLM_032, 100), ours(VLLM_032, 103));
    assertThat(within.verdict()).isEqualTo(Judgement.AGREES);
    assertThat(within.differencePercent()).hasValue(3);
    Comparison.Cell beyond =
        cell(Figure.mean(LatencyMetric.TTFT), ours(VLLM_032, 100), ours(VLLM_032, 96.9));
    assertThat(beyond.verdict()).isEqualTo(Judgement.DIFFERS);
    assertThat(beyond.causes()).isEmpty();
  }

  @Test
  void theRoleChunkMakesTimesOfTheFirstTokenIncomparableOnlyIfTheyDiffer() {
    Column vllm = ours(VLLM_032, 100);
    assertThat(cell(Figure.mean(LatencyMetric.TTFT), vllm, ours(EVALSCOPE_114, 101)).verdict())
        .isEqualTo(Judgement.AGREES);
    Comparison.Cell apart = cell(Figure.mean(LatencyMetric.TTFT), vllm, ours(EVALSCOPE_114, 120));
    assertThat(apart.verdict()).isEqualTo(Judgement.INCOMPARABLE);
    assertThat(apart.causes()).containsExactly(Causes.ROLE_CHUNK);
  }

  @Test
  void completionsHaveNoRoleChunkAndSoTheTimesToTheFirstTokenMeanTheSame() {
    Column vllm = ours(VLLM_032, 100).withRoleChunks(false);
    Column evalscope = ours(EVALSCOPE_114, 120).withRoleChunks(false);
    Comparison.Cell apart = cell(Figure.mean(LatencyMetric.TTFT), vllm, evalscope);
    assertThat(apart.verdict()).isEqualTo(Judgement.DIFFERS);
    assertThat(apart.causes()).containsExactly(Causes.GENERATOR);
    // Whose chat it is that has one decides.
    assertThat(cell(Figure.mean(LatencyMetric.TTFT), vllm, ours(EVALSCOPE_114, 120)).causes())
        .doesNotContain(Causes.ROLE_CHUNK);
    assertThat(cell(Figure.mean(LatencyMetric.TTFT), ours(VLLM_032, 100), evalscope).causes())
        .containsExactly(Causes.ROLE_CHUNK);
  }

  @Test
  void completionsHaveNoTemplateThatMakesPromptsLonger() {
    Column vllm = with(ours(VLLM_032, 100), Figure.INPUT_TOKENS, 200);
    Column evalscope = with(ours(EVALSCOPE_114, 100), Figure.INPUT_TOKENS, 100);
    String template = "chat template's tokens";
    assertThat(sentence(vllm, evalscope)).contains(template);
    assertThat(sentence(vllm.withRoleChunks(false), evalscope.withRoleChunks(false)))
        .startsWith("Other prompts: they have A 200.00, B 100.00 tokens.")
        .doesNotContain(template);
  }

  private static String sentence(Column one, Column other) {
    return sentence(Causes.PROMPT_LENGTH, one, other);
  }

  private static String sentence(Cause cause, Column one, Column other) {
    return new Comparison(List.of(one, other), List.of(0, 0), 3).sentence(cause, 1);
  }

  @Test
  void ofAnotherLoadItIsSaidWhetherItIsBetterOrWorse() {
    Column one = with(ours(VLLM_032, 100), Figure.OUTPUT_RATE, 500);
    Figure ttft = Figure.mean(LatencyMetric.TTFT);
    Column more = with(atOnce(with(one, ttft, 140), 7), Figure.OUTPUT_RATE, 800);
    assertThat(cell(ttft, one, more).verdict()).isEqualTo(Judgement.WORSE);
    assertThat(cell(ttft, one, more).causes()).containsExactly(Causes.CONCURRENCY);
    assertThat(cell(ttft, more, one).verdict()).isEqualTo(Judgement.BETTER);
    assertThat(cell(Figure.OUTPUT_RATE, one, more).verdict()).isEqualTo(Judgement.BETTER);
    assertThat(cell(Figure.OUTPUT_RATE, one, atOnce(one, 7)).verdict()).isEqualTo(Judgement.AGREES);
    assertThat(cell(Figure.SUCCEEDED, one, more).verdict()).isEqualTo(Judgement.AGREES);
  }

  @Test
  void anotherRateIsAnotherLoad() {
    Figure ttft = Figure.mean(LatencyMetric.TTFT);
    Column closed = ours(VLLM_032, 100);
    Column slow = closed.under(asked(8, 12.5));
    Column fast = with(closed, ttft, 140).under(asked(8, 20));
    assertThat(cell(ttft, slow, fast).verdict()).isEqualTo(Judgement.WORSE);
    assertThat(cell(ttft, slow, fast).causes()).containsExactly(Causes.RATE);
    assertThat(sentence(Causes.RATE, slow, fast))
        .isEqualTo("Other rate: A was sent 12.5 requests a second, B 20 requests a second.");
    assertThat(sentence(Causes.RATE, closed, fast))
        .isEqualTo(
            "Other rate: A was sent each request as soon as it could be, B 20 requests a second.");
    assertThat(slow.isRepeatedBy(fast)).isFalse();
    assertThat(slow.isRepeatedBy(with(slow, ttft, 150))).isTrue();
    Column unknown = closed.under(Load.UNKNOWN);
    assertThat(cell(ttft, unknown, fast).verdict()).isEqualTo(Judgement.DIFFERS);
    assertThat(unknown.isRepeatedBy(fast)).isTrue();
  }

  @Test
  void theSameRateInBurstsIsAnotherLoad() {
    Column evenly = ours(VLLM_032, 100).under(bursts(Double.POSITIVE_INFINITY));
    Column poisson = evenly.under(bursts(1));
    Column bursty = evenly.under(bursts(0.25));
    assertThat(sentence(Causes.RATE, poisson, bursty))
        .isEqualTo(
            "Other rate: A was sent 12.5 requests a second, B 12.5 requests a second with a"
                + " burstiness of 0.25.");
    assertThat(sentence(Causes.RATE, evenly, poisson))
        .isEqualTo(
            "Other rate: A was sent 12.5 requests a second, with all gaps the same, B 12.5 requests"
                + " a second.");
    assertThat(poisson.isRepeatedBy(bursty)).isFalse();
    assertThat(bursty.isRepeatedBy(evenly.under(bursts(0.25)))).isTrue();
    assertThat(bursty.isRepeatedBy(evenly.under(asked(8, 12.5)))).as("unknown").isTrue();
    // Without a rate there are no gaps.
    Column closed = evenly.under(asked(8, Double.POSITIVE_INFINITY).inBursts(of(1)));
    assertThat(
            closed.isRepeatedBy(evenly.under(asked(8, Double.POSITIVE_INFINITY).inBursts(of(2)))))
        .isTrue();
  }

  private static Load bursts(double burstiness) {
    return asked(8, 12.5).inBursts(of(burstiness));
  }

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  /** How many came to be in flight is chance; what was asked for is none. */
  @Test
  void onlyWhatWasAskedForIsAnotherLoadByOneRequest() {
    Column fifty = many(asked(50, Double.POSITIVE_INFINITY));
    assertThat(fifty.isRepeatedBy(many(Load.seen(49)))).isTrue();
    assertThat(many(Load.seen(44)).isRepeatedBy(fifty)).isFalse();
    assertThat(fifty.isRepeatedBy(many(asked(49, Double.POSITIVE_INFINITY)))).isFalse();
    // Of 300 requests no more are in flight, whatever the limit.
    Column endless = many(asked(1_000, Double.POSITIVE_INFINITY));
    assertThat(endless.isRepeatedBy(many(asked(400, Double.POSITIVE_INFINITY)))).isTrue();
  }

  private static Column many(Load load) {
    return with(ours(VLLM_032, 100), Figure.SUCCEEDED, 300).under(load);
  }

  /** What another definition did to it can't be told from what the load did. */
  @Test
  void ofAnotherLoadAndDefinitionNothingIsSaid() {
    Column one = ours(VLLM_032, 100);
    Column more = atOnce(ours(EVALSCOPE_114, 140), 7);
    Comparison.Cell cell = cell(Figure.mean(LatencyMetric.TTFT), one, more);
    assertThat(cell.verdict()).isEqualTo(Judgement.INCOMPARABLE);
    assertThat(cell.causes()).containsExactly(Causes.ROLE_CHUNK);
  }

  private static Column atOnce(Column one, int concurrency) {
    return one.under(asked(concurrency, Double.POSITIVE_INFINITY));
  }

  private static Load asked(int atOnce, double perSecond) {
    return Load.asked(OptionalInt.of(atOnce), OptionalDouble.of(perSecond));
  }

  @Test
  void theSamePromptsCountedWithAndWithoutTemplateAreNoOtherPrompts() {
    Column served = with(ours(VLLM_032, 100), Figure.INPUT_TOKENS, 129);
    Column dataset = with(ours(VLLM_011, 100), Figure.INPUT_TOKENS, 100);
    assertThat(cell(Figure.INPUT_TOKENS, served, dataset).causes())
        .containsExactly(Causes.TEMPLATE_TOKENS);
    assertThat(cell(Figure.mean(LatencyMetric.TTFT), served, dataset).verdict())
        .isEqualTo(Judgement.AGREES);
  }

  @Test
  void longerPromptsMakeTheTimeToTheFirstTokenIncomparable() {
    Column served = with(ours(VLLM_032, 100), Figure.INPUT_TOKENS, 129);
    Column shorter = with(ours(EVALSCOPE_114, 100), Figure.INPUT_TOKENS, 100);
    Comparison.Cell cell = cell(Figure.mean(LatencyMetric.TTFT), served, shorter);
    assertThat(cell.verdict()).isEqualTo(Judgement.INCOMPARABLE);
    assertThat(cell.causes()).containsExactly(Causes.PROMPT_LENGTH);
  }

  @Test
  void theStaleDenominatorIsNamedForRatesOnly() {
    Column stale = with(ours(EVALSCOPE_11, 100), Figure.REQUEST_RATE, 50);
    Column whole = with(ours(EVALSCOPE_114, 100), Figure.REQUEST_RATE, 40);
    assertThat(cell(Figure.REQUEST_RATE, stale, whole).causes())
        .containsExactly(Causes.STALE_DENOMINATOR);
  }

  @Test
  void whatTheLastByteEndsIsNotEndedByTheMessageBefore() {
    Figure latency = Figure.mean(LatencyMetric.E2EL);
    Column lastByte = with(ours(Definition.OUTPUTS, 100), latency, 120);
    Column usage = with(ours(VLLM_011, 100), latency, 110);
    Column chunk = with(ours(VLLM_032, 100), latency, 100);
    assertThat(cell(latency, lastByte, usage).causes()).containsExactly(Causes.LAST_BYTE);
    assertThat(cell(latency, lastByte, chunk).causes()).containsExactly(Causes.LAST_BYTE);
    assertThat(cell(latency, usage, chunk).causes()).containsExactly(Causes.USAGE_MESSAGE);
    assertThat(cell(latency, lastByte, lastByte).causes()).isEmpty();
    assertThat(sentence(Causes.LAST_BYTE, usage, lastByte))
        .isEqualTo("Last byte: B ends an answer with it, A with a message before.");
  }

  @Test
  void coldConnectionsAndAnEventLoopExplainWithoutExcusing() {
    Column ours = ours(VLLM_032, 100);
    Column python =
        new Column(
            "python",
            VLLM_032,
            Meter.PYTHON,
            ours.prompts(),
            ours.load(),
            Map.of(Figure.mean(LatencyMetric.TTFT), 180.0, Figure.median(LatencyMetric.ITL), 0.0));
    Comparison.Cell ttft = cell(Figure.mean(LatencyMetric.TTFT), ours, python);
    assertThat(ttft.verdict()).isEqualTo(Judgement.DIFFERS);
    assertThat(ttft.causes()).containsExactly(Causes.COLD_CONNECTIONS, Causes.EVENT_LOOP);
  }

  @Test
  void anotherGeneratorIsNamedWhereFiguresOfPromptsDiffer() {
    Column python = ours(VLLM_011, 100);
    Column rust =
        new Column(
            "rust",
            VLLM_011,
            Meter.RUST,
            PromptMaker.VLLM_RUST,
            python.load(),
            Map.of(Figure.mean(LatencyMetric.TTFT), 120.0));
    assertThat(cell(Figure.mean(LatencyMetric.TTFT), python, rust).causes())
        .containsExactly(Causes.GENERATOR, Causes.COLD_CONNECTIONS, Causes.PARSE_STAMPS);
  }

  @Test
  void whatOneOfThemHasNotMeasuredIsMissing() {
    Column one = ours(VLLM_032, 100);
    Column other = new Column("o", VLLM_032, Meter.OURS, one.prompts(), one.load(), Map.of());
    assertThat(cell(Figure.mean(LatencyMetric.TTFT), one, other).verdict())
        .isEqualTo(Judgement.MISSING);
  }

  @Test
  void whereRequestsAreLostNobodySaysThatFewerWereSent() {
    Column half = ours(VLLM_032, 100).without(10);
    Column whole = with(ours(VLLM_032, 100), Figure.SUCCEEDED, 20);
    Comparison compared = new Comparison(List.of(half, whole), List.of(0, 0), 3);
    assertThat(compared.cell(Figure.SUCCEEDED, 1).causes()).containsExactly(Causes.REQUESTS);
    assertThat(compared.sentence(Causes.REQUESTS, 1))
        .isEqualTo(
            "Other number of requests: A has 10, and 10 that can't be read or are missing, B 20.");
    assertThat(sentence(Causes.REQUESTS, ours(VLLM_032, 100), whole))
        .isEqualTo("Other number of requests: A sent 10, B 20.");
  }

  @Test
  void fromZeroTheDifferenceHasNoEnd() {
    Column none = with(ours(VLLM_032, 1), Figure.FAILED, 0);
    Column some = with(ours(VLLM_032, 1), Figure.FAILED, 3);
    assertThat(cell(Figure.FAILED, none, none).verdict()).isEqualTo(Judgement.AGREES);
    Comparison.Cell cell = cell(Figure.FAILED, none, some);
    assertThat(cell.verdict()).isEqualTo(Judgement.DIFFERS);
    assertThat(cell.differencePercent()).hasValue(Double.POSITIVE_INFINITY);
  }

  private static Comparison.Cell cell(Figure figure, Column one, Column other) {
    return new Comparison(List.of(one, other), List.of(0, 0), 3).cell(figure, 1);
  }

  private static Column ours(Definition definition, double ttftMillis) {
    PromptMaker prompts =
        definition.staleTime() ? PromptMaker.EVALSCOPE_1_14 : PromptMaker.VLLM_0_32;
    return new Column(
        "a run",
        definition,
        Meter.OURS,
        definition.equals(EVALSCOPE_114) ? PromptMaker.EVALSCOPE_1_14 : prompts,
        asked(8, Double.POSITIVE_INFINITY),
        Map.of(
            Figure.SUCCEEDED,
            10.0,
            Figure.FAILED,
            0.0,
            Figure.mean(LatencyMetric.TTFT),
            ttftMillis));
  }

  private static Column with(Column column, Figure figure, double value) {
    Map<Figure, Double> figures = new HashMap<>(column.figures());
    figures.put(figure, value);
    return new Column(
        column.title(),
        column.definition(),
        column.meter(),
        column.prompts(),
        column.roleChunks(),
        column.load(),
        figures);
  }
}
