package llmbench.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import llmbench.timeline.Fault;
import llmbench.timeline.FaultKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final Secrets SECRETS = Secrets.of(List.of("sk-a/b\"c+d", "EMPTY", "longer-one"));

  @Test
  void aSecretIsHiddenAsItIsAndAsJsonAndUrlsWriteIt() {
    assertThat(
            SECRETS.hide(
                "1 sk-a/b\"c+d 2 sk-a/b\\\"c+d 3 sk-a\\/b\\\"c+d 4 sk-a%2Fb%22c%2Bd 5 longer-one"))
        .isEqualTo("1 *** 2 *** 3 *** 4 *** 5 ***");
  }

  @Test
  void theBeginningOfOneThatWasCutOffIsHiddenAsWell() {
    assertThat(SECRETS.hide("the key was longer-on")).isEqualTo("the key was ***");
    assertThat(SECRETS.hide("the key was longer")).isEqualTo("the key was ***");
    assertThat(SECRETS.hide("it was long")).isEqualTo("it was long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-S3cret",
        "sk-\\u0053\\u0033cret",
        "\\u0073\\u006B\\u002d\\u00533cret",
        "%73%6B%2d%53%33cret",
        "&#115;k-&#x53;3cr&#X65;t",
        "&#115k-S3cret",
        "s\\x6b-S%33cr&#101;t",
        "%5Cu0073k-S3cret",
        "\\\\u0073k-S3cret",
        "%2573k-S3cret",
        "&amp;#115;k-S3cret"
      })
  void aSecretIsHiddenBehindAnyMixtureOfEscapes(String written) {
    Secrets secrets = Secrets.of(List.of("sk-S3cret"));
    assertThat(secrets.hide("{\"no entry\": \"" + written + "\", \"at\": \"\\u00e9%\"}"))
        .isEqualTo("{\"no entry\": \"***\", \"at\": \"\\u00e9%\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sk-S3c", "sk-S3c\\u00", "sk-S3c%7", "%73k-S3c&#1", "sk-S3c\\", "sk-S3c&"})
  void theBeginningOfAnEscapedOneThatWasCutOffIsHiddenAsWell(String end) {
    assertThat(Secrets.of(List.of("sk-S3cret")).hide("the key was " + end))
        .isEqualTo("the key was ***");
  }

  @Test
  void aBlankOfASecretMayBeAPlusInAUrl() {
    assertThat(Secrets.of(List.of("two words")).hide("?key=two+words&two%20words"))
        .isEqualTo("?key=***&***");
  }

  @Test
  void noSecretEscapesAnyWriter() {
    Random random = new Random(15);
    for (int i = 0; i < 2000; i++) {
      String secret = any(random, 6 + random.nextInt(20));
      String written = secret;
      for (int layers = random.nextInt(4); layers > 0; layers--) {
        written = escaped(written, random);
      }
      assertThat(Secrets.of(List.of(secret)).hide("<" + written + ">"))
          .as("%s written as %s", secret, written)
          .isEqualTo("<***>");
    }
  }

  @Test
  void whatHoldsNoSecretStaysAsItIs() {
    Random random = new Random(15);
    for (int i = 0; i < 2000; i++) {
      String text = any(random, random.nextInt(80)) + escaped(any(random, 9), random) + "%\\u00";
      assertThat(SECRETS.hide(text)).isEqualTo(text);
    }
  }

  /** Of characters that are escaped, begin an escape, or stand within one. */
  private static String any(Random random, int length) {
    String characters = "aZ09u%\\&#;+ \"/x\u00e9\u6f22\ud83d\ude00";
    int[] all = characters.codePoints().toArray();
    StringBuilder made = new StringBuilder();
    for (int i = 0; i < length; i++) {
      made.appendCodePoint(all[random.nextInt(all.length)]);
    }
    return made.toString();
  }

  /** Each character in one of the ways that it can be written; letters and digits also as such. */
  private static String escaped(String text, Random random) {
    StringBuilder written = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              String plain = Character.toString(character);
              switch (random.nextInt(Character.isLetterOrDigit(character) ? 6 : 4)) {
                case 0 -> plain.chars().forEach(c -> written.append("\\u%04x".formatted(c)));
                case 1 -> {
                  for (byte one : plain.getBytes(StandardCharsets.UTF_8)) {
                    written.append((random.nextBoolean() ? "%%%02x" : "%%%02X").formatted(one));
                  }
                }
                case 2 -> written.append("&#%d;".formatted(character));
                case 3 -> written.append("&#x%x;".formatted(character));
                default -> written.append(plain);
              }
            });
    return written.toString();
  }

  @Test
  void aShortValueIsNoSecret() {
    assertThat(SECRETS.hide("EMPTY")).isEqualTo("EMPTY");
  }

  @Test
  void bothTextsOfAFaultAreSearchedAndNothingElseIsChanged() {
    assertThat(SECRETS.hide(new Fault(FaultKind.CUT, "longer-one", "x longer-one y")))
        .isEqualTo(new Fault(FaultKind.CUT, "***", "x *** y"));
    assertThat(SECRETS.hide(new Fault(FaultKind.CUT, "m", null)))
        .isEqualTo(new Fault(FaultKind.CUT, "m", null));
    assertThat(SECRETS.hide((Fault) null)).isNull();
    assertThat(SECRETS.hideOrNull(null)).isNull();
    assertThat(SECRETS).hasToString("Secrets[***]");
  }

  @Test
  void ofAFaultOnlyTheTextsChange() {
    assertThat(SECRETS.hide(new Fault(FaultKind.CUT, "at longer-one", "longer-one", true)))
        .isEqualTo(new Fault(FaultKind.CUT, "at ***", "***", true));
  }
}
