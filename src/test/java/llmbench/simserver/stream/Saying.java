package llmbench.simserver.stream;

import java.nio.charset.StandardCharsets;

/**
 * What one answer says, token by token: words; or, where JSON was asked for, an object with the
 * words in it, which is whole with the answer's last token.
 */
final class Saying {

  private final long request;
  private final int tokens;
  private final boolean inJson;

  /**
   * That of a request.
   *
   * @param request its number: what it says follows from it
   * @param tokens of all of its answer
   * @param inJson whether it is an object
   */
  Saying(long request, int tokens, boolean inJson) {
    this.request = request;
    this.tokens = tokens;
    this.inJson = inJson;
  }

  /** The text of a token in UTF-8, as it stands in a string of JSON; not to be changed. */
  byte[] escaped(int place) {
    return isWord(place)
        ? Words.bytes(request, place)
        : around(place).replace("\"", "\\\"").getBytes(StandardCharsets.UTF_8);
  }

  /** The texts of the first {@code count} tokens together. */
  String first(int count) {
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < count; place++) {
      text.append(isWord(place) ? Words.text(request, place) : around(place));
    }
    return text.toString();
  }

  private boolean isWord(int place) {
    return !inJson || (place > 0 && place < tokens - 1);
  }

  /** What of the object is around its words. */
  private String around(int place) {
    return tokens == 1 ? "{}" : place == 0 ? "{\"answer\":\"" : "\"}";
  }
}
