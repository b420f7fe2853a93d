package llmbench.options;

import static org.assertj.core.api.Assertions.assertThat;

import llmbench.options.testing.Reading;
import org.junit.jupiter.api.Test;

class SecretValuesTest {

  private static final String VLLM = "vllm bench serve --model m --dataset-name random";

  @Test
  void headersByNameCookiesOneByOneAndCredentialsAsTheyAreKnown() {
    BenchOptions options =
        Reading.bench(
            VLLM
                + " --base-url http://user:pass%21word@host:1"
                + " --header 'Cookie=a=first; b=second' X-Api-Key=third"
                + " Proxy-Authorization='Basic x'"
                + " X-Session-Id=fourth X-Trace=seen");
    assertThat(SecretValues.of(options, "the-key"))
        .contains("the-key", "first", "second", "third", "fourth", "user:pass!word", "pass!word")
        .doesNotContain("seen", "Basic x");
    assertThat(options.effective().get("header"))
        .contains("X-Trace=seen")
        .doesNotContain("first", "third", "fourth");
  }

  @Test
  void fieldsOfTheBodyByNameAndOnlySecretOnes() {
    BenchOptions options =
        Reading.bench(
            VLLM
                + " --extra-body '{\"max_tokens\": 7, \"nested\": [{\"api_key\": \"inner\"}],"
                + " \"hf_token\": \"outer\", \"user\": \"me\"}'");
    assertThat(SecretValues.of(options, null)).containsExactlyInAnyOrder("inner", "outer");
    assertThat(options.effective().get("extra-body"))
        .isEqualTo(
            "{\"max_tokens\": 7, \"nested\": [{\"api_key\": \"***\"}],"
                + " \"hf_token\": \"***\", \"user\": \"me\"}");
    assertThat(options.sampling().extraBody()).as("is sent").contains("inner", "outer");
  }

  @Test
  void aQueryOfTheUrl() {
    BenchOptions options =
        Reading.bench(
            "evalscope perf --model m --dataset random --extra-args '{\"secret\": \"args\"}'"
                + " --url 'http://h:1/v1/chat/completions?key=queried&x=other'");
    assertThat(SecretValues.of(options, null)).contains("queried", "other", "args");
    assertThat(options.effective().toString()).doesNotContain("queried", "\"args\"");
  }
}
