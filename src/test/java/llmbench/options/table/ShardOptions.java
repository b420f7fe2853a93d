package llmbench.options.table;

import java.util.List;
import java.util.Set;
import llmbench.options.syntax.ShardText;
import llmbench.options.syntax.WallClock;

/** One benchmark by several injectors: settings of ours. */
public final class ShardOptions {

  public static final String SHARD = "shard";
  public static final String START_AT = "start-at";
  public static final String START_EVERY = "start-every";

  /**
   * What each injector has for itself. The options of the whole benchmark, which all of its parts
   * keep in run.json, are without them.
   */
  private static final Set<String> OWN = Set.of(SHARD, START_AT, START_EVERY);

  static final List<Option> OURS =
      List.of(
          OurOption.one(
                  SHARD,
                  new ValueType(
                      "a part and how many there are, such as 2/4, or job/4 in a Kubernetes"
                          + " Indexed Job of 4",
                      text -> ShardText.read(text) != null,
                      ShardText::normal,
                      ShardText::whyNot))
              .honoured(
                  "i/n: sends the part i of n of the benchmark, every n-th prompt with its share of"
                      + " the load; job/n: the part that JOB_COMPLETION_INDEX says"
                      + " (docs/shards.md)"),
          OurOption.one(
                  START_AT,
                  new ValueType(
                      "a date and time with its zone, such as 2026-11-30T12:00:00Z, or seconds"
                          + " since 1970, such as $(( $(date +%s) + 60 ))",
                      text -> WallClock.read(text) != null, WallClock::normal))
              .honoured(
                  "prepares all, then begins at that moment of the wall clock: several injectors"
                      + " begin together (docs/shards.md)"),
          OurOption.one(START_EVERY, ValueType.SECONDS)
              .honoured(
                  "beside start-at: each of several levels begins so many seconds after the"
                      + " beginning of the one before, in all injectors together"));

  private ShardOptions() {}

  /** Whether an option is each injector's own, and none of the whole benchmark's. */
  public static boolean isOwn(String name) {
    return OWN.contains(name);
  }
}
