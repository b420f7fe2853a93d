package llmbench.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import llmbench.options.ToolVersion;
import llmbench.options.testing.VersionGoldens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a version is unlike the one before it in, only the tool itself can say. So that a constant
 * alone isn't taken for a version, each has what its tool said of itself, sent and printed, or the
 * word that an older one's is the same ({@link VersionGoldens}); the tests beside the code compare
 * ours with it.
 */
class NewVersionTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final List<String> VLLM =
      List.of(
          "options/argparse_vllm-N[.]jsonl",
          "vllm/random_N[.]\\d+[.]json",
          "vllm/requests_N[.]\\d+_chat[.]jsonl",
          "vllm/requests_N[.]\\d+_completions[.]jsonl",
          "vllm/metrics_N[.]\\d+_normal[.]json",
          "vllm/metrics_N[.]\\d+_single[.]json",
          "vllm/metrics_N[.]\\d+_mixed[.]json",
          "vllm/metrics_N[.]\\d+_rate[.]json",
          "vllm/metrics_N[.]\\d+_failed[.]json");

  private static final List<String> EVALSCOPE =
      List.of(
          "options/argparse_evalscope-N[.]jsonl",
          "evalscope/random_N_.+_chat[.]json",
          "evalscope/random_N_.+_plain[.]json",
          "evalscope/requests_N_random_default[.]jsonl",
          "evalscope/requests_N_openqa[.]jsonl",
          "evalscope/requests_N_completions_random[.]jsonl",
          "evalscope/metrics_set1_output_N[.]json",
          "evalscope/metrics_set2_output_N[.]json",
          "evalscope/edges_output_N[.]json");

  @ParameterizedTest
  @EnumSource
  void everyVersionHasWhatItsToolSaidSentAndPrinted(ToolVersion version) throws IOException {
    List<String> wanted = version.tool() == ToolVersion.Tool.VLLM ? VLLM : EVALSCOPE;
    String number = VersionGoldens.of(version).number().replace(".", "[.]");
    List<String> files = files();
    assertThat(wanted)
        .as("files of %s in %s", version.label(), GOLDEN)
        .map(name -> name.replace("N", number))
        .allMatch(name -> files.stream().anyMatch(file -> file.matches(name)));
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files.map(file -> GOLDEN.relativize(file).toString().replace('\\', '/')).toList();
    }
  }
}
