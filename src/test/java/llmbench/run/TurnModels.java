package llmbench.run;

import java.util.Optional;
import llmbench.injection.AtOnce;
import llmbench.injection.ConversationModel;
import llmbench.injection.OpenModel;
import llmbench.timeline.RunFacts;

/** The model of conversations. */
record TurnModels(ConversationModel model) implements StepModels {

  @Override
  public Optional<OpenModel> open() {
    return Optional.empty();
  }

  @Override
  public Optional<OpenModel> warmUps() {
    return Optional.empty();
  }

  @Override
  public AtOnce atOnce() {
    return model;
  }

  @Override
  public boolean isNobodyWaiting() {
    return model.isNobodyWaiting();
  }

  @Override
  public boolean endsAsTheTool(RunFacts.Stop why) {
    return false;
  }

  /** Behind a duration turns of conversations that have begun may still be sent. */
  @Override
  public String stopped(RunFacts.Stop why) {
    return why.by() == RunFacts.StopCause.DURATION && model.finishesConversations()
        ? "No new conversation is begun: " + why.why() + "."
        : LoadLines.stopped(why);
  }

  @Override
  public void giveUp() {
    model.giveUp();
  }
}
