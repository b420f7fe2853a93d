package llmbench.runlog.shards;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import llmbench.runlog.LogRecord.Response;

/** The responses of several logs, one log after the other; each is made when it is asked for. */
final class JoinedResponses extends AbstractList<Response> implements RandomAccess {

  private final List<List<Response>> logs;

  /** By how much the times of each log are to be later. */
  private final long[] laterMillis;

  /** How many responses a log and those before it have. */
  private final int[] ends;

  JoinedResponses(List<List<Response>> logs, long[] laterMillis) {
    this.logs = List.copyOf(logs);
    this.laterMillis = laterMillis.clone();
    ends = logs.stream().mapToInt(List::size).toArray();
    Arrays.parallelPrefix(ends, Math::addExact);
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public Response get(int place) {
    Objects.checkIndex(place, size());
    int found = Arrays.binarySearch(ends, place);
    // What ends at the place ends before it; of several such the last is followed by the one.
    int log = found < 0 ? -found - 1 : found + 1;
    while (ends[log] <= place) {
      log++;
    }
    int before = log == 0 ? 0 : ends[log - 1];
    return later(logs.get(log).get(place - before), laterMillis[log]);
  }

  private static Response later(Response it, long millis) {
    return millis == 0
        ? it
        : new Response(
            it.groups(),
            it.name(),
            it.startMillis() + millis,
            it.endMillis() + millis,
            it.ok(),
            it.message());
  }
}
