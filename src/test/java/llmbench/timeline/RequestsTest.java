package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private static final Fault CUT = new Fault(FaultKind.CUT, "cut", null);
  private static final Fault STOPPED = new Fault(FaultKind.INTERRUPTED, "stopped", null);

  private final RequestRecord first = request(0, 10, 20, null);
  private final RequestRecord second = request(1, 11, 30, CUT);
  private final RequestRecord third = request(2, 12, 25, STOPPED);
  private final Requests all = Requests.of(List.of(first, second, third));

  @Test
  void keysAreThoseOfTheRequests() {
    agree(all);
    assertThat(Requests.of(all)).isSameAs(all);
  }

  @Test
  void whatTheStopInterruptedIsNotFinished() {
    assertThat(all.finished()).containsExactly(first, second);
    assertThat(all.failed()).containsExactly(second, third);
    agree(all.finished());
    Requests whole = Requests.of(List.of(first));
    assertThat(whole.finished()).isSameAs(whole);
  }

  @Test
  void joinedListsFollowEachOtherEmptyOnesToo() {
    Requests none = Requests.of(List.of());
    Requests joined = Requests.joined(List.of(none, all, none, all.finished(), none));
    assertThat(joined).containsExactly(first, second, third, first, second);
    agree(joined);
    assertThat(Requests.joined(List.of(none, none))).isEmpty();
  }

  @Test
  void laterMovesBothEndsAndNothingElse() {
    assertThat(all.later(5)).containsExactly(first.later(5), second.later(5), third.later(5));
    agree(all.later(5));
    assertThat(all.later(0)).isSameAs(all);
  }

  @Test
  void aRuleMayTakeFailuresForSuccesses() {
    Requests judged = all.judged(r -> CUT.equals(r.fault()) ? r.asSuccess() : r);
    assertThat(judged).extracting(RequestRecord::ok).containsExactly(true, true, false);
    agree(judged);
    assertThat(judged.failed()).containsExactly(third);
  }

  @Test
  void anotherOrderIsOneByPlaces() {
    Requests turned = all.at(new int[] {2, 0, 1});
    assertThat(turned).containsExactly(third, first, second);
    agree(turned);
    agree(turned.finished().later(3));
  }

  private static void agree(Requests requests) {
    IntStream.range(0, requests.size())
        .forEach(
            place -> {
              RequestRecord request = requests.get(place);
              assertThat(requests.index(place)).isEqualTo(request.index());
              assertThat(requests.sentNanos(place)).isEqualTo(request.sentNanos());
              assertThat(requests.endNanos(place)).isEqualTo(request.endNanos());
              assertThat(requests.ok(place)).isEqualTo(request.ok());
              assertThat(requests.isInterrupted(place)).isEqualTo(request.isInterrupted());
            });
  }

  private static RequestRecord request(int index, long sent, long end, @Nullable Fault fault) {
    return new RequestRecord(
        index, "chat", "", 1, 1, sent, end, 200, 0, Messages.NONE, null, null, "", "", fault);
  }
}
