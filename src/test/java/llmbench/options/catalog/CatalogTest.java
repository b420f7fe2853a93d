package llmbench.options.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import llmbench.options.ToolVersion;
import llmbench.options.table.Option;
import llmbench.options.testing.OptionGoldens;
import llmbench.options.testing.VersionGoldens;
import llmbench.options.translate.CrossToolOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table beside what the argparse parsers of the released packages say of themselves. */
class CatalogTest {

  /** vLLM takes it before argparse sees it. */
  private static final String NOT_IN_ARGPARSE = "config";

  /** None in argparse; vLLM's main_async and evalscope's Arguments then put these in. */
  private static final Set<String> DEFAULTS_SET_LATER = Set.of("percentile-metrics", "number");

  @ParameterizedTest
  @EnumSource
  void everyOptionOfTheToolIsKnownAndNoOther(ToolVersion compat) {
    List<String> tools = new ArrayList<>();
    if (compat.tool() == ToolVersion.Tool.VLLM) {
      tools.add(NOT_IN_ARGPARSE);
    }
    for (JsonNode defined : defined(compat)) {
      tools.add(nameOf(defined));
    }
    assertThat(Catalog.of(compat).stream().map(Option::name))
        .containsExactlyInAnyOrderElementsOf(tools);
  }

  @ParameterizedTest
  @EnumSource
  void arityDefaultAndChoicesAreTheTools(ToolVersion compat) {
    for (JsonNode defined : defined(compat)) {
      String name = nameOf(defined);
      Option option = Objects.requireNonNull(Catalog.find(compat, name));
      assertThat(option.arity().name()).as(name).isEqualTo(defined.get("arity").asText());
      assertThat(option.flags()).hasSameElementsAs(texts(defined.get("flags")));
      String standard = defined.get("default").isNull() ? null : defined.get("default").asText();
      if (!DEFAULTS_SET_LATER.contains(name) || standard != null) {
        assertThat(option.defaultIn(compat)).as(name).isEqualTo(standard);
      }
      if (name.equals("tokenizer-mode")) {
        continue;
      }
      assertThat(option.choices())
          .as(name)
          .containsExactlyInAnyOrderElementsOf(texts(defined.get("choices")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyDefaultFitsItsOwnTypeAndIsHonoured(ToolVersion compat) {
    for (Option option : all(compat)) {
      String standard = option.defaultIn(compat);
      if (standard != null) {
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

  @ParameterizedTest
  @EnumSource
  void everyOptionThatIsNotHonouredSaysWhy(ToolVersion compat) {
    for (Option option : all(compat)) {
      if (option.support() != Option.Support.HONOURED || !option.accepted().isEmpty()) {
        assertThat(option.note()).as(option.name()).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noNameStandsTwiceAndOtherNamesLeadToOptions(ToolVersion compat) {
    Set<String> names = new HashSet<>();
    for (Option option : all(compat)) {
      assertThat(names.add(option.name())).as(option.name()).isTrue();
      Option canonical =
          Objects.requireNonNull(Catalog.findSetting(compat, option.canonical()), option.name());
      assertThat(canonical.type().expected()).isEqualTo(option.type().expected());
    }
  }

  @Test
  void whatBelongsTogetherIsKnownToBothTools() {
    for (CrossToolOptions.Pair pair : CrossToolOptions.PAIRS) {
      for (ToolVersion.Tool tool : ToolVersion.Tool.values()) {
        for (String name : pair.names(tool)) {
          assertThat(Catalog.knowing(tool, name)).as(name).isNotEmpty();
        }
      }
    }
  }

  private static List<Option> all(ToolVersion compat) {
    List<Option> all = new ArrayList<>(Catalog.of(compat));
    all.addAll(Catalog.ours(compat));
    return all;
  }

  private static List<JsonNode> defined(ToolVersion compat) {
    return OptionGoldens.lines("argparse_" + VersionGoldens.of(compat).label() + ".jsonl");
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
