package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import llmbench.timeline.Usage.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsageReaderTest {

  private static final List<Place> PLACES = List.of(Place.values());

  private final UsageReader reader = new UsageReader();

  private void message(Place place, String usage) {
    byte[] bytes = usage.getBytes(StandardCharsets.UTF_8);
    JsonCursor json = new JsonCursor();
    json.reset(bytes, 0, bytes.length);
    reader.begin();
    reader.read(json);
    reader.keep(place);
  }

  private @Nullable Usage knownTo(Place place) {
    Usage usage = reader.usage();
    return usage == null ? null : usage.upTo(place);
  }

  @Test
  void countsBesideOutputAreNotThoseOfClientsThatDoNotLookThere() {
    message(Place.ALONE, "{\"prompt_tokens\":7,\"completion_tokens\":3}");
    message(Place.WITH_OUTPUT, "{\"completion_tokens\":4}");
    assertThat(knownTo(Place.BESIDE_CHOICES)).isEqualTo(new Usage(7, 3, null));
    assertThat(knownTo(Place.WITH_OUTPUT))
        .isEqualTo(new Usage(7, 4, null, Place.WITH_OUTPUT, new Usage(7, 3, null)));
  }

  @Test
  void aLaterCountForAllHidesOnlyWhatItSays() {
    message(Place.BESIDE_CHOICES, "{\"prompt_tokens\":7,\"completion_tokens\":1}");
    message(Place.ALONE, "{\"completion_tokens\":3}");
    assertThat(knownTo(Place.ALONE)).isEqualTo(new Usage(null, 3, null));
    assertThat(knownTo(Place.WITH_OUTPUT))
        .isEqualTo(new Usage(7, 3, null, Place.BESIDE_CHOICES, new Usage(null, 3, null)));
  }

  /** What no more says it isn't known any more, to those who look there. */
  @Test
  void aCountThatSaysNothingOfTheAnswerMakesItUnknownWhereItIsSeen() {
    message(Place.ALONE, "{\"completion_tokens\":3}");
    message(Place.BESIDE_CHOICES, "{\"total_tokens\":9}");
    assertThat(knownTo(Place.ALONE)).isEqualTo(new Usage(null, 3, null));
    assertThat(knownTo(Place.BESIDE_CHOICES))
        .isEqualTo(new Usage(null, null, null, Place.BESIDE_CHOICES, new Usage(null, 3, null)));
  }

  /** Whoever looks at fewer kinds of message knows what it would if there were no others. */
  @ParameterizedTest
  @EnumSource
  void otherMessagesDoNotCount(Place most) {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      UsageReaderTest all = new UsageReaderTest();
      UsageReaderTest some = new UsageReaderTest();
      List<String> messages = new ArrayList<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        Place place = PLACES.get(random.nextInt(PLACES.size()));
        String usage = anyUsage(random);
        messages.add(place + " " + usage);
        all.message(place, usage);
        if (place.compareTo(most) <= 0) {
          some.message(place, usage);
        }
      }
      assertThat(counts(all.knownTo(most)))
          .as("%s", messages)
          .isEqualTo(counts(some.reader.usage()));
    }
  }

  private static String counts(@Nullable Usage usage) {
    return usage == null
        ? "null null null"
        : usage.promptTokens() + " " + usage.completionTokens() + " " + usage.cachedTokens();
  }

  private static String anyUsage(Random random) {
    List<String> parts = new ArrayList<>();
    if (random.nextBoolean()) {
      parts.add("\"prompt_tokens\":" + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      parts.add("\"completion_tokens\":" + random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      parts.add("\"total_tokens\":9");
    }
    return "{" + String.join(",", parts) + "}";
  }
}
