package llmbench.tokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import llmbench.files.IoReason;
import org.jspecify.annotations.Nullable;

/** The order in which places are looked at for a tokenizer. */
final class TokenizerFinder {

  /** Brings a hub's tokenizer.json into the local cache. */
  interface Download {
    void into(String hubId) throws IOException;
  }

  private static final String FILE = "tokenizer.json";
  private static final String INSTEAD =
      "Pass a directory that holds tokenizer.json, the path of such a file, or 'bundled' (Qwen2.5);"
          + " without the option, the model's own tokenizer is looked for, and the bundled one"
          + " is used if there is none.";

  private final Transformers transformers;
  private final HubCache cache;
  private final Download download;

  TokenizerFinder(Transformers transformers, HubCache cache, Download download) {
    this.transformers = transformers;
    this.cache = cache;
    this.download = download;
  }

  Opened open(@Nullable String tokenizer, @Nullable String modelId) {
    return tokenizer != null && !tokenizer.isBlank() ? asked(tokenizer) : ofModel(modelId);
  }

  private Opened asked(String tokenizer) {
    if (tokenizer.equals("bundled")) {
      return Bundled.opened(transformers);
    }
    Optional<Path> path = path(tokenizer).filter(Files::exists);
    if (path.isPresent()) {
      return read(tokenizer, path.get());
    }
    if (tokenizer.startsWith("Qwen/Qwen2.5")) {
      return Bundled.opened(transformers);
    }
    if (!HubCache.isHubId(tokenizer)) {
      throw new TokenizerException(
          "No tokenizer at '" + tokenizer + "': there is no such file or directory. " + INSTEAD);
    }
    return cache
        .find(tokenizer)
        .map(found -> read(tokenizer, found))
        .orElseGet(() -> fetch(tokenizer));
  }

  private Opened fetch(String hubId) {
    String why = "HF_HUB_OFFLINE forbids downloading it";
    if (!cache.offline()) {
      try {
        download.into(hubId);
        why = "the download brought no " + FILE;
      } catch (IOException e) {
        why = "it couldn't be downloaded (" + firstLine(e) + "; there may be no network)";
      }
    }
    Optional<Path> found = cache.find(hubId);
    if (found.isPresent()) {
      return read(hubId, found.get());
    }
    throw new TokenizerException(
        "No tokenizer '%s': no such directory, and not in the local Hugging Face cache (%s);"
                .formatted(hubId, folders())
            + " "
            + why
            + ". "
            + INSTEAD);
  }

  private Opened ofModel(@Nullable String modelId) {
    if (modelId == null) {
      return standIn("No model was named");
    }
    Optional<Path> folder =
        path(modelId)
            .filter(path -> Files.isRegularFile(path.resolve(FILE)))
            .or(() -> cache.find(modelId));
    if (folder.isPresent()) {
      return read(modelId, folder.get());
    }
    if (Bundled.isOf(modelId)) {
      return Bundled.opened(transformers);
    }
    return standIn(
        "The tokenizer of '%s' is neither in a directory of that name nor in Hugging Face's cache"
            .formatted(modelId));
  }

  private Opened standIn(String why) {
    Opened bundled = Bundled.opened(transformers);
    return new Opened(
        bundled.tokenizer(),
        bundled.chatTemplate(),
        bundled.facts(),
        List.of(
            why
                + ": the bundled Qwen2.5 tokenizer is used instead, so prompts and token counts"
                + " are made with another vocabulary than the model's. Pass --tokenizer"
                + " (evalscope: --tokenizer-path) with a directory or tokenizer.json to change"
                + " that."));
  }

  private Opened read(String name, Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
    if (!Files.isRegularFile(file)) {
      throw new TokenizerException(
          "No tokenizer at '%s': the directory has no %s. %s".formatted(name, FILE, INSTEAD));
    }
    try {
      return OpenedFolder.open(transformers, TokenizerFolder.beside(name, file));
    } catch (IOException e) {
      throw new TokenizerException(
          "The tokenizer '%s' can't be read from %s: %s. It must be a tokenizer.json as Hugging"
                  .formatted(name, file, firstLine(e))
              + " Face's tokenizers write it.",
          e);
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private String folders() {
    return cache.folders().stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  private static String firstLine(IOException e) {
    return IoReason.of(e).lines().findFirst().orElse("");
  }
}
