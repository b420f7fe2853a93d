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

import java.util.List;
import java.util.stream.Stream;
import llmbench.llm.testing.HostileAnswer.Ask;

/** Heads and chunks that contradict themselves, or the standard. */
public final class HostileHeads {

  private static final String LAST = "0" + EOL + EOL;

  private static final String NONE = "disconnect: no answer: ";
  private static final String NO_CHUNK =
      "cut: something that is no HTTP came within the answer, after 0 output chunks";

  private HostileHeads() {}

  public static List<HostileAnswer> all() {
    return Stream.of(lengths(), lines(), statuses(), sizes(), chunks())
        .flatMap(List::stream)
        .toList();
  }

  private static List<HostileAnswer> lengths() {
    return List.of(
        answer(
                "Content-Length and Transfer-Encoding",
                NONE
                    + "Content-Length are not allowed in HTTP/1.1 messages that contains a"
                    + " Transfer-Encoding header.",
                CHUNKED + "content-length: 5" + EOL + EOL + chunk(EVENTS) + LAST)
            .closed(),
        answer(
                "two different Content-Lengths",
                NONE + "Multiple Content-Length values found: [5, 64]",
                sized(STREAM + "content-length: 5" + EOL, EVENTS))
            .closed(),
        answer(
                "the same Content-Length twice",
                NONE + "Multiple Content-Length values found: [64, 64]",
                sized(STREAM + "content-length: " + EVENTS.length() + EOL, EVENTS))
            .closed(),
        answer(
                "Content-Length: -1",
                NONE + "Content-Length value is not a number: -1",
                STREAM,
                "content-length: -1",
                EOL,
                EOL,
                EVENTS)
            .closed(),
        answer(
                "Content-Length: +5",
                NONE + "Content-Length value is not a number: +5",
                STREAM,
                "content-length: +5",
                EOL,
                EOL,
                EVENTS)
            .closed(),
        answer(
                "a Content-Length of 20 digits",
                NONE + "Content-Length value is not a number: 99999999999999999999",
                STREAM,
                "content-length: 99999999999999999999",
                EOL,
                EOL,
                EVENTS)
            .closed(),
        answer(
                "a Content-Length that is no number",
                NONE + "Content-Length value is not a number: many",
                STREAM,
                "content-length: many",
                EOL,
                EOL,
                EVENTS)
            .closed());
  }

  private static List<HostileAnswer> lines() {
    return List.of(
        answer(
            "an unknown Transfer-Encoding",
            SUCCESS,
            sized(STREAM + "transfer-encoding: cramped" + EOL, EVENTS)),
        answer(
            "a header that goes on in the next line (obs-fold)",
            SUCCESS,
            sized(STREAM + "x-folded: a" + EOL + "  b" + EOL, EVENTS)),
        answer("NUL in a header", SUCCESS, sized(STREAM + "x-nul: a\0b" + EOL, EVENTS)),
        answer(
            "a carriage return alone in a header",
            SUCCESS,
            sized(STREAM + "x-cr: a\rb" + EOL, EVENTS)),
        answer(
                "a header without a colon",
                NONE + "No colon found",
                sized(STREAM + "x-nothing" + EOL, EVENTS))
            .closed(),
        answer(
            "a blank before a header's colon",
            SUCCESS,
            STREAM + "content-length : " + EVENTS.length() + EOL + EOL + EVENTS),
        answer(
                "lines of the head end with LF alone",
                NONE
                    + "Line Feed must be preceded by Carriage Return when terminating HTTP start-"
                    + " and header field-lines",
                sized(STREAM, EVENTS).replace("\r", ""))
            .closed(),
        answer(
            "the head byte after byte",
            SUCCESS,
            byteAfterByte(CHUNKED, EOL + chunk(EVENTS) + LAST)));
  }

