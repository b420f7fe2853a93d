package llmbench.metrics.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import llmbench.metrics.evalscope.EvalscopeRequest;
import llmbench.metrics.request.RequestTimes;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * For tests: a run of conversations of evalscope 1.14, with the requests that it has sent and how
 * they were answered. Which conversation a request is of is found by what it sends: all that the
 * one before has sent, and its answer.
 */
public record ConversationGolden(JsonNode json) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/evalscope/multi_turn_1.14.json");

  /** Those that came to an end. */
  public static Stream<ConversationGolden> all() throws IOException {
    return StreamSupport.stream(JSON.readTree(GOLDEN.toFile()).get("cases").spliterator(), false)
        .filter(each -> !each.has("error"))
        .map(ConversationGolden::new);
  }

  @Override
  public String toString() {
    return json.get("name").asText();
  }

  /** What it was asked for. */
  public JsonNode args() {
    return json.get("args");
  }

  /**
   * A turn as the file has it.
   *
   * @param messages all that it sends
   */
  private record Turn(ConversationTurn which, JsonNode sent, JsonNode messages) {

    JsonNode reply() {
      return sent.get("reply");
    }

    boolean failed() {
      return reply().path("fail").asBoolean();
    }

    /** Whether the other one is the next of the same conversation. */
    boolean isBefore(JsonNode other, JsonNode otherMessages) {
      int size = messages.size();
      if (failed()
          || sent.get("end").asDouble() > other.get("t").asDouble()
          || otherMessages.size() <= size) {
        return false;
      }
      for (int i = 0; i < size; i++) {
        if (!messages.get(i).equals(otherMessages.get(i))) {
          return false;
        }
      }
      JsonNode answer = otherMessages.get(size);
      return answer.get("role").asText().equals("assistant")
          && answer.findPath("content").toString().contains(reply().get("text").asText());
    }
  }

  /** Turns of measured conversations, in the order in which they ended. */
  private List<Turn> turns() {
    List<Turn> last = new ArrayList<>();
    List<Turn> all = new ArrayList<>();
    for (JsonNode sent : json.get("requests")) {
      JsonNode body = body(sent);
      JsonNode messages = body.has("messages") ? body.get("messages") : body.get("input");
      Turn before = before(last, sent, messages);
      ConversationTurn which =
          before == null
              ? new ConversationTurn(last.size(), 1, 0)
              : new ConversationTurn(
                  before.which.conversation(), before.which.turn() + 1, waited(before, sent));
      Turn turn = new Turn(which, sent, messages);
      if (before == null) {
        last.add(turn);
      } else {
        last.set(which.conversation(), turn);
      }
      all.add(turn);
    }
    int warmUp = args().path("warmup_num").asInt();
    all.removeIf(turn -> turn.which.conversation() < warmUp);
    all.sort(Comparator.comparing(turn -> turn.sent.get("end").asDouble()));
    return all;
  }

  private static @Nullable Turn before(List<Turn> last, JsonNode sent, JsonNode messages) {
    return last.stream()
        .filter(turn -> turn.isBefore(sent, messages))
        .reduce((one, other) -> other)
        .orElse(null);
  }

  private static long waited(Turn before, JsonNode sent) {
    return nanos(sent.get("t")) - nanos(before.sent.get("end"));
  }

  private static JsonNode body(JsonNode sent) {
    try {
      return JSON.readTree(sent.get("body").asText());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The requests with the tool's own times, whose clock is a double of seconds. */
  public List<EvalscopeRequest> requests() {
    List<EvalscopeRequest> requests = new ArrayList<>();
    for (Turn turn : turns()) {
      double start = turn.sent.get("t").asDouble();
      double end = turn.sent.get("end").asDouble();
      JsonNode reply = turn.reply();
      RequestTimes times =
          new RequestTimes(
              requests.size(),
              !turn.failed(),
              start,
              end,
              turn.failed() ? 0 : reply.get("ttft").asDouble(),
              EvalscopeGolden.series(reply.path("gaps")),
              turn.failed() ? 0 : end - start,
              reply.path("pt").asInt(),
              reply.path("ct").asInt(),
              false,
              0,
              null,
              "",
              turn.failed() ? "failed" : "");
      requests.add(
          new EvalscopeRequest(
              times,
              true,
              reply.path("gaps").size() + 1,
              reply.has("cached")
                  ? OptionalInt.of(reply.get("cached").asInt())
                  : OptionalInt.empty(),
              turn.which));
    }
    return requests;
  }

  /** The same requests as we would have recorded them, in whole nanoseconds. */
  public List<RequestRecord> records() {
    List<RequestRecord> records = new ArrayList<>();
    turns().forEach(turn -> records.add(record(turn, records.size())));
    return records;
  }

  private static RequestRecord record(Turn turn, int index) {
    JsonNode reply = turn.reply();
    List<Long> nanos = new ArrayList<>();
    if (!turn.failed()) {
      nanos.add(nanos(reply.get("ttft")));
      reply.path("gaps").forEach(gap -> nanos.add(nanos.get(nanos.size() - 1) + nanos(gap)));
    }
    MessageKind[] kinds = new MessageKind[nanos.size()];
    Arrays.fill(kinds, MessageKind.TEXT);
    return new RequestRecord(
            index,
            "chat",
            "",
            reply.path("pt").asInt(),
            0,
            nanos(turn.sent.get("t")),
            nanos(turn.sent.get("end")),
            Departure.AT_ONCE,
            turn.failed() ? 500 : 200,
            0,
            false,
            Messages.of(kinds, nanos.stream().mapToLong(Long::longValue).toArray()),
            turn.failed() ? null : usage(reply),
            null,
            turn.failed() ? null : "stop",
            reply.path("text").asText(),
            "",
            turn.failed() ? new Fault(FaultKind.HTTP_STATUS, "status 500", "") : null)
        .in(turn.which);
  }

  private static Usage usage(JsonNode reply) {
    return new Usage(
        reply.get("pt").asInt(),
        reply.get("ct").asInt(),
        reply.has("cached") ? reply.get("cached").asInt() : null);
  }

  private static long nanos(JsonNode seconds) {
    return Math.round(seconds.asDouble() * 1e9);
  }
}
