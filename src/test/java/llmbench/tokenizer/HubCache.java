package llmbench.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The local cache of Hugging Face's hub.
 *
 * @param folders where it may lie, first to be looked at first
 * @param offline whether the user forbids downloads
 */
record HubCache(List<Path> folders, boolean offline) {

  private static final Pattern HUB_ID = Pattern.compile("[\\w][\\w.-]*(/[\\w][\\w.-]*)?");

  /** The cache as Hugging Face's libraries find it: by variables, else below the home folder. */
  static HubCache of(Map<String, String> environment, Path home) {
    Set<Path> folders = new LinkedHashSet<>();
    add(folders, environment.get("HF_HUB_CACHE"), "");
    add(folders, environment.get("HUGGINGFACE_HUB_CACHE"), "");
    add(folders, environment.get("HF_HOME"), "hub");
    add(folders, environment.get("XDG_CACHE_HOME"), "huggingface/hub");
    folders.add(home.resolve(Path.of(".cache", "huggingface", "hub")));
    String offline = environment.getOrDefault("HF_HUB_OFFLINE", "");
    return new HubCache(
        List.copyOf(folders),
        List.of("1", "true", "yes", "on").contains(offline.toLowerCase(Locale.ROOT)));
  }

  private static void add(Set<Path> folders, @Nullable String base, String below) {
    if (base != null && !base.isBlank()) {
      folders.add(Path.of(base, below));
    }
  }

  /** Whether this can be a hub's name of a model, such as {@code gpt2} or {@code org/name}. */
  static boolean isHubId(String name) {
    return HUB_ID.matcher(name).matches() && !name.endsWith(".json");
  }

  /** The folder of the model's snapshot that has a tokenizer.json: main's, else any. */
  Optional<Path> find(String hubId) {
    if (!isHubId(hubId)) {
      return Optional.empty();
    }
    for (Path folder : folders) {
      Path model = folder.resolve("models--" + hubId.replace("/", "--"));
      Optional<Path> found =
          Stream.concat(mainSnapshot(model), snapshots(model))
              .filter(snapshot -> Files.isRegularFile(snapshot.resolve("tokenizer.json")))
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Stream<Path> mainSnapshot(Path model) {
    try {
      String commit = Files.readString(model.resolve("refs").resolve("main")).strip();
      return Stream.of(model.resolve("snapshots").resolve(commit));
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Stream<Path> snapshots(Path model) {
    try (Stream<Path> snapshots = Files.list(model.resolve("snapshots"))) {
      return snapshots.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
