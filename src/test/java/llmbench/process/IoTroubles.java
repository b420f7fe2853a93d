package llmbench.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * What Gatling and Netty log of a full disk, and of files and connections that can't be had: a
 * sentence, once, in place of a stack trace each time. Any thread.
 *
 * <p>Public, since logback makes it: logback-test.xml names it.
 */
public final class IoTroubles extends TurboFilter {

  /** What is logged of a message that an actor didn't take has all of the message in it. */
  private static final String LOG_WRITER = "Actor file-data-writer ";

  /** Gatling's main throws the same, and is heard. */
  private static final String CRASHED = "Run crashed";

  private static final String TOO_MANY_FILES = "Too many open files";

  private final Consumer<String> say;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /** As logback makes it. */
  public IoTroubles() {
    this(Console::say);
  }

  IoTroubles(Consumer<String> say) {
    this.say = say;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] values,
      @Nullable Throwable thrown) {
    IOException trouble = trouble(thrown == null ? lastOf(values) : thrown);
    if (trouble == null || format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    String logged = MessageFormatter.arrayFormat(format, values).getMessage();
    if (!logged.startsWith(CRASHED)) {
      String sentence = sentence(logged, trouble);
      if (said.add(sentence)) {
        say.accept(sentence);
      }
    }
    return FilterReply.DENY;
  }

  private static String sentence(String logged, IOException trouble) {
    if (logged.startsWith(LOG_WRITER)) {
      return "Gatling can't write simulation.log: "
          + reason(trouble)
          + ". The run goes on, and what is missing is said at its end.";
    }
    if (reason(trouble).contains(TOO_MANY_FILES)) {
      return "This process has as many files and connections open as it may ("
          + reason(trouble)
          + "): raise the limit (ulimit -n).";
    }
    return trouble.getMessage() == null ? logged : logged + " (" + reason(trouble) + ")";
  }

  /** Why, in the system's own words where it has any. */
  public static String reason(Throwable trouble) {
    if (trouble instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    String message = trouble.getMessage();
    return message == null ? trouble.getClass().getSimpleName() : message;
  }

  /** SLF4J takes a throwable that is the last of the values for the event's own. */
  private static @Nullable Throwable lastOf(Object @Nullable [] values) {
    return values != null
            && values.length > 0
            && values[values.length - 1] instanceof Throwable thrown
        ? thrown
        : null;
  }

  private static @Nullable IOException trouble(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException trouble) {
        return trouble;
      }
    }
    return null;
  }
}
