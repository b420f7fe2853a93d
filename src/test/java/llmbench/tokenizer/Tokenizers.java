package llmbench.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds and opens tokenizers. */
public final class Tokenizers {

  /** The name by which the tokenizer that ships with the project can be asked for. */
  public static final String BUNDLED = "bundled";

  private static final String BUNDLED_FOLDER = "/tokenizers/qwen2.5/";
  private static final String BUNDLED_NAME = "Qwen2.5 (bundled)";

  private final HubCache cache;
  private final Consumer<String> downloader;

  /** Finds tokenizers in this cache, and downloads what it is asked for explicitly. */
  Tokenizers(HubCache cache, Consumer<String> downloader) {
    this.cache = cache;
    this.downloader = downloader;
  }

  /**
   * A tokenizer that was opened.
   *
   * @param template its chat template; null when it comes without one
   * @param notes what the user should know, such as that another tokenizer stood in
   */
  public record Opened(Tokenizer tokenizer, @Nullable ChatTemplate template, List<String> notes) {}

  /**
   * Opens the tokenizer of a run.
   *
   * @param tokenizer what was asked for: a directory, a tokenizer.json, a hub id, or {@link
   *     #BUNDLED}; null for the model's own
   * @param model the model's name, by which a tokenizer is looked for when none was asked for: a
   *     directory, or a hub id in the local cache; else the bundled one stands in, with a note
   * @throws TokenizerException when one that was asked for can't be had
   */
  public static Opened open(@Nullable String tokenizer, @Nullable String model) {
    Map<String, String> environment = System.getenv();
    Path home = Path.of(System.getProperty("user.home", "."));
    return new Tokenizers(HubCache.of(environment, home), DjlTokenizer::download)
        .find(tokenizer, model);
  }

  /** The tokenizer that ships with the project: Qwen2.5's. */
  public static Opened bundled() {
    try (InputStream json = resource("tokenizer.json");
        InputStream config = resource("tokenizer_config.json")) {
      return new Opened(
          DjlTokenizer.of(json.readAllBytes(), BUNDLED_NAME),
          ChatTemplate.ofConfig(config.readAllBytes()),
          List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Opened find(@Nullable String tokenizer, @Nullable String model) {
    return tokenizer == null ? ofModel(model) : asked(tokenizer);
  }

  private Opened asked(String name) {
    if (name.equals(BUNDLED)) {
      return bundled();
    }
    Optional<Opened> local = local(name);
    if (local.isPresent()) {
      return local.get();
    }
    if (isBundled(name)) {
      return bundled();
    }
    String failure = "it has not the form of a hub id (organisation/name)";
    if (name.matches("[\\w.-]+/[\\w.-]+")) {
      try {
        downloader.accept(name);
      } catch (RuntimeException e) {
        failure = "the download from the hub failed: " + e.getMessage();
      }
      Optional<Path> downloaded = cache.find(name);
      if (downloaded.isPresent()) {
        return ofDirectory(downloaded.get(), name);
      }
    }
    throw new TokenizerException(
        "The tokenizer '"
            + name
            + "' can't be had: there is no such directory or tokenizer.json, it is not in the local"
            + " hub cache ("
            + cache.folder()
            + "), and "
            + failure
            + ".\nPass the path of a directory with a tokenizer.json, or of a tokenizer.json, with"
            + " --tokenizer; '"
            + BUNDLED
            + "' is the Qwen2.5 tokenizer that ships with LLM Bench.");
  }

  private Opened ofModel(@Nullable String model) {
    if (model != null) {
      Optional<Opened> local = local(model);
      if (local.isPresent()) {
        return local.get();
      }
    }
    Opened bundled = bundled();
    if (model != null && isBundled(model)) {
      return bundled;
    }
    String whose = model == null ? "a model that isn't named" : "the model '" + model + "'";
    String note =
        "The tokenizer of "
            + whose
            + " is not on this machine: the bundled Qwen2.5 tokenizer stands in,"
            + " so prompts may have another length on the server. --tokenizer names the right one.";
    return new Opened(bundled.tokenizer(), bundled.template(), List.of(note));
  }

  private Optional<Opened> local(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (Files.isRegularFile(path)) {
      Path config = path.resolveSibling("tokenizer_config.json");
      return Optional.of(ofFiles(path, config, name));
    }
    if (Files.isRegularFile(path.resolve("tokenizer.json"))) {
      return Optional.of(ofDirectory(path, name));
    }
    return cache.find(name).map(snapshot -> ofDirectory(snapshot, name));
  }

  private static Opened ofDirectory(Path directory, String name) {
    return ofFiles(
        directory.resolve("tokenizer.json"), directory.resolve("tokenizer_config.json"), name);
  }

  private static Opened ofFiles(Path tokenizer, Path config, String name) {
    try {
      return new Opened(
          DjlTokenizer.of(Files.readAllBytes(tokenizer), name),
          Files.isRegularFile(config) ? ChatTemplate.ofConfig(Files.readAllBytes(config)) : null,
          List.of());
    } catch (IOException e) {
      throw new TokenizerException("The tokenizer " + tokenizer + " can't be read: " + e);
    }
  }

  /** Whether a model's name or hub id is one of those whose tokenizer is the bundled one. */
  private static boolean isBundled(String name) {
    return name.startsWith("Qwen/Qwen2.5") || name.startsWith("Qwen2.5");
  }

  private static InputStream resource(String file) {
    InputStream in = Tokenizers.class.getResourceAsStream(BUNDLED_FOLDER + file);
    if (in == null) {
      throw new IllegalStateException(BUNDLED_FOLDER + file + " is not on the class path");
    }
    return in;
  }
}
