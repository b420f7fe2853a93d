package llmbench.llm;

import io.gatling.http.client.Request;
import io.gatling.http.response.ByteArrayResponseBody;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.AnswerType;
import llmbench.timeline.Fault;
import llmbench.timeline.StreamTimeline;
import llmbench.timeline.WholeAnswer;
import org.jspecify.annotations.Nullable;

/** One answer as far as it came: its head, what that says of the body, and what is kept of it. */
final class ReceivedAnswer {

  /** Bodies of refusals are kept up to here. */
  private static final int MAX_BODY_BYTES = 1 << 20;

  /** Bodies that the user's own checks look at may be so long. */
  static final int MAX_CHECKED_BYTES = 64 << 20;

  private final boolean checked;
  private final AnswerForm form;
  private final KeptBody kept = new KeptBody();
  private @Nullable HttpResponseStatus status;
  private @Nullable HttpHeaders headers;
  private boolean hasSurplus;
  private boolean stream;
  private boolean wholeOfForm;

  /**
   * An answer of which nothing has come yet.
   *
   * @param checked whether checks of the user's own look at its body
   * @param form that is expected
   */
  ReceivedAnswer(boolean checked, AnswerForm form) {
    this.checked = checked;
    this.form = form;
  }

  /** The head came, which says what the body is. What can't be unpacked is of no type. */
  void head(HttpResponseStatus status, HttpHeaders headers) {
    this.status = status;
    this.headers = headers;
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
    boolean typed =
        status.code() == 200
            && type != null
            && Encodings.canRead(headers.get(HttpHeaderNames.CONTENT_ENCODING));
    stream = typed && AnswerType.STREAM.is(type);
    wholeOfForm = typed && form.isWhole(type);
  }

  /** Its status; null while it has none. */
  @Nullable HttpResponseStatus status() {
    return status;
  }

  /** Its headers; null while it has none. */
  @Nullable HttpHeaders headers() {
    return headers;
  }

  /** Its status; 0 while it has none. */
  int statusCode() {
    return status == null ? 0 : status.code();
  }

  /** Whether it is only an interim one (1xx). */
  boolean isInterim() {
    return status != null && status.codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  /** More came behind its end. */
  void surplus() {
    hasSurplus = true;
  }

  /** Whether it is an event stream. */
  boolean isStream() {
    return stream;
  }

  /** Whether it is an event stream of which nothing is kept but what is read out of it. */
  boolean isOnlyStream() {
    return stream && !checked;
  }

  /** Keeps a part, as far as it is kept. */
  void add(byte[] bytes, int length) {
    if (!isOnlyStream()) {
      // One byte more than a whole answer may have tells that it is too long.
      kept.add(bytes, 0, length, most());
    }
  }

  /** Whether it is longer than checks of the user's own may look at. */
  boolean isTooLongToCheck() {
    return checked && kept.size() > MAX_CHECKED_BYTES;
  }

  /** Whether it is none of a stream's, and has all that is kept of such. */
  boolean isFull() {
    return !stream && kept.size() == most();
  }

  private int most() {
    return checked
        ? MAX_CHECKED_BYTES + 1
        : wholeOfForm ? WholeAnswer.MAX_BYTES + 1 : MAX_BODY_BYTES;
  }

  /**
   * Judges it, once it has ended by itself.
   *
   * @param whole whether it was to be one piece
   * @param timeline of it, if it is a stream
   * @return null when it is a success
   */
  @Nullable Fault fault(boolean whole, StreamTimeline timeline) {
    byte[] body = kept.toBytes();
    if (whole && wholeOfForm) {
      timeline.whole(read(body));
    }
    AnswerType wanted = whole ? AnswerType.JSON : AnswerType.STREAM;
    boolean readable = stream || (whole && wholeOfForm);
    Fault fault = Faults.of(status, headers, wanted, readable, timeline, body);
    return fault != null && hasSurplus ? Faults.withSurplus(fault) : fault;
  }

  /** What of it is read. */
  private byte[] read(byte[] body) {
    String name = form.headerThatIsRead();
    if (name == null || headers == null) {
      return body;
    }
    return headers.get(name, "").getBytes(StandardCharsets.UTF_8);
  }

  /** For the checks of {@code http(...)}; null while it has no head. */
  Completion.@Nullable Answer forChecks(Request sent, Charset charset) {
    return status == null || headers == null
        ? null
        : new Completion.Answer(
            sent, status, headers, new ByteArrayResponseBody(kept.toBytes(), charset));
  }
}
