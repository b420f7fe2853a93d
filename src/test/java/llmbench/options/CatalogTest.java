package llmbench.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table beside what the argparse parsers of the released packages say of themselves. */
class CatalogTest {

  /** vLLM takes it before argparse sees it. */
  private static final String NOT_IN_ARGPARSE = "config";

  /** None in 0.32's argparse; main_async then puts this one in. */
  private static final String DEFAULT_SET_LATER = "percentile-metrics";

  @ParameterizedTest
  @EnumSource(names = {"VLLM_0_32", "VLLM_0_11"})
  void everyOptionOfTheToolIsKnownAndNoOther(Compat compat) {
    List<String> tools = new ArrayList<>(List.of(NOT_IN_ARGPARSE));
    for (JsonNode defined : Goldens.lines("argparse_" + compat.label() + ".jsonl")) {
      tools.add(nameOf(defined));
    }
    assertThat(Catalog.of(compat).stream().map(Option::name))
        .containsExactlyInAnyOrderElementsOf(tools);
  }

  @ParameterizedTest
  @EnumSource(names = {"VLLM_0_32", "VLLM_0_11"})
  void arityDefaultAndChoicesAreTheTools(Compat compat) {
    for (JsonNode defined : Goldens.lines("argparse_" + compat.label() + ".jsonl")) {
      String name = nameOf(defined);
      Option option = Objects.requireNonNull(Catalog.find(compat, name));
      assertThat(option.arity().name()).as(name).isEqualTo(defined.get("arity").asText());
      assertThat(option.flags()).hasSameElementsAs(texts(defined.get("flags")));
      String standard = defined.get("default").isNull() ? null : defined.get("default").asText();
      if (!name.equals(DEFAULT_SET_LATER) || standard != null) {
        assertThat(option.defaultIn(compat)).as(name).isEqualTo(standard);
      }
      if (name.equals("tokenizer-mode")) {
        continue;
      }
      assertThat(option.choices().isEmpty()).as(name).isEqualTo(defined.get("choices").isEmpty());
      assertThat(option.choices()).as(name).containsAll(texts(defined.get("choices")));
    }
  }

  @Test
  void everyDefaultFitsItsOwnTypeAndIsHonoured() {
    for (OptionGroup group : Catalog.groups(Compat.Tool.VLLM)) {
      for (Option option : group.options()) {
        for (String standard : option.defaults().values()) {
          assertThat(option.type().fits().test(standard)).as(option.name()).isTrue();
          assertThat(
                  option.accepted().isEmpty()
                      || option.accepted().contains(standard)
                      || option.accepted().contains("openai"))
              .as(option.name())
              .isTrue();
        }
      }
    }
  }

  @Test
  void everyOptionThatIsNotHonouredSaysWhy() {
    for (OptionGroup group : Catalog.groups(Compat.Tool.VLLM)) {
      for (Option option : group.options()) {
        if (option.support() != Option.Support.HONOURED || !option.accepted().isEmpty()) {
          assertThat(option.note()).as(option.name()).isNotBlank();
        }
      }
    }
  }

  @Test
  void noNameStandsTwiceAndOtherNamesLeadToOptions() {
    Set<String> names = new HashSet<>();
    for (OptionGroup group : Catalog.groups(Compat.Tool.VLLM)) {
      for (Option option : group.options()) {
        assertThat(names.add(option.name())).as(option.name()).isTrue();
        for (Compat compat : option.compats()) {
          Option canonical =
              Objects.requireNonNull(Catalog.find(compat, option.canonical()), option.name());
          assertThat(canonical.type().expected()).isEqualTo(option.type().expected());
        }
      }
    }
  }

  private static String nameOf(JsonNode defined) {
    return defined.get("flags").get(0).asText().substring(2);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
