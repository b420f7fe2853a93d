package llmbench.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import llmbench.timeline.Fault;
import llmbench.timeline.RequestRecord;
import llmbench.timeline.Requests;
import org.jspecify.annotations.Nullable;

/**
 * Failures of one kind and message, with what the server answered to the first of them.
 *
 * @param kind the fault's name
 * @param message as of the first
 * @param body what the server answered to the first; null when that was nothing
 */
public record FailureKind(String kind, String message, int count, @Nullable String body) {

  /** A server may put another number into each message: of more, those of one kind are one. */
  private static final int MAX_MESSAGES = 100;

  /**
   * The value that a check of ours saw, as llm's checks say it. Tried once for each number: a
   * message may be nothing but digits, a million of them.
   */
  private static final Pattern SEEN =
      Pattern.compile(
          "(?<![\\d.,])[\\d.,]++ (?:ms(?=, not )|completion tokens?(?=, (?:not|fewer|more) ))");

  /** How far a stream came; likewise tried once for each number. */
  private static final Pattern CAME = Pattern.compile("(?<!\\d)\\d++ output chunks?");

  /** A server's message in its JSON, of which only the beginning may have been kept. */
  private static final Pattern SAID =
      Pattern.compile("\"(?:message|detail)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,500})\"");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String AND_OTHERS = ", and others like it";

  /** What a failure of a tool's result is called: it does not say which of our kinds it is. */
  public static final String UNKNOWN = "error";

  /** The same of a result that does not know our kinds. */
  public FailureKind unknown() {
    return new FailureKind(UNKNOWN, message, count, body);
  }

  /** How far a stream came is another number each time: of several, the message has none. */
  private static String general(String message) {
    return CAME.matcher(message).replaceAll("n output chunks");
  }

  /** One more of these, which may have seen another value. */
  private FailureKind and(FailureKind other) {
    String message = general(this.message);
    boolean same = general(other.message).equals(message) || message.endsWith(AND_OTHERS);
    return new FailureKind(kind, same ? message : message + AND_OTHERS, count + 1, body);
  }

  /** Its name and its message, such as {@code http-status: 404 Not Found}. */
  public String line() {
    return kind + ": " + message;
  }

  /** The kind that most requests failed by; empty where none failed. */
  public static Optional<FailureKind> mostOften(List<FailureKind> kinds) {
    return kinds.stream().max(Comparator.comparingInt(FailureKind::count));
  }

  /** What the server said of it in its own words, else the fault's; with a full stop. */
  public String sentence() {
    Matcher said = body == null ? null : SAID.matcher(body);
    String words = said != null && said.find() ? plain(said.group(1)) : line();
    return words.endsWith(".") ? words : words + ".";
  }

  /** A JSON string's text; as it stands where it can't be read. */
  private static String plain(String json) {
    try {
      return JSON.readValue('"' + json + '"', String.class);
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  /** The kinds of these requests' failures, in the order in which each came first. */
  public static List<FailureKind> of(Requests requests) {
    Map<String, FailureKind> kinds = new LinkedHashMap<>();
    for (RequestRecord request : requests.failed()) {
      Fault fault = request.fault();
      if (fault != null) {
        String message = fault.message();
        String key = fault.kind().label() + ": " + SEEN.matcher(general(message)).replaceAll("n");
        boolean known = kinds.containsKey(key) || kinds.size() < MAX_MESSAGES;
        kinds.merge(
            known ? key : fault.kind().label(),
            known
                ? new FailureKind(fault.kind().label(), message, 1, fault.body())
                : new FailureKind(fault.kind().label(), "other messages", 1, null),
            FailureKind::and);
      }
    }
    return new ArrayList<>(kinds.values());
  }
}
