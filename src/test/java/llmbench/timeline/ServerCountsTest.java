package llmbench.timeline;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import llmbench.timeline.Usage.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server counts and times itself, and in which of its messages it says so. */
class ServerCountsTest {

  private static final String TEXT = "'choices':[{'delta':{'content':'x'}}]";
  private static final String ROLE = "'choices':[{'delta':{'role':'assistant'}}]";
  private static final String FINISH = "'choices':[{'delta':{},'finish_reason':'stop'}]";

  @Test
  void eachClientKnowsTheCountsOfTheMessagesThatItLooksAt() {
    StreamTimeline timeline = read(ROLE + counts(9, 0), TEXT + counts(9, 1), FINISH + counts(9, 2));
    Usage beside = new Usage(9, 2, null, Place.BESIDE_CHOICES, null);
    assertThat(timeline.usage()).isEqualTo(beside);
    assertThat(beside.upTo(Place.ALONE)).isNull();
    assertThat(beside.upTo(Place.WITH_OUTPUT)).isEqualTo(beside);

    timeline = read("'choices':[]" + counts(9, 1), FINISH + counts(9, 2), TEXT + counts(9, 3));
    assertThat(timeline.usage())
        .extracting(usage -> usage.upTo(Place.WITH_OUTPUT), as(type(Usage.class)))
        .extracting(Usage::completionTokens)
        .isEqualTo(3);
    assertThat(timeline.usage())
        .extracting(usage -> usage.upTo(Place.BESIDE_CHOICES), as(type(Usage.class)))
        .extracting(Usage::completionTokens)
        .isEqualTo(2);
    assertThat(timeline.usage())
        .extracting(usage -> usage.upTo(Place.ALONE))
        .isEqualTo(new Usage(9, 1, null));
  }

  @Test
  void countsThatAllLookAtHideThoseBefore() {
    assertThat(read(TEXT + counts(9, 3), "'choices':[]" + counts(9, 4)).usage())
        .isEqualTo(new Usage(9, 4, null));
    assertThat(read("'choices':null" + counts(9, 4)).usage()).isEqualTo(new Usage(9, 4, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        // The prompt's tokens stay where they aren't said again; those of the answer don't.
        "{'prompt_tokens':9,'completion_tokens':1} | {'completion_tokens':2} | 9 | 2",
        "{'prompt_tokens':9,'completion_tokens':1} | {'prompt_tokens':null,'completion_tokens':2}"
            + " | 9 | 2",
        "{'prompt_tokens':9,'completion_tokens':1} | {'prompt_tokens':10} | 10 | -",
        "{'prompt_tokens':9,'completion_tokens':1} | {'total_tokens':10} | 9 | -",
        "{'prompt_tokens':9,'completion_tokens':1} | {} | 9 | 1",
        "{'prompt_tokens':9,'completion_tokens':1} | null | 9 | 1",
        "{'prompt_tokens':9,'completion_tokens':1} | 5 | 9 | 1",
      })
  void ofSeveralCountsTheLastHold(String first, String second, Integer prompt, Integer completion) {
    Usage usage = read("'usage':" + first, "'choices':[],'usage':" + second).usage();
    assertThat(usage).isEqualTo(new Usage(prompt, completion, null));
  }

  @Test
  void countsOfAnAnswerThatCameWholeAreForAllClients() {
    StreamTimeline timeline = new StreamTimeline(0);
    timeline.whole(
        json("'choices':[{'message':{'content':'x'}}]" + counts(9, 4))
            .getBytes(StandardCharsets.UTF_8));
    assertThat(timeline.usage()).isEqualTo(new Usage(9, 4, null));
  }

  @Test
  void countsHideOnlyThoseThatFewerLookAt() {
    Usage alone = new Usage(1, 1, null);
    assertThatThrownBy(() -> new Usage(1, 1, null, Place.ALONE, alone))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "{'queue_time_ms':1.5,'time_to_first_token_ms':20.25} | 1.5 | 20.25",
        "{'queue_time_ms':3,'other':[1]}                      | 3   | -",
        "{'queue_time_ms':null,'time_to_first_token_ms':0}    | -   | 0",
        "{'queue_time_ms':-1e-1,'time_to_first_token_ms':'7'} | -0.1 | -",
        "{'queue_time_ms':1e999,'time_to_first_token_ms':7}   | -   | 7",
      })
  void aServersTimesAreItsNumbers(String metrics, Double queue, Double ttft) {
    assertThat(read(TEXT, FINISH + ",'metrics':" + metrics).serverTimes())
        .isEqualTo(new ServerTimes(queue, ttft));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {"{}", "{'time_to_first_token_ms':true}", "{'queue_time_ms':{}}", "[1]", "7"})
  void whatIsNoNumberIsNoTime(String metrics) {
    assertThat(read(TEXT + ",'metrics':" + metrics).serverTimes()).isNull();
  }

  @Test
  void eachMetricsObjectStandsForItself() {
    String both = ",'metrics':{'queue_time_ms':4,'time_to_first_token_ms':5}";
    assertThat(read(TEXT + both, TEXT + ",'metrics':{'time_to_first_token_ms':6}").serverTimes())
        .isEqualTo(new ServerTimes(null, 6.0));
    assertThat(read(TEXT + both, TEXT + ",'metrics':null").serverTimes())
        .isEqualTo(new ServerTimes(4.0, 5.0));
    assertThat(read(TEXT + both, TEXT + ",'metrics':{}").serverTimes()).isNull();
    // Also where the same bytes come again, which are known by their form.
    String one = TEXT + ",'metrics':{'queue_time_ms':1}";
    String two = TEXT + ",'metrics':{'queue_time_ms':2}";
    assertThat(read(one, one, two, one).serverTimes()).isEqualTo(new ServerTimes(1.0, null));
  }

  @Test
  void aMalformedMessageLeavesNothingBehind() {
    StreamTimeline timeline = read(TEXT + counts(1, 1) + ",'metrics':{'queue_time_ms':1}", TEXT);
    byte[] broken =
        ("data: " + json(TEXT + counts(2, 2) + ",'metrics':{'queue_time_ms':2},") + "\n\n")
            .getBytes(StandardCharsets.UTF_8);
    timeline.read(broken, 0, broken.length, 2);
    assertThat(timeline.messages().kind(2)).isEqualTo(MessageKind.MALFORMED);
    assertThat(timeline.usage()).extracting(Usage::completionTokens).isEqualTo(1);
    assertThat(timeline.serverTimes()).isEqualTo(new ServerTimes(1.0, null));
  }

  private static String counts(int prompt, int completion) {
    return ",'usage':{'prompt_tokens':" + prompt + ",'completion_tokens':" + completion + "}";
  }

  private static String json(String members) {
    return "{" + members.replace('\'', '"') + "}";
  }

  private static StreamTimeline read(String... messages) {
    StreamTimeline timeline = new StreamTimeline(0);
    for (String members : messages) {
      byte[] bytes = ("data: " + json(members) + "\n\n").getBytes(StandardCharsets.UTF_8);
      timeline.read(bytes, 0, bytes.length, 1);
    }
    return timeline;
  }
}
