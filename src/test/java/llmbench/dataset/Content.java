package llmbench.dataset;

import java.util.Arrays;
import llmbench.dataset.Prompt.Form;

/**
 * What a prompt says.
 *
 * @param text in the form
 * @param form what the text is
 * @param mediaTokens those of the pictures in it, which no tokenizer counts
 */
record Content(String text, Form form, int mediaTokens) {

  /** One without pictures. */
  Content(String text, Form form) {
    this(text, form, 0);
  }

  static Content text(String text) {
    return new Content(text, Form.TEXT);
  }

  static Content ids(int[] ids) {
    return new Content(Arrays.toString(ids), Form.TOKEN_IDS);
  }
}
