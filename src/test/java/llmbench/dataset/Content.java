package llmbench.dataset;

import java.util.Arrays;
import llmbench.dataset.Prompt.Form;

/**
 * What a prompt says.
 *
 * @param text in the form
 * @param form what the text is
 */
record Content(String text, Form form) {

  static Content text(String text) {
    return new Content(text, Form.TEXT);
  }

  static Content ids(int[] ids) {
    return new Content(Arrays.toString(ids), Form.TOKEN_IDS);
  }
}
