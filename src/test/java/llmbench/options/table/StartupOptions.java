package llmbench.options.table;

/** What the client does for itself before the clock starts: a setting of ours. */
public final class StartupOptions {

  public static final String JVM_WARMUP = "jvm-warmup";

  static final Option OURS =
      OurOption.one(JVM_WARMUP, ValueType.SECONDS)
          .byDefault("3")
          .honoured("the most seconds that the client warms up its own code; 0: not at all");

  private StartupOptions() {}
}
