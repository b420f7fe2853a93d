package llmbench.recorder;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.timeline.Unasked;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of a run that brought what no request had asked for. Of the bytes
 * themselves it keeps a status at most: they may hold what must not be written. Any thread.
 */
public final class UnaskedCount {

  private static final Pattern ANSWER = Pattern.compile("HTTP/\\d[.]\\d (\\d{3})\\b.*");

  private static final int UNKNOWN = -1;

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger firstStatus = new AtomicInteger(UNKNOWN);

  /** A connection brought bytes that begin like this. */
  public void came(String beginning) {
    Matcher answer = ANSWER.matcher(beginning);
    int status = answer.matches() ? Integer.parseInt(answer.group(1)) : 0;
    firstStatus.compareAndSet(UNKNOWN, status);
    connections.incrementAndGet();
  }

  /** What was counted; null for nothing. */
  public @Nullable Unasked seen() {
    int count = connections.get();
    return count == 0 ? null : new Unasked(count, firstStatus.get());
  }
}
