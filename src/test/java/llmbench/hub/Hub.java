package llmbench.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A place that others' datasets are downloaded from. */
public enum Hub {
  /**
   * Its files are at {@code /datasets/NAME/resolve/REVISION/PATH}, as huggingface_hub's {@code
   * hf_hub_url} has it; the list of them is in what {@code HfApi.dataset_info} asks for.
   */
  HUGGING_FACE("Hugging Face", "HF_ENDPOINT", "https://huggingface.co", "HF_TOKEN", "main") {
    @Override
    String path(HubFile file) {
      HubRepository of = file.repository();
      return "/datasets/" + of.name() + "/resolve/" + encoded(of.revision()) + "/" + escaped(file);
    }

    @Override
    String list(HubRepository of, int page) {
      return "/api/datasets/" + of.name() + "/revision/" + encoded(of.revision());
    }

    @Override
    HubPage page(JsonNode answer) {
      List<String> paths = new ArrayList<>();
      answer.path("siblings").forEach(file -> paths.add(file.path("rfilename").asText()));
      return new HubPage(Optional.ofNullable(answer.path("sha").textValue()), paths, true);
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
    Path folder(Path cache, HubRepository of) {
      return cache
          .resolve("datasets--" + of.name().replace("/", "--"))
          .resolve("snapshots")
          .resolve(of.revision());
    }

    @Override
    boolean keepsStates() {
      return true;
    }
  },

  /**
   * Its files are at {@code /api/v1/datasets/NAME/repo}, as modelscope's {@code
   * get_dataset_file_url} has it, and the list of them at {@code …/repo/tree}, as in its {@code
   * list_dataset_files_paginated}.
   */
  MODELSCOPE(
      "ModelScope",
      "MODELSCOPE_ENDPOINT",
      "https://www.modelscope.cn",
      "MODELSCOPE_API_TOKEN",
      "master") {
    @Override
    String path(HubFile file) {
      HubRepository of = file.repository();
      return at(of) + "?Revision=" + encoded(of.revision()) + "&FilePath=" + encoded(file.path());
    }

    @Override
    String list(HubRepository of, int page) {
      return at(of)
          + "/tree?Revision="
          + encoded(of.revision())
          + "&Recursive=True&PageNumber="
          + page
          + "&PageSize="
          + PAGE_SIZE;
    }

    private static String at(HubRepository of) {
      return "/api/v1/datasets/" + of.name() + "/repo";
    }

    @Override
    HubPage page(JsonNode answer) {
      JsonNode data = answer.path("Data");
      JsonNode files = data.isArray() ? data : data.path("Files");
      List<String> paths = new ArrayList<>();
      for (JsonNode file : files) {
        if (!file.path("Type").asText().equals("tree")) {
          paths.add(file.path("Path").asText());
        }
      }
      return new HubPage(Optional.empty(), paths, files.size() < PAGE_SIZE);
    }

    @Override
    Path cache(Map<String, String> environment, Path home) {
      return first(
          environment,
          home.resolve(Path.of(".cache", "modelscope", "hub")),
          new String[][] {{"MODELSCOPE_CACHE", ""}});
    }

    @Override
    Path folder(Path cache, HubRepository of) {
      return cache.resolve("datasets").resolve(of.name());
    }

    @Override
    boolean keepsStates() {
      return false;
    }
  };

  private static final int PAGE_SIZE = 200;

  private final String label;
  private final String endpointVariable;
  private final String endpoint;
  private final String tokenVariable;
  private final String newest;

  Hub(String label, String endpointVariable, String endpoint, String tokenVariable, String newest) {
    this.label = label;
    this.endpointVariable = endpointVariable;
    this.endpoint = endpoint;
    this.tokenVariable = tokenVariable;
    this.newest = newest;
  }

  /** Its name, for people. */
  public String label() {
    return label;
  }

  /** The environment variable that its token is taken from. */
  public String tokenVariable() {
    return tokenVariable;
  }

  /** What it calls the newest state of a dataset. */
  String newest() {
    return newest;
  }

  /** The path and query of a file's URL. */
  abstract String path(HubFile file);

  /**
   * Those of the list of a dataset's files.
   *
   * @param page from 1
   */
  abstract String list(HubRepository of, int page);

  /** What the list says. */
  abstract HubPage page(JsonNode answer);

  /** The folder of its libraries, where they keep what they have downloaded. */
  abstract Path cache(Map<String, String> environment, Path home);

  /** The folder of a dataset in its cache. */
  abstract Path folder(Path cache, HubRepository of);

  /** Whether its cache has a folder for each state of a dataset. */
  abstract boolean keepsStates();

  /** Where it is asked. */
  URI url(String pathAndQuery, Map<String, String> environment) {
    String given = environment.getOrDefault(endpointVariable, "").strip();
    String base = given.isEmpty() ? endpoint : given.replaceFirst("/+$", "");
    try {
      URI url = URI.create(base + pathAndQuery);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // It is said below.
    }
    throw new HubException(
        endpointVariable + " is no URL such as " + endpoint + "; correct it, or unset it.");
  }

  /** What it knows its users by; a hub's public datasets need none. */
  Optional<String> token(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(tokenVariable))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String escaped(HubFile file) {
    return Arrays.stream(file.path().split("/", -1))
        .map(name -> encoded(name).replace("+", "%20"))
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
