package llmbench.runlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import llmbench.timeline.MessageKind;
import llmbench.timeline.Messages;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Usage;
import org.jspecify.annotations.Nullable;

/**
 * requests.jsonl, read line by line. A line that can't be read is counted and said, never fatal: a
 * killed run may leave half of one at the end.
 *
 * @param broken numbers of the lines that could not be read, from 1; at most the first hundred
 * @param partialLastLine whether the last line has no end, as a killed run may leave it
 */
public record RequestLines(List<Integer> broken, boolean partialLastLine) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_NAMED = 100;

  /** Fields that every request has; a line without them is none. */
  private static final int REQUIRED = 3;

  /** Reads a file; {@code requests} gets each request in the order of the file. */
  public static RequestLines read(Path file, Consumer<RequestRecord> requests) {
    List<Integer> broken = new ArrayList<>();
    boolean partial = false;
    try (LineBytes lines = new LineBytes(Files.newInputStream(file))) {
      for (int number = 1; lines.next(); number++) {
        if (lines.isBlank()) {
          continue;
        }
        RequestRecord request = parse(lines.bytes(), lines.length());
        if (request != null) {
          requests.accept(request);
        } else if (!lines.isEnded()) {
          partial = true;
        } else if (broken.size() < MOST_NAMED) {
          broken.add(number);
        }
      }
    } catch (IOException e) {
      throw new RunLogException(file + " can't be read: " + e.getMessage());
    }
    return new RequestLines(List.copyOf(broken), partial);
  }

  /** The request of a line; null when it is none. */
  static @Nullable RequestRecord parse(byte[] line, int length) {
    try (JsonParser json = JSON.createParser(line, 0, length)) {
      return json.nextToken() == JsonToken.START_OBJECT ? new Fields().read(json) : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** The fields of one line, in whatever order. */
  private static final class Fields {
    private int required;
    private int index;
    private String name = "";
    private String requestId = "";
    private int promptTokens;
    private int maxTokens;
    private long sentNanos;
    private long endNanos;
    private int status;
    private int resends;
    private boolean whole;
    private String kinds = "";
    private long[] gaps = {};
    private @Nullable Usage usage;
    private @Nullable String finishReason;
    private String text = "";
    private String reasoning = "";
    private @Nullable Fault fault;

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
      if (required < REQUIRED || endNanos < sentNanos) {
        throw new IllegalArgumentException("the line is no request");
      }
      return new RequestRecord(
          index,
          name,
          requestId,
          promptTokens,
          maxTokens,
          sentNanos,
          endNanos,
          status,
          resends,
          whole,
          messages(),
          usage,
          finishReason,
          text,
          reasoning,
          fault);
    }

    private void field(String field, JsonParser json) throws IOException {
      switch (field) {
        case "index" -> {
          index = json.getIntValue();
          required++;
        }
        case "name" -> name = json.getText();
        case "request_id" -> requestId = json.getText();
        case "prompt_tokens" -> promptTokens = json.getIntValue();
        case "max_tokens" -> maxTokens = json.getIntValue();
        case "sent_ns" -> {
          sentNanos = json.getLongValue();
          required++;
        }
        case "end_ns" -> {
          endNanos = json.getLongValue();
          required++;
        }
        case "status" -> status = json.getIntValue();
        case "resends" -> resends = json.getIntValue();
        case "whole" -> whole = json.getBooleanValue();
        case "kinds" -> kinds = json.getText();
        case "gaps_ns" -> gaps = numbers(json);
        case "usage" -> usage = usage(json);
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
      long[] nanos = gaps.clone();
      for (int i = 1; i < nanos.length; i++) {
        nanos[i] += nanos[i - 1];
      }
      return Messages.of(all, nanos);
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
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "prompt_tokens" -> prompt = json.getIntValue();
          case "completion_tokens" -> completion = json.getIntValue();
          case "cached_tokens" -> cached = json.getIntValue();
          default -> json.skipChildren();
        }
      }
      return new Usage(prompt, completion, cached);
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
