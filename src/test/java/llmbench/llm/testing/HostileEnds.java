package llmbench.llm.testing;

import static llmbench.llm.testing.HostileAnswer.CHUNKED;
import static llmbench.llm.testing.HostileAnswer.EOL;
import static llmbench.llm.testing.HostileAnswer.EVENTS;
import static llmbench.llm.testing.HostileAnswer.STREAM;
import static llmbench.llm.testing.HostileAnswer.SUCCESS;
import static llmbench.llm.testing.HostileAnswer.answer;
import static llmbench.llm.testing.HostileAnswer.byteAfterByte;
import static llmbench.llm.testing.HostileAnswer.chunk;
import static llmbench.llm.testing.HostileAnswer.foreign;
import static llmbench.llm.testing.HostileAnswer.sized;
import static llmbench.llm.testing.HostileAnswer.stream;
import static llmbench.llm.testing.HostileAnswer.thenEnd;

import java.util.List;
import java.util.stream.Stream;
import llmbench.llm.testing.HostileAnswer.Ask;

/** Answers whose end is not where it seems to be. */
public final class HostileEnds {

  private static final String JSON = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
  private static final String WHOLE =
      "{\"choices\":[{\"message\":{\"content\":\"mine\"},\"finish_reason\":\"stop\"}]}";

  private static final String BEHIND = "; more bytes came behind its end";

  private HostileEnds() {}

  public static List<HostileAnswer> all() {
    return Stream.of(surplus(), lengths(), closings(), cuts()).flatMap(List::stream).toList();
  }

  private static List<HostileAnswer> surplus() {
    return List.of(
        answer("a second whole answer, in the same write", SUCCESS, stream(EVENTS), foreign())
            .surplus(),
        answer("the same, of an answer with a length", SUCCESS, sized(STREAM, EVENTS), foreign())
            .surplus(),
        answer(
                "two more answers and half of one",
                SUCCESS,
                stream(EVENTS),
                foreign(),
                foreign(),
                foreign().substring(0, 50))
            .surplus(),
        answer(
                "an answer split by a header's value (response splitting)",
                SUCCESS,
                STREAM
                    + "x-name: a"
                    + EOL
                    + "content-length: "
                    + EVENTS.length()
                    + EOL
                    + EOL
                    + EVENTS,
                foreign())
            .surplus(),
        answer(
                "head and body byte after byte, the second answer with the last byte",
                SUCCESS,
                byteAfterByte(sized(STREAM, EVENTS).replaceAll("(?s).$", ""), "\n" + foreign()))
            .surplus(),
        answer("an empty line behind the answer", SUCCESS, stream(EVENTS), EOL),
        answer("one letter behind the answer", SUCCESS, stream(EVENTS), "x").surplus());
  }

  private static List<HostileAnswer> lengths() {
    return List.of(
        answer(
                "Content-Length too small by half the stream",
                "empty: the stream ended without a single message" + BEHIND,
                STREAM + "content-length: " + EVENTS.length() / 2 + EOL + EOL + EVENTS)
            .surplus(),
        answer(
            "Content-Length too small by the end of the last event",
            SUCCESS,
            STREAM + "content-length: " + (EVENTS.length() - 1) + EOL + EOL + EVENTS),
        answer(
                "Content-Length 0 before a whole stream",
                "empty: the stream ended without a single message" + BEHIND,
                STREAM + "content-length: 0" + EOL + EOL + EVENTS)
            .surplus(),
        answer(
                "Content-Length too small, of JSON",
                "malformed: the answer is not JSON" + BEHIND,
                JSON + "content-length: " + (WHOLE.length() - 5) + EOL + EOL + WHOLE)
            .surplus()
            .asked(Ask.WHOLE),
        answer(
                "Content-Length too large, then nothing",
                "idle-timeout: nothing came for 2 s",
                STREAM + "content-length: " + (EVENTS.length() + 1) + EOL + EOL + EVENTS)
            .closed()
            .asked(Ask.IMPATIENT),
        answer(
                "Content-Length too large, then the end of the connection",
                "cut: the connection broke within the answer, after 1 output chunk",
                thenEnd(STREAM + "content-length: " + (EVENTS.length() + 1) + EOL + EOL + EVENTS))
            .closed(),
        answer(
                "204 with a body",
                "http-status: 204 No Content" + BEHIND,
                "HTTP/1.1 204 No Content",
                EOL,
                sized("", EVENTS))
            .surplus(),
        answer(
            "205 with a body",
            "http-status: 205 Reset Content",
            "HTTP/1.1 205 Reset Content",
            EOL,
            sized("", EVENTS)),
        answer(
                "304 with a body",
                "http-status: 304 Not Modified" + BEHIND,
                "HTTP/1.1 304 Not Modified",
                EOL,
                sized("", EVENTS))
            .surplus());
  }

  private static List<HostileAnswer> closings() {
    return List.of(
        answer(
                "Connection: close, and then a second answer",
                SUCCESS,
                sized(STREAM + "connection: close" + EOL, EVENTS),
                foreign())
            .closed(),
        answer("no length, and the end of the connection", SUCCESS, thenEnd(STREAM + EOL + EVENTS))
            .closed(),
        answer(
                "HTTP/1.0, and the end of the connection",
                SUCCESS,
                thenEnd((STREAM + EOL + EVENTS).replace("HTTP/1.1", "HTTP/1.0")))
            .closed(),
        answer(
                "HTTP/1.0 in chunks",
                "disconnect: no answer: The Transfer-Encoding header is only allowed in HTTP/1.1 or"
                    + " newer",
                stream(EVENTS).replace("HTTP/1.1", "HTTP/1.0"))
            .closed(),
        answer("the end of the connection behind a whole answer", SUCCESS, thenEnd(stream(EVENTS)))
            .closed());
  }

  private static List<HostileAnswer> cuts() {
    return List.of(
        answer(
                "the end within the status line",
                "disconnect: no answer: Premature close",
                thenEnd("HTTP/1.1 20"))
            .closed(),
        answer(
                "the end within the headers",
                "disconnect: no answer: Connection closed before received headers",
                thenEnd(STREAM))
            .closed(),
        answer(
                "the end behind the headers",
                "cut: the connection broke within the answer, after 0 output chunks",
                thenEnd(CHUNKED + EOL))
            .closed(),
        answer(
                "the end within a chunk",
                "cut: the connection broke within the answer, after 0 output chunks",
                thenEnd(CHUNKED + EOL + chunk(EVENTS).substring(0, 40)))
            .closed(),
        answer(
                "the end in place of the last chunk",
                "cut: the connection broke within the answer, after 1 output chunk",
                thenEnd(CHUNKED + EOL + chunk(EVENTS)))
            .closed(),
        answer(
                "a reset behind a whole answer without its last chunk",
                "cut: the connection broke within the answer, after 1 output chunk",
                (wire, place) -> wire.send(CHUNKED + EOL + chunk(EVENTS)).reset())
            .closed());
  }
}
