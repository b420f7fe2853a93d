package llmbench.options.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import llmbench.options.BenchOptions;
import llmbench.options.Injector;
import llmbench.options.given.OptionsException;
import llmbench.options.given.Sources;
import llmbench.options.testing.Reading;
import llmbench.timeline.Shard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InjectorReaderTest {

  private static final String SERVE =
      "vllm bench serve --model m --host h --num-prompts 500 --max-concurrency 50";

  private static final String PERF =
      "evalscope perf --model m --url http://h:1/v1/chat/completions --prompt p --number 9"
          + " --parallel 5";

  @Test
  void whoSaysNothingSendsAllOfItAtOnce() {
    assertThat(Reading.bench(SERVE).injector()).isEqualTo(Injector.ALONE);
  }

  @Test
  void aPartHasItsShareOfWhatIsDealtOut() {
    BenchOptions own = Reading.both(SERVE + " --num-warmups 5", "shard", "2/4").own();
    assertThat(own.injector().shard()).contains(new Shard(2, 4));
    assertThat(own.load().maxConcurrency()).hasValue(13);
    assertThat(own.startup().warmups()).isEqualTo(1);
    assertThat(Reading.both(SERVE, "shard", "4/4").own().load().maxConcurrency()).hasValue(12);
  }

  @Test
  void whatIsDoneOnceForAllIsTheFirstPartsToDo() {
    String line = SERVE + " --profile --probe-request-rate 2";
    BenchOptions first = Reading.both(line, "shard", "1/2").own();
    BenchOptions second = Reading.both(line, "shard", "2/2").own();
    assertThat(first.startup().profiles()).isTrue();
    assertThat(first.load().probes()).isTrue();
    assertThat(second.startup().profiles()).isFalse();
    assertThat(second.load().probes()).isFalse();
  }

  @Test
  void whatRunJsonKeepsOfTheOptionsIsTheWholesInEachPart() {
    Map<String, String> whole = Reading.both(SERVE, "request-id-prefix", "r-").effective();
    for (String part : new String[] {"1/4", "4/4"}) {
      BenchOptions options =
          Reading.both(
              SERVE, "request-id-prefix", "r-", "shard", part, "start-at", "2100-01-01T00:00:00Z");
      assertThat(options.effective()).isEqualTo(whole);
      assertThat(options.own().effective()).isEqualTo(whole);
    }
  }

  @Test
  void aPrefixOfIdsThatTheToolMakesUpIsTheSameInAllParts() {
    String first = Reading.both(SERVE, "shard", "1/4").output().requestIdPrefix();
    assertThat(first).matches("bench-[0-9a-f]{8}-");
    assertThat(Reading.both(SERVE, "shard", "4/4").output().requestIdPrefix()).isEqualTo(first);
    assertThat(Reading.both(SERVE, "shard", "1/4", "seed", "1").output().requestIdPrefix())
        .isNotEqualTo(first);
    assertThat(Reading.bench(SERVE).output().requestIdPrefix()).isEqualTo(Reading.PREFIX);
  }

  @Test
  void kubernetesSaysWhichPartAndCountsFromZero() {
    assertThat(inJob("job/4", "0").shard()).contains(new Shard(1, 4));
    assertThat(inJob("job/4", "3").shard()).contains(new Shard(4, 4));
    assertThat(inJob("2/4", "3").shard()).contains(new Shard(2, 4));
  }

  @Test
  void anIndexThatIsNoneIsSaid() {
    assertThatThrownBy(() -> inJob("job/4", null))
        .isInstanceOf(OptionsException.class)
        .hasMessageContaining(
            "JOB_COMPLETION_INDEX isn't set: an Indexed Job of Kubernetes does that; elsewhere name"
                + " the part, such as 1/4");
    assertThatThrownBy(() -> inJob("job/4", "4"))
        .hasMessageContaining("JOB_COMPLETION_INDEX is 4, and counts 4 parts from 0");
    for (String senseless : new String[] {"", "-1", "1.5", "one", "1\n2"}) {
      assertThatThrownBy(() -> inJob("job/4", senseless))
          .as(senseless)
          .hasMessageContaining("JOB_COMPLETION_INDEX is no number, and counts 4 parts from 0");
    }
  }

  @Test
  void whatIsNoPartIsRefused() {
    for (String none : new String[] {"x", "1", "1/", "/4", "-1/4", "1/4/4", "job", "1.0/4"}) {
      assertThat(Reading.problems(SERVE, "shard", none))
          .as(none)
          .contains("expected a part and how many there are, such as 2/4, or job/4");
    }
    assertThat(Reading.problems(SERVE, "shard", "0/4"))
        .contains("parts are counted from 1, so the last of 4 is 4/4");
    assertThat(Reading.problems(SERVE, "shard", "5/4"))
        .contains("parts are counted from 1, so the last of 4 is 4/4");
    assertThat(Reading.problems(SERVE, "shard", "1/0")).contains("there is at least one part");
  }

  @Test
  void moreThanCanBeDealtOutIsRefused() {
    assertThat(Reading.problems(SERVE, "shard", "1/51"))
        .contains(
            "50 requests at once can't be dealt out to 51 parts, so that each has one; ask for"
                + " fewer parts");
    assertThat(Reading.problems(SERVE, "shard", "1/501", "max-concurrency", "600"))
        .contains("500 prompts can't be dealt out to 501 parts");
    assertThat(Reading.problems(PERF + " --seed 1", "shard", "1/6"))
        .contains("5 requests at once can't be dealt out to 6 parts");
    assertThat(Reading.both(SERVE, "shard", "1/50").own().load().maxConcurrency()).hasValue(1);
  }

  @Test
  void partsNeedOneServerAndOneSeed() {
    assertThat(Reading.problems(new Sources(null, Reading.map("shard", "1/2"))))
        .contains("each part would start a simulated server of its own");
    assertThat(Reading.problems(PERF, "shard", "1/2"))
        .contains("each part would draw a seed, and prompts, of its own");
    assertThat(Reading.both(PERF, "shard", "1/2", "prompt-seed", "7").injector().shard())
        .isPresent();
  }

  @Test
  void aMomentIsTheSameInEveryZone() {
    Instant noon = Instant.parse("2026-11-30T12:00:00Z");
    for (String same :
        new String[] {
          "2026-11-30T12:00:00Z",
          "2026-11-30T14:00:00+02:00",
          "2026-11-30T12:00Z",
          "1796040000",
          "1796040000.0"
        }) {
      assertThat(Reading.both(SERVE, "start-at", same).injector().start())
          .as(same)
          .isEqualTo(Optional.of(noon));
    }
    for (String none : new String[] {"12:00", "2026-11-30T12:00:00", "soon", "-5", "1e9"}) {
      assertThat(Reading.problems(SERVE, "start-at", none))
          .as(none)
          .contains("expected a date and time with its zone, such as 2026-11-30T12:00:00Z");
    }
  }

  @Test
  void levelsBeginAtTheirDistanceOrWhenTheOneBeforeIsOver() {
    Instant noon = Instant.parse("2026-11-30T12:00:00Z");
    Injector every =
        Reading.both(SERVE, "start-at", noon.toString(), "start-every", "90").injector();
    assertThat(every.start(0)).contains(noon);
    assertThat(every.start(2)).contains(noon.plusSeconds(180));
    Injector once = Reading.both(SERVE, "start-at", noon.toString()).injector();
    assertThat(once.start(0)).contains(noon);
    assertThat(once.start(1)).isEmpty();
    assertThat(Injector.ALONE.start(1)).isEmpty();
    assertThat(Reading.problems(SERVE, "start-every", "90"))
        .contains("is counted from the first level's beginning; give -Dllm.start-at as well");
  }

  private static Injector inJob(String shard, @Nullable String index) {
    Map<String, String> properties = new TreeMap<>(Map.of("llm.shard", shard));
    return new OptionsReader(
            () -> Reading.PREFIX,
            () -> Reading.SEED,
            name -> name.equals(InjectorReader.JOB_INDEX) ? index : null)
        .read(new Sources(SERVE, properties))
        .injector();
  }
}
