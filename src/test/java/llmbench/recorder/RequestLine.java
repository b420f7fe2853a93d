package llmbench.recorder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.Inputs;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.RequestTarget;
import llmbench.timeline.ServerTimes;
import llmbench.timeline.Usage;
import llmbench.timeline.Usage.Place;
import org.jspecify.annotations.Nullable;

/**
 * The form of a request in requests.jsonl: one JSON object on a line of its own. The schema is in
 * docs/requests-jsonl.md; absent means null.
 */
public final class RequestLine {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private RequestLine() {}

  /** Writes the line of {@code request}, line feed included. */
  public static void write(RequestRecord request, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("index", request.index());
      json.writeStringField("name", request.name());
      json.writeStringField("request_id", request.requestId());
      json.writeNumberField("prompt_tokens", request.promptTokens());
      json.writeNumberField("max_tokens", request.maxTokens());
      inputs(request.inputs(), json);
      target(request.target(), json);
      turn(request.turn(), json);
      json.writeNumberField("sent_ns", request.sentNanos());
      json.writeNumberField("end_ns", request.endNanos());
      departure(request.departure(), json);
      json.writeNumberField("status", request.status());
      json.writeNumberField("resends", request.resends());
      if (request.unstreamed()) {
        json.writeBooleanField("whole", true);
      }
      messages(request.messages(), json);
      if (request.usage() != null) {
        usage("usage", request.usage(), json);
      }
      server(request.server(), json);
      if (request.finishReason() != null) {
        json.writeStringField("finish_reason", request.finishReason());
      }
      json.writeStringField("text", request.text());
      if (!request.reasoning().isEmpty()) {
        json.writeStringField("reasoning", request.reasoning());
      }
      fault(request.fault(), json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void inputs(Inputs inputs, JsonGenerator json) throws IOException {
    if (inputs.count() != 1) {
      json.writeNumberField("inputs", inputs.count());
    }
    if (inputs.audioSeconds() > 0) {
      json.writeNumberField("audio_s", inputs.audioSeconds());
    }
    if (inputs.media() > 0) {
      json.writeNumberField("media", inputs.media());
    }
  }

  private static void target(RequestTarget target, JsonGenerator json) throws IOException {
    if (target.server() != null) {
      json.writeStringField("target", target.server());
    }
    if (target.model() != null) {
      json.writeStringField("model", target.model());
    }
  }

  private static void turn(@Nullable ConversationTurn turn, JsonGenerator json) throws IOException {
    if (turn != null) {
      json.writeNumberField("conversation", turn.conversation());
      json.writeNumberField("turn", turn.turn());
      if (turn.thinkNanos() > 0) {
        json.writeNumberField("think_ns", turn.thinkNanos());
      }
    }
  }

  private static void departure(Departure departure, JsonGenerator json) throws IOException {
    time("planned_ns", departure.plannedNanos(), json);
    time("admitted_ns", departure.admittedNanos(), json);
    if (departure.connectNanos() > 0) {
      json.writeNumberField("connect_ns", departure.connectNanos());
    }
  }

  private static void time(String name, @Nullable Long nanos, JsonGenerator json)
      throws IOException {
    if (nanos != null) {
      json.writeNumberField(name, nanos);
    }
  }

  /** The kinds, run-length coded ({@code RT100UD}), and the time from each message to the next. */
  private static void messages(Messages messages, JsonGenerator json) throws IOException {
    json.writeStringField("kinds", kinds(messages));
    json.writeArrayFieldStart("gaps_ns");
    long before = 0;
    for (int i = 0; i < messages.size(); i++) {
      json.writeNumber(messages.nanos(i) - before);
      before = messages.nanos(i);
    }
    json.writeEndArray();
  }

  private static String kinds(Messages messages) {
    StringBuilder kinds = new StringBuilder();
    for (int i = 0; i < messages.size(); ) {
      MessageKind kind = messages.kind(i);
      int run = 1;
      while (i + run < messages.size() && messages.kind(i + run) == kind) {
        run++;
      }
      kinds.append(kind.letter());
      if (run > 1) {
        kinds.append(run);
      }
      i += run;
    }
    return kinds.toString();
  }

  private static void usage(String name, Usage usage, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    count("prompt_tokens", usage.promptTokens(), json);
    count("completion_tokens", usage.completionTokens(), json);
    count("cached_tokens", usage.cachedTokens(), json);
    if (usage.place() != Place.ALONE) {
      json.writeStringField("place", usage.place().label());
    }
    if (usage.before() != null) {
      usage("before", usage.before(), json);
    }
    json.writeEndObject();
  }

  private static void server(@Nullable ServerTimes server, JsonGenerator json) throws IOException {
    if (server == null) {
      return;
    }
    json.writeObjectFieldStart("server");
    millis("queue_ms", server.queueMillis(), json);
    millis("ttft_ms", server.ttftMillis(), json);
    json.writeEndObject();
  }

  private static void millis(String name, @Nullable Double millis, JsonGenerator json)
      throws IOException {
    if (millis != null) {
      json.writeNumberField(name, millis);
    }
  }

  private static void count(String name, @Nullable Integer tokens, JsonGenerator json)
      throws IOException {
    if (tokens != null) {
      json.writeNumberField(name, tokens);
    }
  }

  private static void fault(@Nullable Fault fault, JsonGenerator json) throws IOException {
    if (fault == null) {
      return;
    }
    json.writeObjectFieldStart("fault");
    json.writeStringField("kind", fault.kind().label());
    json.writeStringField("message", fault.message());
    if (fault.body() != null) {
      json.writeStringField("body", fault.body());
    }
    if (fault.broke()) {
      json.writeBooleanField("broke", true);
    }
    json.writeEndObject();
  }
}
