package llmbench.request;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import llmbench.api.Body;
import llmbench.timeline.AnswerForm;
import llmbench.timeline.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * One request as it is to be sent.
 *
 * @param path behind the server's base URL
 * @param headers by name, in order; may hold secrets
 * @param answers the form that its answer is read in
 * @param inputs what it has the model work on
 * @param server the base URL of the one of several servers that it is for; null where there is one
 */
public record LlmRequest(
    String path,
    Map<String, String> headers,
    Body body,
    AnswerForm answers,
    Inputs inputs,
    @Nullable String server) {

  private static final int DELETE = 0x7F;
  private static final int LAST = 0xFF;

  public LlmRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    headers.forEach(LlmRequest::check);
  }

  /** A request of a run with one server. */
  public LlmRequest(
      String path, Map<String, String> headers, Body body, AnswerForm answers, Inputs inputs) {
    this(path, headers, body, answers, inputs, null);
  }

  /** A request whose answer is that of chat or text completions. */
  public LlmRequest(String path, Map<String, String> headers, Body body) {
    this(path, headers, body, AnswerForm.CHOICES, Inputs.ONE);
  }

  /** Likewise, with a body that is JSON. */
  public LlmRequest(String path, Map<String, String> headers, String json) {
    this(path, headers, Body.json(json));
  }

  /** The same for one of several servers. */
  public LlmRequest to(URI one) {
    return new LlmRequest(path, headers, body, answers, inputs, one.toString());
  }

  /** The body as it is sent; not a copy. */
  public byte[] bytes() {
    return body.bytes();
  }

  /** What the body is, such as {@code application/json}. */
  public String contentType() {
    return body.contentType();
  }

  /** The body as a text. */
  public String text() {
    return body.text();
  }

  /** HTTP clients would name the value in their refusal. */
  private static void check(String name, String value) {
    boolean fits = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != DELETE && c <= LAST));
    if (!fits) {
      throw new IllegalArgumentException(
          "The header "
              + name
              + " has a character that no header may have, such as a line break or one outside"
              + " Latin-1. Check --header"
              + (name.equalsIgnoreCase("authorization") ? " and the API key." : "."));
    }
  }

  /** Shows neither a header's value nor a query nor the body: they may hold secrets. */
  @Override
  public String toString() {
    String shown = path.replaceFirst("(?s)[?].*", "?…");
    return "LlmRequest[" + shown + ", headers=" + headers.keySet() + "]";
  }
}
