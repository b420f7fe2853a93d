package llmbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.SocketException;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.StreamTimeline;
import org.junit.jupiter.api.Test;

/** The limit itself is {@code bench/ends}'s. */
class OpenFilesTest {

  private static final String EPOLL =
      "newSocketStream(..) failed with error(-24): Too many open files";

  @Test
  void aConnectionThatNoFileIsLeftForIsAFaultOfThatName() {
    assertThat(fault(new ChannelException(new IOException(EPOLL))))
        .isEqualTo(new Fault(FaultKind.CONNECT, OpenFiles.SAID, null))
        .isEqualTo(fault(new SocketException("Too many open files")));
  }

  @Test
  void otherEndsOfAConnectionKeepTheirNames() {
    assertThat(fault(new IOException("Connection reset by peer")).kind())
        .isEqualTo(FaultKind.DISCONNECT);
    assertThat(fault(new IOException((String) null)).kind()).isEqualTo(FaultKind.DISCONNECT);
  }

  private static Fault fault(Throwable cause) {
    return Faults.of(cause, null, null, new StreamTimeline(0, AnswerForm.CHOICES));
  }
}
