package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import llmbench.dataset.rows.Row;
import llmbench.dataset.sound.SoundException;
import llmbench.dataset.sound.Sounds;
import llmbench.dataset.sound.Wave;
import llmbench.options.ToolVersion;
import org.jspecify.annotations.Nullable;

/**
 * Speech to be written down: {@code ASRDataset}. A file that a row names is sent as it is; bytes
 * that it holds are sent as a WAV file of their samples.
 */
final class HfSpeech implements HfRule {

  private static final String PREAMBLE =
      "<|startoftranscript|><|en|><|transcribe|><|notimestamps|>";
  private static final double FIRST_LONGEST_SECONDS = 30;
  private static final int OUTPUT = 1_024;
  private static final int FIRST_OUTPUT = 128;

  private final HfRun run;
  private final boolean newer;
  private final boolean named;
  private final String prompt;
  private final int tokens;
  private final List<Double> seconds = new ArrayList<>();
  private int skipped;

  private HfSpeech(HfRun run, boolean named) {
    this.run = run;
    this.named = named;
    this.newer = run.version().atLeast(ToolVersion.VLLM_0_32);
    boolean whisper = !newer || run.tokenizer().tokenizer().name().contains("openai");
    this.prompt = whisper ? PREAMBLE : "";
    this.tokens = run.tokens(prompt);
  }

  /** Those whose column {@code audio} has the sound. */
  static HfRule ofAudio(HfRun run) {
    return new HfSpeech(run, false);
  }

  /** The one whose column {@code url} names a file of the dataset's folder. */
  static HfRule ofUrls(HfRun run) {
    return new HfSpeech(run, true);
  }

  @Override
  public @Nullable HfPrompt of(Row row) {
    Audio audio =
        named
            ? file(row, run.file(HfRun.text(row, "url")).toString())
            : audio(row, HfRun.value(row, "audio"));
    boolean fits =
        newer
            ? run.asked().soundSeconds().hold(audio.seconds())
            : audio.seconds() <= FIRST_LONGEST_SECONDS;
    if (!fits) {
      skipped++;
      return null;
    }
    seconds.add(audio.seconds());
    return HfPrompt.text(prompt, tokens, run.outputLen(newer ? OUTPUT : FIRST_OUTPUT)).with(audio);
  }

  private static Audio audio(Row row, JsonNode value) {
    if (value.isTextual()) {
      return file(row, value.textValue());
    }
    try {
      if (value.path("bytes").isBinary()) {
        Wave wave = Wave.read(value.path("bytes").binaryValue());
        return new Audio("audio.wav", "audio/wav", wave.throughFloats(), wave.seconds());
      }
    } catch (SoundException e) {
      throw new DatasetException(HfRun.at(row) + ": its sound " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new DatasetException(HfRun.at(row) + ": its sound can't be read.");
    }
    if (value.path("path").isTextual()) {
      return file(row, value.path("path").textValue());
    }
    throw HfRun.wrong(row, "'audio' is neither a path nor bytes");
  }

  /** A file as it is, with the type that Python's {@code mimetypes} says of its name. */
  private static Audio file(Row row, String path) {
    try {
      byte[] bytes = NamedFile.bytes(path);
      String name = String.valueOf(Path.of(path).getFileName());
      return new Audio(name, type(name), bytes, Sounds.seconds(bytes));
    } catch (SoundException e) {
      throw new DatasetException(
          HfRun.at(row) + ": its sound " + path + " " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new DatasetException(
          HfRun.at(row)
              + ": its sound "
              + path
              + " can't be read; paths are looked for from here.");
    }
  }

  private static String type(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".wav")) {
      return "audio/x-wav";
    }
    return lower.endsWith(".flac") ? "audio/flac" : "application/octet-stream";
  }

  @Override
  public void finish(Consumer<String> say) {
    if (skipped > 0) {
      say.accept(
          skipped
              + " samples discarded from dataset due to their length being greater than what"
              + " Whisper supports.");
    }
    if (newer) {
      say.accept("Number of audio samples: " + seconds.size());
      List<Double> sorted = seconds.stream().sorted().toList();
      double sum = seconds.stream().mapToDouble(one -> one).sum();
      int count = sorted.size();
      say.accept(
          String.format(
              Locale.ROOT,
              "Audio duration statistics (s): avg=%.2f, min=%.2f, max=%.2f, median=%.2f",
              count == 0 ? 0 : sum / count,
              count == 0 ? 0 : sorted.get(0),
              count == 0 ? 0 : sorted.get(count - 1),
              count == 0 ? 0 : (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2));
    }
  }
}
