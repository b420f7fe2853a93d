package llmbench.about;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build of this project runs, and on which Gatling. */
public final class Build {

  private static final String UNKNOWN = "unknown";

  private Build() {}

  /** What makes the reports, with its version. */
  public static String generator() {
    return "LLM Bench for Gatling " + version();
  }

  /** The version of this project. */
  public static String version() {
    return property("version");
  }

  /** The version of Gatling that it was built for. */
  public static String gatling() {
    return property("gatling");
  }

  private static String property(String name) {
    Properties own = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("/llmbench.properties")) {
      if (in != null) {
        own.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return own.getProperty(name, UNKNOWN);
  }
}
