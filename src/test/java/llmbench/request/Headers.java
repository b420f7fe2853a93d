package llmbench.request;

import java.util.Map;

/** Headers of a request, of which a name stands once, in whatever case it is written. */
final class Headers {

  private Headers() {}

  /** Puts one in the place of those of its name. */
  static void put(Map<String, String> headers, String name, String value) {
    headers.keySet().removeIf(name::equalsIgnoreCase);
    headers.put(name, value);
  }

  /** Puts all of these in the places of those of their names. */
  static void putAll(Map<String, String> headers, Map<String, String> others) {
    others.forEach((name, value) -> put(headers, name, value));
  }
}
