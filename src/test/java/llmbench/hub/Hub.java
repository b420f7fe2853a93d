package llmbench.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A place that others' datasets are downloaded from. */
public enum Hub {
  /**
   * Its files are at {@code /datasets/NAME/resolve/main/PATH}, as huggingface_hub's {@code
   * hf_hub_url} has it.
   */
  HUGGING_FACE("Hugging Face", "HF_ENDPOINT", "https://huggingface.co", "HF_TOKEN") {
    @Override
    String path(String dataset, String path) {
      return "/datasets/" + dataset + "/resolve/main/" + escaped(path);
    }

    @Override
    Path cache(Map<String, String> environment, Path home) {
      return first(
          environment,
          home.resolve(Path.of(".cache", "huggingface", "hub")),
          new String[][] {
            {"HF_HUB_CACHE", ""},
            {"HUGGINGFACE_HUB_CACHE", ""},
            {"HF_HOME", "hub"},
            {"XDG_CACHE_HOME", "huggingface/hub"}
          });
    }

    @Override
    Path folder(Path cache, String dataset, String revision) {
      return cache
          .resolve("datasets--" + dataset.replace("/", "--"))
          .resolve("snapshots")
          .resolve(revision);
    }
  },

  /**
   * Its files are at {@code /api/v1/datasets/NAME/repo}, as modelscope's {@code
   * get_dataset_file_url} has it.
   */
  MODELSCOPE(
      "ModelScope", "MODELSCOPE_ENDPOINT", "https://www.modelscope.cn", "MODELSCOPE_API_TOKEN") {
    @Override
    String path(String dataset, String path) {
      String file = URLEncoder.encode(path, StandardCharsets.UTF_8);
      return "/api/v1/datasets/" + dataset + "/repo?Revision=master&FilePath=" + file;
    }

    @Override
    Path cache(Map<String, String> environment, Path home) {
      return first(
          environment,
          home.resolve(Path.of(".cache", "modelscope", "hub")),
          new String[][] {{"MODELSCOPE_CACHE", ""}});
    }

    @Override
    Path folder(Path cache, String dataset, String revision) {
      return cache.resolve("datasets").resolve(dataset);
    }
  };

  private final String label;
  private final String endpointVariable;
  private final String endpoint;
  private final String tokenVariable;

  Hub(String label, String endpointVariable, String endpoint, String tokenVariable) {
    this.label = label;
    this.endpointVariable = endpointVariable;
    this.endpoint = endpoint;
    this.tokenVariable = tokenVariable;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** The environment variable that its token is taken from. */
  public String tokenVariable() {
    return tokenVariable;
  }

  /** The path and query of a file's URL. */
  abstract String path(String dataset, String path);

  /** The folder of its libraries, where they keep what they have downloaded. */
  abstract Path cache(Map<String, String> environment, Path home);

  /**
   * The folder of a dataset in its cache.
   *
   * @param revision which state of the dataset, where the cache keeps several
   */
  abstract Path folder(Path cache, String dataset, String revision);

  /** Where a file is downloaded from. */
  URI url(HubFile file, Map<String, String> environment) {
    String given = environment.getOrDefault(endpointVariable, "");
    String base = given.isBlank() ? endpoint : given.replaceFirst("/+$", "");
    return URI.create(base + path(file.dataset(), file.path()));
  }

  /** What it knows its users by; a hub's public datasets need none. */
  Optional<String> token(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(tokenVariable)).filter(token -> !token.isBlank());
  }

  private static String escaped(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static Path first(Map<String, String> environment, Path standard, String[][] variables) {
    for (String[] variable : variables) {
      @Nullable String base = environment.get(variable[0]);
      if (base != null && !base.isBlank()) {
        return Path.of(base, variable[1]);
      }
    }
    return standard;
  }
}
