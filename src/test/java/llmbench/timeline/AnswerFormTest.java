package llmbench.timeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers of another form than that of completions. */
class AnswerFormTest {

  /**
   * Letters, of which each message is one; a point ends them, and the whole of an answer is any.
   */
  private static final AnswerForm LETTERS =
      new AnswerForm() {
        @Override
        public AnswerReader reader() {
          return new Letters();
        }

        @Override
        public AnswerType askedForBy(byte[] body) {
          return AnswerType.STREAM;
        }
      };

  private static final class Letters implements AnswerReader {

    private final Bytes text = new Bytes(8);
    private boolean point;

    @Override
    public MessageKind message(byte[] bytes, int from, int to) {
      point |= bytes[from] == '.';
      if (point) {
        return MessageKind.FINISH;
      }
      text.append(bytes, from, to);
      return MessageKind.TEXT;
    }

    @Override
    public MessageKind whole(byte[] bytes, int from, int to) {
      return MessageKind.OTHER;
    }

    @Override
    public boolean isAnswer(MessageKind whole) {
      return true;
    }

    @Override
    public boolean finished() {
      return point;
    }

    @Override
    public String ending() {
      return "a point";
    }

    @Override
    public String text() {
      return text.text();
    }

    @Override
    public String reasoning() {
      return "";
    }

    @Override
    public long keptBytes() {
      return text.size();
    }

    @Override
    public @Nullable String finishReason() {
      return null;
    }

    @Override
    public @Nullable Usage usage() {
      return null;
    }
  }

  @Test
  void whatATokenIsAndWhatEndsTheStreamIsTheForms() {
    StreamTimeline timeline = read("data: a\n\ndata: b\n\ndata: .\n\n");
    assertThat(timeline.messages()).hasToString("T@5 T@5 F@5");
    assertThat(timeline.text()).isEqualTo("ab");
    assertThat(timeline.fault()).isNull();
  }

  @Test
  void aStreamWithoutItsEndSaysWhichOne() {
    Fault fault = requireNonNull(read("data: a\n\n").fault());
    assertThat(fault.kind()).isEqualTo(FaultKind.CUT);
    assertThat(fault.message()).isEqualTo("the stream ended before a point, after 1 output chunk");
  }

  @Test
  void whetherAWholeAnswerIsOneIsTheFormsToo() {
    StreamTimeline letters = new StreamTimeline(0, LETTERS);
    letters.whole(bytes("{}"));
    assertThat(letters.fault()).isNull();
    StreamTimeline choices = new StreamTimeline(0);
    choices.whole(bytes("{}"));
    assertThat(choices.fault()).isNotNull();
  }

  private static StreamTimeline read(String stream) {
    StreamTimeline timeline = new StreamTimeline(0, LETTERS);
    byte[] bytes = bytes(stream);
    timeline.read(bytes, 0, bytes.length, 5);
    timeline.end();
    return timeline;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
