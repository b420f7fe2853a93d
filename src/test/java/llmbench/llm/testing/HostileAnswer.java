package llmbench.llm.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An answer of a server that is broken or means harm, what is to be said of it, and what becomes of
 * its connection.
 *
 * @param server what it does, in a few words
 * @param script how
 * @param weSay the request's fault, or {@value #SUCCESS}
 * @param next over which connection the user's next request is to go
 * @param unasked whether bytes come that no request had asked for
 * @param ask what it is asked for
 */
public record HostileAnswer(
    String server,
    ScriptedServer.Script script,
    String weSay,
    Next next,
    boolean unasked,
    Ask ask) {

  /** What is said of a request that has its own answer, whole. */
  public static final String SUCCESS = "success";

  /** The text of the answer that belongs to the request. */
  public static final String MINE = "mine";

  /** The text of an answer that belongs to none. */
  public static final String FOREIGN = "foreign";

  /** The end of a line of HTTP. */
  static final String EOL = "\r\n";

  /** A head without its end: of an event stream. */
  static final String STREAM = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";

  /** The same of an event stream that comes in chunks. */
  static final String CHUNKED = STREAM + "transfer-encoding: chunked\r\n";

  static final String DONE = "data: [DONE]\n\n";

  /** An event stream with the right answer. */
  static final String EVENTS = event(MINE) + DONE;

  /** Another connection, or the same one. */
  public enum Next {
    /** Over the same: it is as good as new. */
    SAME,
    /** Over a new one. */
    NEW
  }

  /** A request. */
  public enum Ask {
    /** For a stream. */
    STREAM,
    /** For one piece of JSON. */
    WHOLE,
    /** For a stream, with more than the buffers of both systems take. */
    LARGE,
    /** For a stream, of which nothing may be missing for longer than a moment. */
    IMPATIENT
  }

  /** One that leaves its connection as it should be. */
  static HostileAnswer answer(String server, String weSay, ScriptedServer.Script script) {
    return new HostileAnswer(server, script, weSay, Next.SAME, false, Ask.STREAM);
  }

  /** One that is these bytes, in one write, on a connection that stays open. */
  static HostileAnswer answer(String server, String weSay, String... bytes) {
    return answer(server, weSay, bytes(String.join("", bytes)));
  }

  /** Whose connection can't be used again. */
  HostileAnswer closed() {
    return new HostileAnswer(server, script, weSay, Next.NEW, unasked, ask);
  }

  /** Which brings bytes that no request had asked for. */
  HostileAnswer surplus() {
    return new HostileAnswer(server, script, weSay, Next.NEW, true, ask);
  }

  HostileAnswer asked(Ask another) {
    return new HostileAnswer(server, script, weSay, next, unasked, another);
  }

  static ScriptedServer.Script bytes(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static ScriptedServer.Script bytes(byte[] all) {
    return (wire, place) -> {
      wire.send(all);
      return true;
    };
  }

  /** The same, and then the connection's end. */
  static ScriptedServer.Script thenEnd(String text) {
    return (wire, place) -> {
      wire.send(text);
      return false;
    };
  }

  /** A token. */
  static String event(String text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  /** A chunk of the chunked encoding. */
  static String chunk(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return Integer.toHexString(length) + EOL + text + EOL;
  }

  /** A whole answer that streams these events. */
  static String stream(String events) {
    return CHUNKED + EOL + chunk(events) + "0" + EOL + EOL;
  }

  /** A whole answer whose length is known. */
  static String sized(String head, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return head + "content-length: " + length + EOL + EOL + body;
  }

  /** A whole answer that belongs to nobody. */
  public static String foreign() {
    return sized(STREAM, event(FOREIGN) + DONE);
  }

  /** A whole answer that is not UTF-8, or not text. */
  static byte[] sized(String head, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String length = "content-length: " + body.length + EOL + EOL;
    all.writeBytes((head + length).getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    return all.toByteArray();
  }

  static byte[] in(Charset charset, String text) {
    return text.getBytes(charset);
  }

  /** Byte after byte, each in a write of its own. */
  static ScriptedServer.Script byteAfterByte(String text, String last) {
    return (wire, place) -> {
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        wire.send(new byte[] {b});
      }
      wire.send(last);
      return true;
    };
  }

  /** A server as it should be: its answer is the {@code x-request-id} that it was sent. */
  public static ScriptedServer.Script good() {
    return (wire, place) -> {
      wire.send(sized(STREAM, event(wire.header("x-request-id")) + DONE));
      return true;
    };
  }
}
