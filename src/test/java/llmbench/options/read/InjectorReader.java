package llmbench.options.read;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import llmbench.options.BenchOptions;
import llmbench.options.DatasetOptions;
import llmbench.options.Injector;
import llmbench.options.given.Settings;
import llmbench.options.syntax.ShardText;
import llmbench.options.syntax.WallClock;
import llmbench.options.table.ShardOptions;
import llmbench.timeline.Shard;
import org.jspecify.annotations.Nullable;

/** Reads which part of a benchmark a run is, and when it begins; refuses what parts can't share. */
final class InjectorReader {

  /** Kubernetes counts the pods of an Indexed Job from 0. */
  static final String JOB_INDEX = "JOB_COMPLETION_INDEX";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

  private InjectorReader() {}

  /**
   * Which and when; what is wrong with it is a problem of the settings.
   *
   * @param environment a variable's value; null where there is none
   */
  static Injector read(Settings settings, UnaryOperator<@Nullable String> environment) {
    Optional<Instant> start =
        Optional.ofNullable(settings.text(ShardOptions.START_AT)).map(WallClock::read);
    Optional<Shard> shard =
        Optional.ofNullable(settings.text(ShardOptions.SHARD))
            .map(ShardText::read)
            .flatMap(asked -> shard(asked, settings, environment));
    Optional<Duration> every = settings.seconds(ShardOptions.START_EVERY);
    if (every.isPresent() && start.isEmpty()) {
      settings.problem(
          ShardOptions.START_EVERY,
          "is counted from the first level's beginning; give -Dllm.start-at as well",
          ShardOptions.START_AT);
    }
    return new Injector(shard, start, every);
  }

  private static Optional<Shard> shard(
      ShardText asked, Settings settings, UnaryOperator<@Nullable String> environment) {
    int of = asked.of();
    if (asked.index().isPresent()) {
      return Optional.of(new Shard(asked.index().getAsInt(), of));
    }
    String index = environment.apply(JOB_INDEX);
    if (index != null && NUMBER.matcher(index).matches() && Integer.parseInt(index) < of) {
      return Optional.of(new Shard(Integer.parseInt(index) + 1, of));
    }
    String wrong =
        index == null
            ? JOB_INDEX + " isn't set: an Indexed Job of Kubernetes does that"
            : JOB_INDEX + " is " + shown(index) + ", and counts " + of + " parts from 0";
    problem(settings, wrong + "; elsewhere name the part, such as 1/" + of);
    return Optional.empty();
  }

  private static String shown(String index) {
    return NUMBER.matcher(index).matches() ? index : "no number";
  }

  /**
   * Refuses what a part can't have.
   *
   * @param simulated whether each would start a server of its own
   * @param number the name of the option that says how many prompts there are
   */
  static void check(
      Settings settings,
      Injector injector,
      boolean simulated,
      BenchOptions.Load load,
      DatasetOptions dataset,
      String number) {
    if (injector.shard().isEmpty()) {
      return;
    }
    int of = injector.shard().get().of();
    if (simulated) {
      problem(
          settings,
          "each part would start a simulated server of its own; name one server for all of them:"
              + " Server, the simulated server alone, will do");
    }
    int most = load.maxConcurrency().orElse(of);
    checkShared(settings, most, of, "requests at once", "max-concurrency", "parallel");
    int prompts = dataset.requests(settings.wholeOrZero(number));
    checkShared(settings, prompts, of, "prompts", number);
  }

  private static void checkShared(
      Settings settings, int whole, int of, String what, String... names) {
    if (whole < of) {
      problem(
          settings,
          "%d %s can't be dealt out to %d parts, so that each has one; ask for fewer parts"
              .formatted(whole, what, of),
          names);
    }
  }

  private static void problem(Settings settings, String wrong, String... names) {
    settings.problem(ShardOptions.SHARD, wrong, names);
  }

  /**
   * What the ids of requests begin with where the tool makes it up: parts of one benchmark have the
   * same, made of what they were all asked for.
   */
  static String commonPrefix(Settings settings) {
    CRC32 sum = new CRC32();
    String common = settings.said(name -> !name.equals(ShardOptions.SHARD));
    sum.update(common.getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "bench-%08x-", sum.getValue());
  }
}
