package llmbench.process;

/** Gatling's Maven plugin, which may have started this process. */
public final class GatlingPlugin {

  private GatlingPlugin() {}

  /** Whether it has: it leaves a file of arguments on the class path of the process it starts. */
  public static boolean hasStartedUs() {
    return ClassLoader.getSystemResource("META-INF/args.txt") != null;
  }
}
