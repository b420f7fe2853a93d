package llmbench.runlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import llmbench.timeline.ConversationTurn;
import llmbench.timeline.Departure;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
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
 * Reads the lines of requests.jsonl, each by itself. Strictly, except for the times: they are most
 * of a line, and where they stand as the recorder writes them {@link QuickTimes} reads them. One
 * thread.
 */
final class LineParser {

  private static final JsonFactory JSON = new JsonFactory();

  /** Fields that every request has; a line without them is none. */
  private static final int REQUIRED = 3;

  private final QuickTimes quick = new QuickTimes();

  /** The request of a line; null when it is none. */
  @Nullable RequestRecord parse(byte[] line, int length) {
    RequestRecord request = quickly(line, length);
    return request != null ? request : strictly(line, length);
  }

  /** The same only where the times stand as the recorder writes them; else null. */
  @Nullable RequestRecord quickly(byte[] line, int length) {
    return quick.read(line, length) ? parse(quick.rest(), quick.restLength(), quick) : null;
  }

  /** The same by the JSON parser alone. */
  static @Nullable RequestRecord strictly(byte[] line, int length) {
    return parse(line, length, null);
  }

  private static @Nullable RequestRecord parse(
      byte[] line, int length, @Nullable QuickTimes quick) {
    try (JsonParser json = JSON.createParser(line, 0, length)) {
      return json.nextToken() == JsonToken.START_OBJECT ? new Fields(quick).read(json) : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The fields of one line, in whatever order. */
  private static final class Fields {
    private final @Nullable QuickTimes quick;
    private boolean quickTaken;
    private int required;
    private int index;
    private String name = "";
    private String requestId = "";
    private int promptTokens;
    private int maxTokens;
    private int inputCount = 1;
    private double audioSeconds;
    private int media;
    private @Nullable String targetServer;
    private @Nullable String model;
    private @Nullable Integer conversation;
    private int turn = 1;
    private long thinkNanos;
    private long sentNanos;
    private long endNanos;
    private @Nullable Long plannedNanos;
    private @Nullable Long admittedNanos;
    private long connectNanos;
    private int status;
    private int resends;
    private boolean unstreamed;
    private String kinds = "";
    private long[] gaps = {};
    private @Nullable Usage usage;
    private @Nullable ServerTimes server;
    private @Nullable String finishReason;
    private String text = "";
    private String reasoning = "";
    private @Nullable Fault fault;

    Fields(@Nullable QuickTimes quick) {
      this.quick = quick;
    }

    RequestRecord read(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (value != JsonToken.VALUE_NULL) {
          field(field, json);
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new IllegalArgumentException("the line is cut");
      }
      boolean times = RunTimes.isNanos(sentNanos) && RunTimes.isNanos(endNanos);
      if (required < REQUIRED || endNanos < sentNanos || !times) {
        throw new IllegalArgumentException("the line is no request");
      }
      if (quick != null && !quickTaken) {
        throw new IllegalArgumentException("what was read ahead are other times");
      }
      return new RequestRecord(
          index,
          name,
          requestId,
          promptTokens,
          maxTokens,
          new Inputs(inputCount, audioSeconds, media),
          new RequestTarget(targetServer, model),
          conversation == null ? null : new ConversationTurn(conversation, turn, thinkNanos),
          sentNanos,
          endNanos,
          new Departure(plannedNanos, admittedNanos, connectNanos),
          status,
          resends,
          unstreamed,
          messages(),
          usage,
          server,
          finishReason,
          text,
          reasoning,
          fault);
    }

    private void field(String field, JsonParser json) throws IOException {
      switch (field) {
        case "index" -> {
          index = count(json);
          required++;
        }
        case "name" -> name = json.getText();
        case "request_id" -> requestId = json.getText();
        case "prompt_tokens" -> promptTokens = count(json);
        case "max_tokens" -> maxTokens = count(json);
        case "inputs" -> inputCount = count(json);
        case "audio_s" -> audioSeconds = json.getDoubleValue();
        case "media" -> media = count(json);
        case "target" -> targetServer = json.getText();
        case "model" -> model = json.getText();
        case "conversation" -> conversation = count(json);
        case "turn" -> turn = count(json);
        case "think_ns" -> thinkNanos = connected(json);
        case "sent_ns" -> {
          sentNanos = json.getLongValue();
          required++;
        }
        case "end_ns" -> {
          endNanos = json.getLongValue();
          required++;
        }
        case "planned_ns" -> plannedNanos = time(json);
        case "admitted_ns" -> admittedNanos = time(json);
        case "connect_ns" -> connectNanos = connected(json);
        case "status" -> status = count(json);
        case "resends" -> resends = count(json);
        case "whole" -> unstreamed = json.getBooleanValue();
        case "kinds" -> kinds = json.getText();
        case "gaps_ns" -> gaps = times(json);
        case "usage" -> usage = usage(json);
        case "server" -> server = server(json);
        case "finish_reason" -> finishReason = json.getText();
        case "text" -> text = json.getText();
        case "reasoning" -> reasoning = json.getText();
        case "fault" -> fault = fault(json);
        default -> json.skipChildren();
      }
    }

    private Messages messages() {
      MessageKind[] all = new MessageKind[gaps.length];
      int size = 0;
      for (int i = 0; i < kinds.length(); ) {
        MessageKind kind = MessageKind.of(kinds.charAt(i++));
        int digits = i;
        while (i < kinds.length() && Character.isDigit(kinds.charAt(i))) {
          i++;
        }
        int count = i == digits ? 1 : Integer.parseInt(kinds.substring(digits, i));
        if (count > all.length - size) {
          throw new IllegalArgumentException("more kinds than times");
        }
        Arrays.fill(all, size, size + count, kind);
        size += count;
      }
      if (size != all.length) {
        throw new IllegalArgumentException("fewer kinds than times");
      }
      // From here on they are times since the request was sent.
      for (int i = 1; i < gaps.length; i++) {
        gaps[i] += gaps[i - 1];
      }
      // Where they run over, they fall, which no messages do.
      if (gaps.length > 0 && !RunTimes.isNanos(gaps[gaps.length - 1])) {
        throw new IllegalArgumentException("an answer of years");
      }
      return Messages.of(all, gaps);
    }

    private static long time(JsonParser json) throws IOException {
      long nanos = json.getLongValue();
      if (!RunTimes.isNanos(nanos)) {
        throw new IllegalArgumentException("years from the clock zero");
      }
      return nanos;
    }

    private static long connected(JsonParser json) throws IOException {
      long nanos = time(json);
      if (nanos < 0) {
        throw new IllegalArgumentException("connected before it was sent");
      }
      return nanos;
    }

    private static int count(JsonParser json) throws IOException {
      int count = json.getIntValue();
      if (count < 0) {
        throw new IllegalArgumentException("less than nothing");
      }
      return count;
    }

    /** Read ahead where this is the place, and the only one: then nothing stands there now. */
    private long[] times(JsonParser json) throws IOException {
      if (quick == null || json.currentTokenLocation().getByteOffset() != quick.place()) {
        return numbers(json);
      }
      quickTaken = true;
      json.nextToken();
      return quick.times();
    }

    private static long[] numbers(JsonParser json) throws IOException {
      long[] numbers = new long[128];
      int size = 0;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (size == numbers.length) {
          numbers = Arrays.copyOf(numbers, size * 2);
        }
        long number = json.getLongValue();
        if (number < 0) {
          throw new IllegalArgumentException("time runs backwards");
        }
        numbers[size++] = number;
      }
      return Arrays.copyOf(numbers, size);
    }

    private static Usage usage(JsonParser json) throws IOException {
      Integer prompt = null;
      Integer completion = null;
      Integer cached = null;
      Place place = Place.ALONE;
      Usage before = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "prompt_tokens" -> prompt = count(json);
          case "completion_tokens" -> completion = count(json);
          case "cached_tokens" -> cached = count(json);
          case "place" -> place = Place.of(json.getText());
          case "before" -> before = usage(json);
          default -> json.skipChildren();
        }
      }
      return new Usage(prompt, completion, cached, place, before);
    }

    private static ServerTimes server(JsonParser json) throws IOException {
      Double queue = null;
      Double ttft = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "queue_ms" -> queue = json.getDoubleValue();
          case "ttft_ms" -> ttft = json.getDoubleValue();
          default -> json.skipChildren();
        }
      }
      return new ServerTimes(queue, ttft);
    }

    private static Fault fault(JsonParser json) throws IOException {
      FaultKind kind = FaultKind.CHECK;
      String message = "";
      String body = null;
      boolean broke = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "kind" -> kind = FaultKind.of(json.getText());
          case "message" -> message = json.getText();
          case "body" -> body = json.getText();
          case "broke" -> broke = json.getBooleanValue();
          default -> json.skipChildren();
        }
      }
      return new Fault(kind, message, body, broke);
    }
  }
}
