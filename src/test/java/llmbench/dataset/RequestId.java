package llmbench.dataset;

import java.util.OptionalInt;

/**
 * How a tool numbers a request, where that isn't the prompt's place.
 *
 * @param number behind the prefix of request ids; empty where the request has no id
 */
public record RequestId(OptionalInt number) {

  /** The request has no id. */
  public static final RequestId NONE = new RequestId(OptionalInt.empty());

  /** The request has this number. */
  public static RequestId of(int number) {
    return new RequestId(OptionalInt.of(number));
  }
}
