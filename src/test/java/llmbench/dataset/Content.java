package llmbench.dataset;

import java.util.Arrays;
import java.util.Map;
import llmbench.dataset.Prompt.Form;

/**
 * What a prompt says.
 *
 * @param text in the form
 * @param form what the text is
 * @param mediaTokens those of the pictures in it, which no tokenizer counts
 * @param headers of its request alone
 */
record Content(String text, Form form, int mediaTokens, Map<String, String> headers) {

  /** One without pictures and headers. */
  Content(String text, Form form) {
    this(text, form, 0, Map.of());
  }

  static Content text(String text) {
    return new Content(text, Form.TEXT);
  }

  static Content ids(int[] ids) {
    return new Content(Arrays.toString(ids), Form.TOKEN_IDS);
  }
}
