package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String SAMPLE =
      """
      {"id":"a","n":[1,-2.5e+3,0,0.1E-2,true,false,null],"s":"q\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9x",
       "o":{"deep":[[{}],[]]},"empty":""}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "0",
        "-1",
        "1e5",
        "1.5E-7",
        "true",
        " null ",
        "[1 , 2]",
        "{\"a\" : 1}"
      })
  void takesWhatIsJson(String json) {
    assertThat(valid(json)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "}", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "01", "-", "1.", ".5", "1e", "+1", "tru", "truex", "nul", "\"", "\"\\\"", "\"\\x\"",
        "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "1 2", "{}{}", "{}é", "{} 🙂", "'a'", "[1]]", "- 1",
            "NaN"
      })
  void refusesWhatIsNot(String text) {
    assertThat(valid(text)).isFalse();
  }

  @Test
  void agreesWithJacksonOnFiftyThousandMutations() {
    Random random = new Random(3160);
    String alphabet = "{}[]\",:\\/u0123eE+-.tfnal \n";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder(SAMPLE);
      for (int k = random.nextInt(3); k >= 0; k--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.insert(at, c);
          default -> text.deleteCharAt(at);
        }
      }
      assertThat(valid(text.toString())).as(text.toString()).isEqualTo(jackson(text.toString()));
    }
  }

  @Test
  void resolvesEscapesAsJacksonDoes() throws JsonProcessingException {
    String json = "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u4f60\\ud83d\\ude42 你🙂\"";
    assertThat(string(json)).isEqualTo(JACKSON.readValue(json, String.class));
  }

  @Test
  void aLoneSurrogateBecomesTheReplacementCharacter() {
    assertThat(string("\"\\ud83d\"")).isEqualTo("\uFFFD");
    assertThat(string("\"x\\ude42\\ud83dy\"")).isEqualTo("x\uFFFD\uFFFDy");
    assertThat(string("\"\\ud83d\\u0041\"")).isEqualTo("\uFFFDA");
  }

  @Test
  void depthIsLimited() {
    assertThat(valid("[".repeat(64) + "]".repeat(64))).isTrue();
    assertThat(valid("[".repeat(65) + "]".repeat(65))).isFalse();
    assertThat(valid("[".repeat(1_000_000))).isFalse();
  }

  @Test
  void wholeNumbersFitAnInt() {
    assertThat(wholeNumber("2147483647")).isEqualTo(Integer.MAX_VALUE);
    assertThat(wholeNumber("2147483648")).isEqualTo(-1);
    assertThat(wholeNumber("99999999999999999999999")).isEqualTo(-1);
    assertThat(wholeNumber("1.0")).isEqualTo(-1);
    assertThat(wholeNumber("-1")).isEqualTo(-1);
    assertThat(wholeNumber("null")).isEqualTo(-1);
    assertThat(wholeNumber(" 129 ")).isEqualTo(129);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "1",
        "-1",
        "0.5",
        "1e-9",
        "\" \"",
        "\"\\n\"",
        "[0]",
        "[ null ]",
        "[[]]",
        "{\"a\":null}"
      })
  void whatIsTrueToPython(String json) {
    assertThat(cursor(json).isTruthy()).isTrue();
    assertThat(cursor(" " + json + " ").isTruthy()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false", "null", "0", "-0", "0.0", "0e5", "\"\"", "[]", "[ ]", "{}", "{\n}", "[", "x"
      })
  void whatIsNot(String json) {
    assertThat(cursor(json).isTruthy()).isFalse();
  }

  @Test
  void aValueIsTakenWholeByWhateverItIsAskedFor() {
    JsonCursor cursor = cursor("[[1,{}],\"a]\",2.5,{\"b\":[]},7]");
    cursor.open('[', ']');
    cursor.isTruthy();
    cursor.more(']');
    cursor.isTruthy();
    cursor.more(']');
    assertThat(cursor.number()).isEqualTo(2.5);
    cursor.more(']');
    assertThat(cursor.number()).isNaN();
    cursor.more(']');
    assertThat(cursor.wholeNumber()).isEqualTo(7);
    cursor.more(']');
    assertThat(cursor.atEnd()).isTrue();
  }

  @Test
  void numbersAreThoseOfJson() {
    assertThat(cursor("-1.5e3").number()).isEqualTo(-1500);
    assertThat(cursor(" 0 ").number()).isZero();
    for (String none : new String[] {"true", "null", "\"1\"", "[1]", "1.", "", "NaN"}) {
      assertThat(cursor(none).number()).as(none).isNaN();
    }
  }

  private static boolean valid(String text) {
    JsonCursor cursor = cursor(text);
    cursor.skip();
    return cursor.atEnd();
  }

  private static boolean jackson(String text) {
    try {
      JACKSON.readTree(text.getBytes(StandardCharsets.UTF_8));
      return !text.isBlank();
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static String string(String json) {
    JsonCursor cursor = cursor(json);
    cursor.string();
    Bytes text = new Bytes(0);
    cursor.appendString(text);
    return text.text();
  }

  private static int wholeNumber(String json) {
    return cursor(json).wholeNumber();
  }

  private static JsonCursor cursor(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes, 0, bytes.length);
    return cursor;
  }
}
