package llmbench.process;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;
import llmbench.about.Build;
import org.jspecify.annotations.Nullable;

/**
 * Preferences of this process alone, by which Gatling has just been told its newest version.
 *
 * <p>Gatling asks Maven Central for that before each run, on the thread that is to start it, and
 * keeps the answer below the user's home. A benchmark asks nobody but its server, and writes
 * nowhere but into its folder.
 *
 * <p>The JVM takes them with {@code -Djava.util.prefs.PreferencesFactory=} and this class's name.
 */
public final class QuietPreferences implements PreferencesFactory {

  /** The JVM's setting of whose preferences there are. */
  public static final String SETTING = "java.util.prefs.PreferencesFactory";

  /** Where Gatling keeps what it was told, and under which names. */
  private static final String NEWEST = "/io/gatling/latestVersion";

  private final Preferences system = new InMemory(null, "");
  private final Preferences user = new InMemory(null, "");

  /** As the JVM calls it, once. */
  public QuietPreferences() {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    Preferences newest = user.node(NEWEST);
    newest.putLong("lastCheckTimestamp", now.toInstant().toEpochMilli());
    newest.putBoolean("lastCheckSuccess", true);
    newest.put("latestReleaseNumber", Build.gatling());
    newest.put("latestReleaseDate", now.toString());
  }

  @Override
  public Preferences systemRoot() {
    return system;
  }

  @Override
  public Preferences userRoot() {
    return user;
  }

  /** Gone with the process. */
  private static final class InMemory extends AbstractPreferences {

    private final Map<String, String> values = new HashMap<>();

    InMemory(@Nullable AbstractPreferences parent, String name) {
      super(parent, name);
    }

    @Override
    protected void putSpi(String key, String value) {
      values.put(key, value);
    }

    @Override
    protected @Nullable String getSpi(String key) {
      return values.get(key);
    }

    @Override
    protected void removeSpi(String key) {
      values.remove(key);
    }

    @Override
    protected String[] keysSpi() {
      return values.keySet().toArray(String[]::new);
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      return new InMemory(this, name);
    }

    /** The superclass knows those that were asked for, and there are no others. */
    @Override
    protected String[] childrenNamesSpi() {
      return new String[0];
    }

    @Override
    protected void removeNodeSpi() {}

    @Override
    protected void syncSpi() {}

    @Override
    protected void flushSpi() {}
  }
}
