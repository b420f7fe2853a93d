package llmbench.runlog;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The responses of a log without an object each: they differ in their times, and hardly in anything
 * else.
 */
final class LoggedResponses extends AbstractList<LogRecord.Response> implements RandomAccess {

  /** The responses except for their times: those that there are, and the place of each. */
  private final List<LogRecord.Response> forms = new ArrayList<>();

  private final Map<LogRecord.Response, Integer> places = new HashMap<>();

  private int size;
  private int[] form = new int[64];
  private long[] startMillis = new long[64];
  private long[] endMillis = new long[64];

  /** Takes a response. Only before any is asked for. */
  void take(LogRecord.Response response) {
    if (size == form.length) {
      int more = Math.addExact(size, size / 2);
      form = Arrays.copyOf(form, more);
      startMillis = Arrays.copyOf(startMillis, more);
      endMillis = Arrays.copyOf(endMillis, more);
    }
    Integer place = places.putIfAbsent(at(response, 0, 0), forms.size());
    if (place == null) {
      place = forms.size();
      forms.add(at(response, 0, 0));
    }
    form[size] = place;
    startMillis[size] = response.startMillis();
    endMillis[size] = response.endMillis();
    size++;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public LogRecord.Response get(int i) {
    Objects.checkIndex(i, size);
    return at(forms.get(form[i]), startMillis[i], endMillis[i]);
  }

  private static LogRecord.Response at(LogRecord.Response form, long start, long end) {
    return new LogRecord.Response(
        form.groups(), form.name(), start, end, form.ok(), form.message());
  }
}
