package llmbench.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import llmbench.files.Folder;

/** Brings one file of a hub into its cache: whole, or not at all. */
final class Download {

  private static final int MEGABYTE = 1_000_000;

  private final HubFile file;
  private final Map<String, String> environment;
  private final Consumer<String> say;

  Download(HubFile file, Map<String, String> environment, Consumer<String> say) {
    this.file = file;
    this.environment = environment;
    this.say = say;
  }

  /** Downloads it; returns where it is. */
  Path into(Path cache) throws IOException {
    say.accept("Downloading the " + file + " …");
    HubClient.Answer answer =
        new HubClient(file.hub(), environment).get(file.hub().path(file), file.toString());
    try (InputStream bytes = answer.body()) {
      HubRepository state = file.repository();
      HubRepository named = state.at(answer.commit().orElse(state.revision()));
      Path place = file.hub().folder(cache, named).resolve(file.path());
      Folder.made(Objects.requireNonNull(place.getParent()));
      Path part = place.resolveSibling(".llm-bench-" + UUID.randomUUID() + ".part");
      try {
        long size = Files.copy(bytes, part);
        checkSize(answer, size);
        Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        say.accept("Downloaded %,.1f MB to %s".formatted((double) size / MEGABYTE, place));
        return place;
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }

  private static void checkSize(HubClient.Answer answer, long size) throws IOException {
    long said = answer.response().headers().firstValueAsLong("content-length").orElse(size);
    if (said != size) {
      throw new IOException("only %,d of %,d bytes came".formatted(size, said));
    }
  }
}
