package llmbench.llm.testing;

import static llmbench.llm.testing.HostileAnswer.DONE;
import static llmbench.llm.testing.HostileAnswer.EVENTS;
import static llmbench.llm.testing.HostileAnswer.MINE;
import static llmbench.llm.testing.HostileAnswer.STREAM;
import static llmbench.llm.testing.HostileAnswer.SUCCESS;
import static llmbench.llm.testing.HostileAnswer.answer;
import static llmbench.llm.testing.HostileAnswer.bytes;
import static llmbench.llm.testing.HostileAnswer.event;
import static llmbench.llm.testing.HostileAnswer.in;
import static llmbench.llm.testing.HostileAnswer.sized;
import static llmbench.llm.testing.HostileAnswer.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Streams and messages that no parser should trip over. */
public final class HostileStreams {

  private HostileStreams() {}

  public static List<HostileAnswer> all() {
    return Stream.concat(streams().stream(), messages().stream()).toList();
  }

  private static List<HostileAnswer> streams() {
    return List.of(
        answer(
            "UTF-16",
            "empty: the stream ended without a single message",
            bytes(sized(STREAM, in(StandardCharsets.UTF_16, EVENTS)))),
        answer("UTF-8 with a byte order mark", SUCCESS, stream("\uFEFF" + EVENTS)),
        answer(
            "another charset than it says",
            SUCCESS,
            bytes(
                sized(
                    STREAM.replace("event-stream", "event-stream; charset=utf-8"),
                    in(StandardCharsets.ISO_8859_1, event("caf\u00e9") + EVENTS)))),
        answer("lines that end with CR alone", SUCCESS, stream(EVENTS.replace('\n', '\r'))),
        answer(
            "NUL in a message",
            "malformed: a message is not JSON",
            stream("data: {\"a\":\"\0\"}\n\n" + EVENTS)),
        answer("NUL between messages", SUCCESS, stream("\0\n\n" + EVENTS)),
        answer("an id of 1 MB", SUCCESS, stream("id: " + "9".repeat(1_000_000) + "\n" + EVENTS)),
        answer(
            "a retry of 1,000 digits",
            SUCCESS,
            stream("retry: " + "9".repeat(1_000) + "\n" + EVENTS)),
        answer("a field without a name", SUCCESS, stream(": \n:\n:data: x\n\n" + EVENTS)));
  }

  private static List<HostileAnswer> messages() {
    return List.of(
        answer(
            "JSON 100,000 arrays deep",
            "malformed: a message is not JSON",
            stream("data: " + "[".repeat(100_000) + "]".repeat(100_000) + "\n\n" + EVENTS)),
        answer(
            "JSON 100,000 objects deep, open",
            "malformed: a message is not JSON",
            stream("data: " + "{\"a\":".repeat(100_000) + "\n\n" + EVENTS)),
        answer(
            "a number of 100,000 digits",
            SUCCESS,
            stream("data: {\"a\":" + "9".repeat(100_000) + "}\n\n" + EVENTS)),
        answer("usage that is negative", SUCCESS, stream(event(MINE) + usage("-5", "-7") + DONE)),
        answer(
            "usage of 1e400 and 2^64",
            SUCCESS,
            stream(event(MINE) + usage("1e400", "18446744073709551616") + DONE)),
        answer("usage that is text", SUCCESS, stream(event(MINE) + usage("\"5\"", "{}") + DONE)),
        answer(
            "the same key twice",
            SUCCESS,
            stream(
                "data: {\"choices\":[],\"choices\":[{\"delta\":{\"content\":\"x\",\"content\":\""
                    + MINE
                    + "\"}}]}\n\n"
                    + DONE)),
        answer(
            "a finish reason twice",
            SUCCESS,
            stream(event(MINE) + finish("stop") + finish("length") + DONE)),
        answer("tokens behind [DONE]", SUCCESS, stream(EVENTS + event(MINE))),
        answer("[DONE] twice", SUCCESS, stream(EVENTS + DONE)),
        answer("half a surrogate", SUCCESS, stream(event("\\ud800") + EVENTS)),
        answer(
            "bytes that are no UTF-8",
            SUCCESS,
            bytes(sized(STREAM, in(StandardCharsets.ISO_8859_1, event("\u00ff\u00c0") + EVENTS)))));
  }

  private static String usage(String prompt, String completion) {
    return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":"
        + prompt
        + ",\"completion_tokens\":"
        + completion
        + "}}\n\n";
  }

  private static String finish(String reason) {
    return "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n";
  }
}