  private static List<HostileAnswer> statuses() {
    return List.of(
        answer("HTTP/9.9", SUCCESS, sized(STREAM, EVENTS).replace("HTTP/1.1", "HTTP/9.9")),
        answer(
                "HTTP without a version",
                NONE + "invalid version format: HTTP",
                sized(STREAM, EVENTS).replace("HTTP/1.1", "HTTP"))
            .closed(),
        answer(
                "a status that is no number",
                NONE + "For input string: \"2oo\"",
                sized(STREAM, EVENTS).replace("200", "2oo"))
            .closed(),
        answer(
            "status 999",
            "http-status: 999 Odd",
            sized(STREAM, EVENTS).replace("200 OK", "999 Odd")),
        answer(
                "100 Continue before the answer",
                "http-status: 100 Continue",
                "HTTP/1.1 100 Continue",
                EOL,
                EOL,
                sized(STREAM, EVENTS))
            .closed(),
        answer(
                "103 Early Hints before the answer",
                "http-status: 103 Early Hints",
                "HTTP/1.1 103 Early Hints",
                EOL,
                EOL,
                sized(STREAM, EVENTS))
            .closed(),
        answer(
                "101 Switching Protocols, then an answer",
                "http-status: 101 Switching Protocols",
                "HTTP/1.1 101 Switching Protocols",
                EOL,
                EOL,
                foreign())
            .closed(),
        answer(
                "a refusal before it has read the request",
                "http-status: 413 Too Large",
                HostileAnswer.bytes(sized("HTTP/1.1 413 Too Large" + EOL, "too long")).early())
            .closed()
            .asked(Ask.LARGE),
        answer(
                "an answer before it has read the request",
                "disconnect: what came began before the request was written whole: it is no answer"
                    + " to it",
                HostileAnswer.bytes(sized(STREAM, EVENTS)).early())
            .closed()
            .asked(Ask.LARGE));
  }

  private static List<HostileAnswer> sizes() {
    String head = CHUNKED + EOL;
    return List.of(
        answer("a chunk of negative size", NO_CHUNK, head, "-5", EOL, EVENTS).closed(),
        answer("a chunk size of 17 digits", NO_CHUNK, head, "fffffffffffffffff", EOL, EVENTS)
            .closed(),
        answer(
                "a chunk of 2 GiB less one byte",
                "idle-timeout: nothing came for 2 s",
                head,
                "7fffffff",
                EOL,
                EVENTS)
            .closed()
            .asked(Ask.IMPATIENT),
        answer("a chunk size that is no number", NO_CHUNK, head, "zz", EOL, EVENTS).closed(),
        answer("a chunk size that begins with 0x", NO_CHUNK, head, "0x5", EOL, EVENTS).closed());
  }

  private static List<HostileAnswer> chunks() {
    String all = stream(EVENTS);
    String head = CHUNKED + EOL;
    return List.of(
        answer(
            "a chunk with an extension",
            SUCCESS,
            head,
            chunk(EVENTS).replaceFirst("\r", ";a=\"b\"\r"),
            LAST),
        answer(
                "a chunk with an extension of 1 MB",
                NO_CHUNK,
                head,
                chunk(EVENTS).replaceFirst("\r", ";a=" + "b".repeat(1_000_000) + "\r"),
                LAST)
            .closed(),
        answer(
                "a chunk that is longer than its size",
                NO_CHUNK,
                head,
                chunk(EVENTS).replaceFirst("^..", "10"),
                LAST)
            .closed(),
        answer(
                "lines of the chunks end with LF alone",
                NO_CHUNK,
                head,
                chunk(EVENTS).replace("\r", ""),
                LAST.replace("\r", ""))
            .closed(),
        answer("trailers", SUCCESS, all.substring(0, all.length() - 2), "x-trailer: a", EOL, EOL),
        answer(
            "a trailer that says a length",
            SUCCESS,
            all.substring(0, all.length() - 2),
            "content-length: 1000",
            EOL,
            EOL),
        answer("a chunk behind the last one", SUCCESS, all, chunk(EVENTS)).surplus());
  }
}
