package llmbench.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import llmbench.options.given.Sources;
import llmbench.options.syntax.ShellWords;
import org.junit.jupiter.api.Test;

class PackedFilesTest {

  /** Of a library, so in a jar. */
  private static final String IN_A_JAR = "META-INF/resources/webjars/uplot";

  private static final String IN_A_FOLDER = "llm-bench/tokenizers/qwen2.5";

  @Test
  void aFolderOfTheClassPathIsTakenAsItIs() {
    Sources asked = new Sources(null, Map.of("llm.tokenizer", "classpath:" + IN_A_FOLDER));
    Path folder = Path.of(requireNonNull(path(asked)));
    assertThat(folder).isDirectory().endsWith(Path.of(IN_A_FOLDER));
    assertThat(folder.resolve("tokenizer.json")).isNotEmptyFile();
  }

  @Test
  void aFolderInAJarIsUnpackedWithAllThatIsInIt() {
    Sources asked = new Sources(null, Map.of("llm.tokenizer", "classpath:" + IN_A_JAR));
    Path folder = Path.of(requireNonNull(path(asked)));
    assertThat(folder).isDirectory().hasFileName("uplot");
    assertThat(folder).isDirectoryRecursivelyContaining("glob:**/dist/uPlot.iife.js");
  }

  @Test
  void aLineMayNameThemEitherWay() {
    String name = "classpath:" + IN_A_FOLDER + "/tokenizer.json";
    String line = "vllm bench serve --dataset-path " + name + " --label 'a b' --tokenizer=" + name;
    List<String> words =
        ShellWords.split(requireNonNull(PackedFiles.unpacked(new Sources(line, Map.of())).bench()));
    assertThat(words.get(4)).endsWith("qwen2.5/tokenizer.json").doesNotContain("classpath");
    assertThat(words.get(6)).isEqualTo("a b");
    assertThat(words.get(7)).isEqualTo("--tokenizer=" + words.get(4));
  }

  @Test
  void whatNamesNoneStaysAsItIs() {
    String line = "vllm bench serve  --label 'a b'";
    Sources asked = new Sources(line, Map.of("llm.label", "my classpath:x"));
    assertThat(PackedFiles.unpacked(asked)).isEqualTo(asked);
  }

  @Test
  void aLineThatCannotBeReadIsLeftToItsReader() {
    Sources asked = new Sources("vllm bench serve --dataset-path 'classpath:x", Map.of());
    assertThat(PackedFiles.unpacked(asked)).isEqualTo(asked);
  }

  @Test
  void oneThatIsNotThereIsRefused() {
    Sources asked = new Sources(null, Map.of("llm.dataset-path", "classpath:mine/none.jsonl"));
    assertThatThrownBy(() -> PackedFiles.unpacked(asked))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "classpath:mine/none.jsonl isn't on the class path. Put it below src/test/resources,"
                + " and make the package again.");
  }

  private static String path(Sources asked) {
    return requireNonNull(PackedFiles.unpacked(asked).properties().get("llm.tokenizer"));
  }
}
