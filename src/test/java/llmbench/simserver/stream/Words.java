package llmbench.simserver.stream;

import java.nio.charset.StandardCharsets;

/** What the simulated model says: a token's text follows from its place, so that runs repeat. */
public final class Words {

  private static final String SAID =
      " the model answers one token at a time and each of them is a word that was chosen"
          + " before the run began so nothing here means anything yet it reads like text"
          + " décoder 推理 🙂 ok";

  /** Each word with the blank before it, as tokens have it. */
  private static final String[] TEXTS = SAID.split("(?= )");

  private static final byte[][] BYTES = new byte[TEXTS.length][];

  static {
    for (int i = 0; i < TEXTS.length; i++) {
      BYTES[i] = TEXTS[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  private Words() {}

  /** The text of token {@code place} of request {@code request}; needs no escape in JSON. */
  static String text(long request, int place) {
    return TEXTS[index(request, place)];
  }

  /** The same as UTF-8; not to be changed. */
  static byte[] bytes(long request, int place) {
    return BYTES[index(request, place)];
  }

  private static int index(long request, int place) {
    return (int) ((request * 7 + place) % TEXTS.length);
  }
}
